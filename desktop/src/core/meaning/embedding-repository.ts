import { hash } from 'node:crypto';
import type { DeviceDatabase } from '#core/storage/index.ts';
import { dot, readVector, vectorBlob } from '#core/vectors/index.ts';

/** Texts of one note that stay embedded by a model: the present one, and what an undo may bring back. */
const KEPT_TEXTS = 3;

/** A note that waits for its embedding, with the text that it has now. */
export interface WaitingNote {
  noteId: string;
  text: string;
  sha256: string;
  /** How often it was tried. */
  tries: number;
}

/** How many notes are where. `hidden`: the user's rules keep them from leaving for the model. */
export interface EmbeddingCounts {
  embedded: number;
  waiting: number;
  failed: number;
  hidden: number;
}

/** What notes mean, as the database has it: the truth, of which every index is made. */
export interface EmbeddingRepository {
  /** The newest first; as many as hold `characters` together, but one at least. */
  waiting(asked: { limit: number; characters: number }): WaitingNote[];
  /** A text of this note that was embedded before. */
  has(asked: { noteId: string; sha256: string; model: string }): boolean;
  /** Keeps an embedding. It counts once the note is marked. In a transaction. */
  keep(embedding: { noteId: string; sha256: string; model: string; vector: Float32Array }): void;
  /** The same embedding as the newest, so that an index learns of it. In a transaction. */
  renew(embedding: { noteId: string; sha256: string; model: string }): void;
  /** The note has this text still: says what came of it. Answers false when it was changed meanwhile. In a transaction. */
  mark(marking: { noteId: string; sha256: string; state: 'embedded' | 'failed' | 'hidden' }): boolean;
  /** One more try of these came to nothing. */
  countTry(noteIds: readonly string[]): void;
  /** Notes that the user's rules keep from leaving for the model. */
  hidden(): string[];
  /** Lets notes wait anew: all, or these. */
  requeue(which: 'all' | readonly string[]): void;
  /** Lets notes wait anew that are said to be embedded by a model and are not. */
  requeueLost(model: string): void;
  counts(): EmbeddingCounts;
  /** The hash of the text that a note has now. */
  sha256Of(noteId: string): string | undefined;
  /** How near notes are to a vector, those of them that have a true embedding. */
  cosines(asked: { noteIds: readonly string[]; model: string; vector: Float32Array }): Map<string, number>;
}

/** What is embedded of a note. */
function textOf({ title, content }: { title: string; content: string }): string {
  return `${title}\n${content}`;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export function createEmbeddingRepository(database: DeviceDatabase): EmbeddingRepository {
  const sqlite = database.db.$client;
  type Text = { note_id: string; title: string; content: string; tries: number };
  const waiting = sqlite.prepare<[], Text>(
    `select note_texts.note_id, notes.title, notes.content, note_texts.tries from note_texts join notes on notes.id = note_texts.note_id
      where note_texts.state = 'waiting' order by note_texts.note_id desc`,
  );
  const found = sqlite
    .prepare<[string, string, string], Buffer>(
      'select vector from note_embeddings where note_id = ? and model = ? and content_sha256 = ?',
    )
    .pluck();
  const drop = sqlite.prepare('delete from note_embeddings where note_id = ? and model = ? and content_sha256 = ?');
  const add = sqlite.prepare('insert into note_embeddings (note_id, model, content_sha256, vector) values (?, ?, ?, ?)');
  const prune = sqlite.prepare(
    `delete from note_embeddings where note_id = @noteId and model = @model and key not in (
      select key from note_embeddings where note_id = @noteId and model = @model order by key desc limit ${KEPT_TEXTS})`,
  );
  const text = sqlite.prepare<[string], { title: string; content: string }>('select title, content from notes where id = ?');
  const mark = sqlite.prepare('update note_texts set state = ?, content_sha256 = ?, tries = 0 where note_id = ?');
  const tried = sqlite.prepare('update note_texts set tries = tries + 1 where note_id in (select value from json_each(?))');
  const again = "update note_texts set state = 'waiting', content_sha256 = null, tries = 0 where state";
  const requeueAll = sqlite.prepare(`${again} <> 'waiting'`);
  const requeueThese = sqlite.prepare(`${again} <> 'waiting' and note_id in (select value from json_each(?))`);
  const hidden = sqlite.prepare<[], string>("select note_id from note_texts where state = 'hidden'").pluck();
  const requeueLost = sqlite.prepare(
    `${again} = 'embedded' and not exists (select 1 from note_embeddings e where e.note_id = note_texts.note_id
      and e.model = ? and e.content_sha256 = note_texts.content_sha256)`,
  );
  const counted = sqlite.prepare<[], { state: keyof EmbeddingCounts; count: number }>(
    'select state, count(*) as count from note_texts group by state',
  );
  const vectorsOf = sqlite.prepare<[string, string], { note_id: string; vector: Buffer }>(
    // In this order: planned by itself, it may begin with every note that is embedded.
    `select e.note_id, e.vector from json_each(?) as wanted
      cross join note_texts t on t.note_id = wanted.value and t.state = 'embedded'
      cross join note_embeddings e on e.note_id = t.note_id and e.model = ? and e.content_sha256 = t.content_sha256`,
  );

  function sha256Of(noteId: string): string | undefined {
    const now = text.get(noteId);
    return now && sha256(textOf(now));
  }

  function keep({ noteId, sha256: hashed, model, vector }: Parameters<EmbeddingRepository['keep']>[0]): void {
    drop.run(noteId, model, hashed);
    add.run(noteId, model, hashed, vectorBlob(vector));
    prune.run({ noteId, model });
  }

  return {
    waiting({ limit, characters }) {
      const notes: WaitingNote[] = [];
      let size = 0;
      for (const row of waiting.iterate()) {
        const whole = textOf(row);
        size += whole.length;
        if (notes.length > 0 && size > characters) break;
        notes.push({ noteId: row.note_id, text: whole, sha256: sha256(whole), tries: row.tries });
        if (notes.length === limit) break;
      }
      return notes;
    },
    has: ({ noteId, sha256: hashed, model }) => found.get(noteId, model, hashed) !== undefined,
    keep,
    renew({ noteId, sha256: hashed, model }) {
      const vector = found.get(noteId, model, hashed);
      if (vector) keep({ noteId, sha256: hashed, model, vector: readVector(vector) });
    },
    mark({ noteId, sha256: hashed, state }) {
      if (sha256Of(noteId) !== hashed) return false;
      mark.run(state, hashed, noteId);
      return true;
    },
    countTry(noteIds) {
      tried.run(JSON.stringify(noteIds));
    },
    requeue(which) {
      if (which === 'all') requeueAll.run();
      else requeueThese.run(JSON.stringify(which));
    },
    hidden: () => hidden.all(),
    requeueLost(model) {
      requeueLost.run(model);
    },
    counts() {
      const counts: EmbeddingCounts = { embedded: 0, waiting: 0, failed: 0, hidden: 0 };
      for (const { state, count } of counted.all()) counts[state] = count;
      return counts;
    },
    sha256Of,
    cosines: ({ noteIds, model, vector }) =>
      new Map(
        vectorsOf.all(JSON.stringify(noteIds), model).map(({ note_id: id, vector: blob }) => [id, dot(readVector(blob), vector)]),
      ),
  };
}
