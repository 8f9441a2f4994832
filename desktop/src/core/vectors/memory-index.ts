import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { dot } from './dot.ts';
import type { VectorIndex, VectorIndexes } from './vector-index.ts';

/** The exact twin of the index on the disk: compares with every vector, and forgets all when the process ends. */
export function createMemoryIndexes(): VectorIndexes {
  const kept = new Map<string, Map<number, { mark: number; vector: Float32Array }>>();

  function open(model: string): VectorIndex {
    const rows = kept.get(model) ?? new Map<number, { mark: number; vector: Float32Array }>();
    kept.set(model, rows);
    const check = (): void => {
      if (kept.get(model) !== rows) throw new Error('the index was dropped');
    };
    return {
      rows() {
        check();
        return Promise.resolve(new Map([...rows].map(([key, { mark }]) => [key, mark])));
      },
      add({ keys, marks, vectors }) {
        check();
        for (const [index, key] of keys.entries()) {
          const vector = vectors.slice(index * EMBEDDING_SIZE, (index + 1) * EMBEDDING_SIZE);
          rows.set(key, { mark: marks[index] ?? 0, vector });
        }
        return Promise.resolve();
      },
      remove(keys) {
        check();
        for (const key of keys) rows.delete(key);
        return Promise.resolve();
      },
      nearest({ vector, limit }) {
        check();
        const scored = [...rows].map(([key, row]) => ({ key, score: dot(row.vector, vector) }));
        scored.sort((a, b) => b.score - a.score);
        return Promise.resolve(scored.slice(0, limit).map(({ key }) => key));
      },
      tend: () => Promise.resolve(),
      close: () => undefined,
    };
  }

  return {
    open: (model) => Promise.resolve(open(model)),
    dropOthers(model) {
      for (const name of kept.keys()) if (name !== model) kept.delete(name);
      return Promise.resolve();
    },
  };
}
