import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { EmbedModel } from './embed-model.ts';
import type { EmbeddingRepository, WaitingNote } from './embedding-repository.ts';
import { EmbedderAwayError, type Embedded, type TextEmbedder } from './text-embedder.ts';

/** A note that breaks what embeds it is left after so many tries. */
const MOST_TRIES = 3;

/** Waiting after a failure: doubled up to ten minutes. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

/** So many notes become new keys when their text comes back; more are brought into an index as a whole anyway. */
const RENEWED = 200;

/** Embeds what waits, in the background: one batch at a time, between which everything else has its turn. */
export interface Embedder {
  /** Something was written, or may be tried again. */
  wake(): void;
  /** Why nothing is embedded just now, in a sentence for the user. */
  fault(): string | undefined;
  dispose(): void;
}

export function createEmbedder({
  database,
  repository,
  model,
  embedderOf,
  onEmbedded,
  clock,
  feed,
  logger,
}: {
  database: DeviceDatabase;
  repository: EmbeddingRepository;
  model: EmbedModel;
  embedderOf: (model: string) => TextEmbedder;
  /** Some notes have embeddings now that they had not. */
  onEmbedded: () => void;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): Embedder {
  let isRunning = false;
  let isWoken = false;
  let disposed = false;
  let failures = 0;
  let fault: string | undefined;
  let cancelWait: (() => void) | undefined;

  function setFault(next: string | undefined): void {
    if (fault !== next) feed.publish('settings');
    fault = next;
  }

  /** Texts that were embedded before need no work: an undo brings back what is known. */
  function takeKnown(notes: readonly WaitingNote[], by: string): WaitingNote[] {
    const isFew = repository.counts().waiting <= RENEWED;
    const known = notes.filter((note) => repository.has({ ...note, model: by }));
    if (known.length > 0)
      database.writeRelaxed(() => {
        for (const note of known) {
          if (isFew) repository.renew({ ...note, model: by });
          repository.mark({ ...note, state: 'embedded' });
        }
      });
    return notes.filter((note) => !known.includes(note));
  }

  function keepAll({ notes, made, by }: { notes: readonly WaitingNote[]; made: readonly Embedded[]; by: string }): void {
    database.writeRelaxed(() => {
      for (const [index, note] of notes.entries()) {
        const one = made[index] ?? { state: 'refused' };
        if (one.state === 'embedded') repository.keep({ ...note, model: by, vector: one.vector });
        // What was chosen meanwhile decides what counts.
        if (model.current() !== by) continue;
        if (one.state !== 'refused') repository.mark({ ...note, state: one.state });
        else if (note.tries + 1 >= MOST_TRIES) repository.mark({ ...note, state: 'failed' });
        else repository.countTry([note.noteId]);
      }
    });
  }

  /** One batch. Answers whether there was any. */
  async function round(): Promise<boolean> {
    if (disposed) return false;
    const by = model.current();
    const embedder = embedderOf(by);
    const { notes: limit, characters } = embedder.batch;
    const waiting = repository.waiting({ limit, characters });
    // What broke a batch is tried alone, so that it costs nobody else.
    const batch = waiting.some(({ tries }) => tries > 0) ? waiting.slice(0, 1) : waiting;
    if (batch.length === 0) return false;
    const notes = takeKnown(batch, by);
    if (notes.length === 0) return true;
    try {
      const made = await embedder.notes(notes);
      if (!disposed) keepAll({ notes, made, by });
    } catch (cause) {
      if (disposed || cause instanceof EmbedderAwayError) throw cause;
      logger.warn('notes could not be embedded', { count: notes.length, fault: String(cause) });
      keepAll({ notes, made: [], by });
      throw cause;
    }
    return true;
  }

  async function runAll(): Promise<void> {
    let any = false;
    try {
      while (await round()) any = true;
      failures = 0;
      setFault(undefined);
    } catch (cause) {
      if (disposed) return;
      failures += 1;
      setFault(cause instanceof EmbedderAwayError ? cause.message : 'Some notes could not be read for their meaning yet.');
      sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
    } finally {
      if (any && !disposed) onEmbedded();
    }
  }

  function sleep(ms: number): void {
    cancelWait?.();
    cancelWait = clock.after(ms, () => {
      cancelWait = undefined;
      start();
    });
  }

  function start(): void {
    if (disposed) return;
    if (isRunning) {
      isWoken = true;
      return;
    }
    isRunning = true;
    isWoken = false;
    void runAll().finally(() => {
      isRunning = false;
      if (isWoken && cancelWait === undefined) start();
    });
  }

  return {
    wake() {
      // While it waits after a failure it goes on waiting: many changes are no reason to ask more often.
      if (failures > 0 && cancelWait) return;
      const { settleMs } = embedderOf(model.current());
      if (settleMs === 0) start();
      else sleep(settleMs);
    },
    fault: () => fault,
    dispose() {
      disposed = true;
      cancelWait?.();
    },
  };
}
