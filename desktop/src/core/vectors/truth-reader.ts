import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import Database from 'better-sqlite3';
import { dot, readVector } from './dot.ts';
import type { VectorRows } from './vector-index.ts';

/** A note near to what was asked, by the cosine of the angle between them. */
export interface Neighbour {
  noteId: string;
  cosine: number;
}

/** What the device's database says about embeddings, which is what counts. Reads only, on a connection of its own. */
export interface TruthReader {
  /** The keys that count now for a model, with their marks. */
  rows(model: string): Map<number, number>;
  /** Keys that a model got since `key`, at most `limit` of them. */
  after(asked: { model: string; key: number; limit: number }): number[];
  lastKey(): number;
  vectors(keys: readonly number[]): VectorRows;
  /** How near the notes are that these keys count for now; other keys are passed over. */
  near(asked: { keys: readonly number[]; vector: Float32Array }): Neighbour[];
  /** The nearest of all notes, or of a project's, each compared. */
  scan(asked: { model: string; vector: Float32Array; limit: number; projectId: string | undefined }): Neighbour[];
  /** How many notes of a project have an embedding, counted to `most`. */
  sizeOf(asked: { projectId: string; most: number }): number;
  /** A note that is said to be embedded by this model and is not; there is none but after a restore. */
  hasLost(model: string): boolean;
  close(): void;
}

const CURRENT = `from note_texts t join note_embeddings e
  on e.note_id = t.note_id and e.model = ? and e.content_sha256 = t.content_sha256 where t.state = 'embedded'`;

/** The nearest `limit` of what is offered, without sorting all of it. */
function createShortList(limit: number): { offer(one: Neighbour): void; list(): Neighbour[] } {
  let kept: Neighbour[] = [];
  let least = -Infinity;
  const cut = (): void => {
    kept.sort((a, b) => b.cosine - a.cosine);
    kept = kept.slice(0, limit);
    if (kept.length === limit) least = kept.at(-1)?.cosine ?? least;
  };
  return {
    offer(one) {
      if (one.cosine <= least) return;
      kept.push(one);
      if (kept.length >= limit * 2) cut();
    },
    list() {
      cut();
      return kept;
    },
  };
}

/** @param file the device's database, which another connection has open and up to date */
export function openTruth(file: string): TruthReader {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  type Vector = { note_id: string; vector: Buffer };
  const rows = sqlite.prepare<[string], [number, string]>(`select e.key, substr(e.content_sha256, 1, 12) ${CURRENT}`).raw();
  const after = sqlite
    .prepare<[number, string, number], number>('select key from note_embeddings where key > ? and model = ? order by key limit ?')
    .pluck();
  const last = sqlite.prepare<[], number>('select coalesce(max(key), 0) from note_embeddings').pluck();
  const some = sqlite.prepare<[string], { key: number; hash: string; vector: Buffer }>(
    `select key, substr(content_sha256, 1, 12) as hash, vector from note_embeddings
      where key in (select value from json_each(?)) order by key`,
  );
  const near = sqlite.prepare<[string], Vector>(
    // In this order: planned by itself, it may begin with every note that is embedded.
    `select e.note_id, e.vector from json_each(?) as wanted cross join note_embeddings e on e.key = wanted.value
      cross join note_texts t on t.note_id = e.note_id and t.state = 'embedded' and t.content_sha256 = e.content_sha256`,
  );
  // In the order of the file, which is read from its beginning to its end.
  const all = sqlite.prepare<[string], Vector>(
    `select e.note_id, e.vector from note_embeddings e cross join note_texts t on t.note_id = e.note_id
      and t.state = 'embedded' and t.content_sha256 = e.content_sha256 where e.model = ?`,
  );
  const ofProject = sqlite.prepare<[string, string], Vector>(
    `select e.note_id, e.vector ${CURRENT} and t.note_id in (select id from notes where project_id = ?)`,
  );
  const size = sqlite
    .prepare<[string, number], number>('select count(*) from (select 1 from notes where project_id = ? limit ?)')
    .pluck();
  const lost = sqlite.prepare<[string]>(
    `select 1 from note_texts t where t.state = 'embedded' and not exists (
      select 1 from note_embeddings e where e.note_id = t.note_id and e.model = ? and e.content_sha256 = t.content_sha256
    ) limit 1`,
  );

  return {
    rows: (model) => {
      const found = new Map<number, number>();
      for (const [key, hash] of rows.iterate(model)) found.set(key, markOf(hash));
      return found;
    },
    after: ({ model, key, limit }) => after.all(key, model, limit),
    lastKey: () => last.get() ?? 0,
    vectors(keys) {
      const found = some.all(JSON.stringify(keys));
      const vectors = new Float32Array(found.length * EMBEDDING_SIZE);
      for (const [index, { vector }] of found.entries()) vectors.set(readVector(vector), index * EMBEDDING_SIZE);
      return { keys: found.map(({ key }) => key), marks: found.map(({ hash }) => markOf(hash)), vectors };
    },
    near: ({ keys, vector }) =>
      near
        .all(JSON.stringify(keys))
        .map(({ note_id: noteId, vector: blob }) => ({ noteId, cosine: dot(readVector(blob), vector) })),
    scan({ model, vector, limit, projectId }) {
      const nearest = createShortList(limit);
      const found = projectId === undefined ? all.iterate(model) : ofProject.iterate(model, projectId);
      for (const { note_id: noteId, vector: blob } of found) nearest.offer({ noteId, cosine: dot(readVector(blob), vector) });
      return nearest.list();
    },
    sizeOf: ({ projectId, most }) => size.get(projectId, most) ?? 0,
    hasLost: (model) => lost.get(model) !== undefined,
    close() {
      sqlite.close();
    },
  };
}

function markOf(hash: string): number {
  return Number.parseInt(hash, 16);
}
