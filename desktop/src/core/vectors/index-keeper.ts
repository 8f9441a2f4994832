import type { Neighbour, TruthReader } from './truth-reader.ts';
import type { VectorIndex, VectorIndexes } from './vector-index.ts';

/** `building`: it lags behind, so every note is compared instead. `off`: this machine has none. */
export type IndexState = 'ready' | 'building' | 'off';

/** Rows that are copied into the index at once: 1.5 MB, and a few milliseconds. */
const CHUNK = 250;

/** So many notes may be newer than the index: they are compared one by one. */
const NEWER = 400;

/** Rows of an index that count no more are taken away once they are so many of all. */
const STALE_SHARE = 0.1;

/** A project up to this size is compared note by note: its own nearest, and nothing lost to other projects. */
const PROJECT_ROWS = 4_000;

/** More than was asked for, because some that the index names count no more or are not of the project. */
const SPARE = 16;
const WIDE = 1_000;

/** So often an index that breaks is made anew, before it is left alone. */
const MOST_BREAKS = 3;

/** Keeps a derived index beside the truth, and finds by both. What it answers is what the truth says, always. */
export interface IndexKeeper {
  /** Brings the index to what the truth says now; lost or damaged, it is made anew. Resolves when it is done or off. */
  sync(model: string): Promise<void>;
  /** Makes the index fast, and takes away what is left of other models. For idle times. */
  tend(model: string): Promise<void>;
  /** Best first. */
  nearest(asked: { model: string; vector: Float32Array; limit: number; projectId: string | undefined }): Promise<Neighbour[]>;
  state(): IndexState;
  close(): void;
}

interface Opened {
  model: string;
  index: VectorIndex;
  /** What is in it, by key. */
  rows: Map<number, number>;
  /** The newest key of the truth when it was brought up to date; undefined: it is not yet. */
  upTo: number | undefined;
}

export function createIndexKeeper({ truth, indexes }: { truth: TruthReader; indexes: VectorIndexes }): IndexKeeper {
  let opened: Opened | undefined;
  let breaks = 0;
  let isOff = false;
  /** Writes come one after the other. */
  let last: Promise<unknown> = Promise.resolve();

  function leave(): void {
    opened?.index.close();
    opened = undefined;
  }

  /** It cannot be read any more: away with it. The next `sync` makes it anew, if there is sense in that. */
  async function broke(): Promise<void> {
    leave();
    breaks += 1;
    if (breaks > MOST_BREAKS) isOff = true;
    await indexes.dropOthers(undefined);
  }

  async function openFor(model: string): Promise<Opened> {
    if (opened && opened.model !== model) leave();
    if (opened) return opened;
    const index = await indexes.open(model);
    opened = { model, index, rows: await index.rows(), upTo: undefined };
    return opened;
  }

  async function bringUp(model: string): Promise<void> {
    const held = await openFor(model);
    const upTo = truth.lastKey();
    const wanted = truth.rows(model);
    const isStale = ([key, mark]: [number, number]): boolean => wanted.get(key) !== mark;
    const stale = [...held.rows].filter(isStale).map(([key]) => key);
    // A key that stands for another text now would be found for what it was.
    const isWrong = stale.some((key) => wanted.has(key));
    if (isWrong || stale.length > held.rows.size * STALE_SHARE) {
      await held.index.remove(stale);
      for (const key of stale) held.rows.delete(key);
    }
    const missing = [...wanted.keys()].filter((key) => !held.rows.has(key));
    if (missing.length > NEWER) held.upTo = undefined;
    for (let at = 0; at < missing.length; at += CHUNK) {
      const rows = truth.vectors(missing.slice(at, at + CHUNK));
      if (rows.keys.length === 0) continue;
      await held.index.add(rows);
      for (const [index, key] of rows.keys.entries()) held.rows.set(key, rows.marks[index] ?? 0);
    }
    held.upTo = upTo;
  }

  /** Tries twice: what is damaged is dropped after the first. */
  async function guarded(work: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < 2 && !isOff; tries += 1) {
      try {
        await work();
        return;
      } catch {
        await broke().catch(() => {
          isOff = true;
        });
      }
    }
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(() => guarded(work));
    last = turn.catch(() => undefined);
    return turn;
  }

  /** What the index names, and what is newer than it; undefined: it cannot be asked. */
  async function fromIndex({
    model,
    vector,
    limit,
  }: {
    model: string;
    vector: Float32Array;
    limit: number;
  }): Promise<Neighbour[] | undefined> {
    const held = opened;
    if (!held || held.model !== model || held.upTo === undefined) return undefined;
    const newer = truth.after({ model, key: held.upTo, limit: NEWER + 1 });
    if (newer.length > NEWER) return undefined;
    try {
      const keys = new Set(await held.index.nearest({ vector, limit }));
      for (const key of newer) keys.add(key);
      return truth.near({ keys: [...keys], vector }).toSorted((a, b) => b.cosine - a.cosine);
    } catch {
      if (opened === held) await broke();
      return undefined;
    }
  }

  return {
    sync: (model) => inTurn(() => bringUp(model)),
    tend: (model) =>
      inTurn(async () => {
        await bringUp(model);
        await indexes.dropOthers(model);
        await opened?.index.tend();
      }),
    async nearest({ model, vector, limit, projectId }) {
      if (projectId !== undefined && truth.sizeOf({ projectId, most: PROJECT_ROWS + 1 }) <= PROJECT_ROWS)
        return truth.scan({ model, vector, limit, projectId });
      const found = await fromIndex({ model, vector, limit: projectId === undefined ? limit + SPARE : WIDE });
      return (found ?? truth.scan({ model, vector, limit, projectId })).slice(0, projectId === undefined ? limit : WIDE);
    },
    state() {
      if (isOff) return 'off';
      return opened?.upTo === undefined ? 'building' : 'ready';
    },
    close: leave,
  };
}
