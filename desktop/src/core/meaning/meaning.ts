import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { DeviceDatabase, SettingsRepository } from '#core/storage/index.ts';
import type { IndexState, Neighbour, Vectors } from '#core/vectors/index.ts';
import type { SearchSettings } from '#rpc/search.ts';
import { createEmbedModel, isModelName, OFFLINE_MODEL } from './embed-model.ts';
import { createEmbedder } from './embedder.ts';
import { createEmbeddingRepository } from './embedding-repository.ts';
import { createOfflineEmbedder } from './offline-embedder.ts';
import { EmbedderAwayError, type TextEmbedder } from './text-embedder.ts';

/** The index is brought up to date this long after the last change, and made fast when nothing more comes. */
const SYNC_MS = 2_000;
const TEND_MS = 20_000;

/** What was kept here is looked at this long after something was written that may have moved it to another client. */
const LOOK_MS = 2_000;

/** So many notes are compared one by one in no time; with more, the index is made ready at the start. */
const FEW = 2_000;

/** What notes mean, by the one model of the setting: keeps embeddings true, and finds notes by them. */
export interface Meaning {
  /** `provider:model`. */
  model(): string;
  settings(): SearchSettings;
  /** Everything is embedded anew by another model; the old embeddings are kept for going back. @throws DeviceError `invalid_data` */
  setSettings(change: Pick<SearchSettings, 'embed_model'>): SearchSettings;
  /** The vector of what is looked for; undefined: it may not leave, or nobody can make one now. */
  vectorOf(text: string): Promise<Float32Array | undefined>;
  /** Notes near to a vector, best first, some of which the caller may have to leave out. @throws DeviceError `busy` */
  nearest(asked: { vector: Float32Array; limit: number; projectId?: string | undefined }): Promise<Neighbour[]>;
  cosines(asked: { noteIds: readonly string[]; vector: Float32Array }): Map<string, number>;
  /** Keeps the embedding that a run brought for the text that a note has now. In a transaction. */
  keep(embedding: { noteId: string; vector: Float32Array }): void;
  /** The database has another content. */
  replaced(): void;
  dispose(): Promise<void>;
}

export function createMeaning({
  database,
  settings,
  vectors,
  providerEmbedder,
  onModel,
  clock,
  feed,
  logger,
}: {
  database: DeviceDatabase;
  settings: SettingsRepository;
  vectors: Vectors;
  providerEmbedder: (model: string) => TextEmbedder;
  /** The model is another one: whoever was told of the old one is told anew. */
  onModel: () => void;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): Meaning {
  const repository = createEmbeddingRepository(database);
  const model = createEmbedModel(settings);
  const offline = createOfflineEmbedder(vectors);
  const providers = new Map<string, TextEmbedder>();
  let index: IndexState = 'building';
  let isBroughtUp = false;
  let cancelSync: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;
  let due: 'sync' | 'tend' | undefined;
  let disposed = false;

  function embedderOf(name: string): TextEmbedder {
    if (name === OFFLINE_MODEL) return offline;
    const known = providers.get(name);
    if (known) return known;
    const made = providerEmbedder(name);
    providers.set(name, made);
    return made;
  }

  function setIndex(next: IndexState): void {
    if (next !== index) feed.publish('settings');
    index = next;
  }

  async function bringUp(kind: 'sync' | 'tend'): Promise<void> {
    try {
      const { state, hasLost } = await vectors.ask<'sync' | 'tend'>({ kind, model: model.current() });
      if (disposed) return;
      isBroughtUp = true;
      setIndex(state);
      if (hasLost) {
        database.writeRelaxed(() => repository.requeueLost(model.current()));
        embedder.wake();
      } else if (kind === 'sync') syncLater('tend');
    } catch (cause) {
      if (disposed) return;
      setIndex('building');
      logger.warn('the index of notes is not up to date', { fault: String(cause) });
    }
  }

  function syncLater(kind: 'sync' | 'tend' = 'sync'): void {
    // Who writes on and on would put it off for ever.
    if (due === 'sync') return;
    cancelSync?.();
    due = kind;
    cancelSync = clock.after(kind === 'sync' ? SYNC_MS : TEND_MS, () => {
      due = undefined;
      void bringUp(kind);
    });
  }

  const embedder = createEmbedder({
    database,
    repository,
    model,
    embedderOf,
    onEmbedded: () => {
      feed.publish('settings');
      syncLater();
    },
    clock,
    feed,
    logger,
  });

  /** What is told of notes is by the present model, or they all wait for it. */
  function begin(): void {
    if (!model.isTold())
      database.write(() => {
        repository.requeue('all');
        model.tell();
      });
    embedder.wake();
  }

  /** Notes that were kept here wait for their embedding once they may leave. */
  function releaseHidden(): void {
    const hidden = repository.hidden();
    const seen = hidden.length > 0 ? embedderOf(model.current()).seen(hidden) : [];
    if (seen.length === 0) return;
    database.writeRelaxed(() => repository.requeue(seen));
    embedder.wake();
  }

  function releaseLater(): void {
    cancelLook ??= clock.after(LOOK_MS, () => {
      cancelLook = undefined;
      releaseHidden();
    });
  }

  const unsubscribe = feed.subscribe(({ topic }) => {
    if (topic === 'notes') embedder.wake();
    // Whose a note is, is said by its project, by that one's client, and by the client above.
    if (topic === 'notes' || topic === 'projects' || topic === 'clients') releaseLater();
    if (topic === 'privacy') releaseHidden();
  });
  begin();
  if (repository.counts().embedded > FEW) syncLater();

  function read(): SearchSettings {
    const { embedded, waiting, failed, hidden } = repository.counts();
    const fault = embedder.fault();
    return {
      embed_model: model.current(),
      state: { embedded, waiting, failed: failed + hidden, index, ...(fault === undefined ? {} : { fault }) },
    };
  }

  return {
    model: () => model.current(),
    settings: read,
    setSettings({ embed_model: next }) {
      if (!isModelName(next))
        throw new DeviceError('invalid_data', 'A model is named “provider:model”, or “offline:rules”. Nothing was changed.');
      if (next === model.current()) return read();
      database.write(() => {
        model.choose(next);
        repository.requeue('all');
        model.tell();
      });
      isBroughtUp = false;
      setIndex('building');
      feed.publish('settings');
      embedder.wake();
      onModel();
      return read();
    },
    async vectorOf(text) {
      try {
        return await embedderOf(model.current()).question(text);
      } catch (cause) {
        if (cause instanceof EmbedderAwayError || cause instanceof DeviceError) return undefined;
        throw cause;
      }
    },
    async nearest({ vector, limit, projectId }) {
      const found = await vectors.ask<'nearest'>({ kind: 'nearest', model: model.current(), vector, limit, projectId });
      if (!isBroughtUp) syncLater();
      return found;
    },
    cosines: (asked) => repository.cosines({ ...asked, model: model.current() }),
    keep({ noteId, vector }) {
      const sha256 = repository.sha256Of(noteId);
      if (sha256 === undefined) throw new Error('an embedding of a note that is not there');
      repository.keep({ noteId, sha256, model: model.current(), vector });
      repository.mark({ noteId, sha256, state: 'embedded' });
      database.afterCommit(() => syncLater());
    },
    replaced() {
      vectors.restart();
      isBroughtUp = false;
      setIndex('building');
      database.writeRelaxed(() => repository.requeueLost(model.current()));
      begin();
      syncLater();
    },
    async dispose() {
      disposed = true;
      unsubscribe();
      cancelSync?.();
      cancelLook?.();
      embedder.dispose();
      await vectors.dispose();
    },
  };
}
