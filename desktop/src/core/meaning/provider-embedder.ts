import { hash } from 'node:crypto';
import { EMBEDDING_SIZE, type Row } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { Ledger } from '#core/ledger/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { unitVector } from './unit-vector.ts';
import { EmbedderAwayError, type Embedded, type NoteText, type TextEmbedder } from './text-embedder.ts';

/** The run that the ledger names for what no run asked for. */
const EMBEDDING_RUN = 'embedding';

/** What leaves of a note: what a model takes at once, and where a text says what it is about. */
const CHARACTERS = 16_000;

/** Questions whose vectors are kept while the app runs, so that going back to one costs nothing. */
const KEPT_QUESTIONS = 50;

/** The backend that embeds. */
export interface EmbeddingBackend {
  /** Its address; undefined: none is connected. */
  url(): string | undefined;
  /** @throws DeviceError `invalid_data`: not these texts; `busy`: not now */
  embed(request: { texts: string[]; model: string }): Promise<number[][]>;
}

/**
 * Embeds by a model that the user chose, at the backend that is connected. What leaves obeys the user's rules for clients,
 * and stands in the ledger before it leaves.
 */
export function createProviderEmbedder({
  model,
  backend,
  privacy,
  ledger,
  rows,
  lastSeq,
  ids,
  clock,
}: {
  model: string;
  backend: EmbeddingBackend;
  privacy: Privacy;
  ledger: Ledger;
  rows: AllWorkRows;
  /** The number of the journal's newest change. */
  lastSeq: () => number;
  ids: Ids;
  clock: Clock;
}): TextEmbedder {
  const questions = new Map<string, Float32Array>();

  /** Writes down what leaves. */
  function note({
    texts,
    noteIds,
    replaced,
    withheld,
    destination,
  }: {
    texts: string[];
    noteIds: string[];
    replaced: number;
    withheld: number;
    destination: string;
  }): void {
    const body = JSON.stringify(texts);
    ledger.add({
      runId: EMBEDDING_RUN,
      callId: ids.next(),
      action: 'embed',
      tableName: noteIds.length > 0 ? 'notes' : null,
      rowIds: noteIds,
      revisions: noteIds.map((id) => rows.notes.entity(id)?.revision ?? 0),
      rowCount: noteIds.length,
      bytes: Buffer.byteLength(body),
      clients: privacy.clientsOf({ table: 'notes', ids: noteIds }),
      withheld,
      replaced,
      counted: false,
      payloadSha256: hash('sha256', body, 'hex'),
      journalSeq: lastSeq(),
      at: clock.now(),
      destination,
      model,
    });
  }

  /** @throws EmbedderAwayError; DeviceError `invalid_data` when the backend does not take these very texts */
  async function embed(texts: string[]): Promise<Float32Array[]> {
    try {
      const vectors = await backend.embed({ texts, model });
      return vectors.map((numbers) => unitVector(numbers) ?? new Float32Array(EMBEDDING_SIZE));
    } catch (cause) {
      if (!(cause instanceof DeviceError) || cause.code === 'invalid_data') throw cause;
      throw new EmbedderAwayError(cause.message, { cause });
    }
  }

  function checkConnected(): string {
    const url = backend.url();
    if (url === undefined) throw new EmbedderAwayError('No backend is connected that could read notes for their meaning.');
    return url;
  }

  return {
    batch: { notes: 16, characters: 200_000 },
    settleMs: 10_000,
    seen(noteIds) {
      const view = privacy.viewOf({ model });
      return noteIds.filter((id) => view.isOpen || view.sees({ table: 'notes', id }));
    },
    async notes(given) {
      const destination = checkConnected();
      const view = privacy.viewOf({ model });
      const made = new Map<string, Embedded>();
      const leaving: { noteId: string; text: string }[] = [];
      let replaced = 0;
      for (const { noteId } of given) {
        const row = rows.notes.entity(noteId);
        if (!row || (!view.isOpen && !view.sees({ table: 'notes', id: noteId }))) {
          made.set(noteId, { state: 'hidden' });
          continue;
        }
        const out = view.isOpen ? { row, replaced: 0 } : view.outgoing({ table: 'notes', row });
        replaced += out.replaced;
        leaving.push({ noteId, text: noteText(out.row).slice(0, CHARACTERS) });
      }
      if (leaving.length > 0) {
        const texts = leaving.map(({ text }) => text);
        const noteIds = leaving.map(({ noteId }) => noteId);
        note({ texts, noteIds, replaced, withheld: given.length - leaving.length, destination });
        const vectors = await embed(texts);
        for (const [index, { noteId }] of leaving.entries()) {
          const vector = vectors[index];
          made.set(noteId, vector ? { state: 'embedded', vector } : { state: 'refused' });
        }
      }
      return given.map(({ noteId }: NoteText) => made.get(noteId) ?? { state: 'refused' });
    },
    async question(text) {
      const known = questions.get(text);
      if (known) return known;
      // A client whose rows do not leave is not named to anybody by a search either.
      if (privacy.named(text).length > 0) return undefined;
      const destination = checkConnected();
      const leaving = privacy.outgoingText(text).slice(0, 2_000);
      note({ texts: [leaving], noteIds: [], replaced: leaving === text ? 0 : 1, withheld: 0, destination });
      const [vector] = await embed([leaving]);
      if (!vector) return undefined;
      if (questions.size >= KEPT_QUESTIONS) questions.delete([...questions.keys()][0] ?? '');
      questions.set(text, vector);
      return vector;
    },
  };
}

/** The text of a note as it leaves. */
function noteText(row: Row): string {
  return 'content' in row && 'title' in row ? `${row.title}\n${row.content}` : '';
}
