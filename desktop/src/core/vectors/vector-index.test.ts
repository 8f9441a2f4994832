import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { createLanceIndexes } from './lance-index.ts';
import { createMemoryIndexes } from './memory-index.ts';
import type { VectorIndexes, VectorRows } from './vector-index.ts';

/** A vector that points along one of the axes, and a little along the next. */
function along(axis: number, aside = 0): Float32Array {
  const vector = new Float32Array(EMBEDDING_SIZE);
  vector[axis] = Math.sqrt(1 - aside * aside);
  vector[axis + 1] = aside;
  return vector;
}

function rowsOf(entries: readonly { key: number; mark: number; vector: Float32Array }[]): VectorRows {
  const vectors = new Float32Array(entries.length * EMBEDDING_SIZE);
  for (const [index, { vector }] of entries.entries()) vectors.set(vector, index * EMBEDDING_SIZE);
  return { keys: entries.map(({ key }) => key), marks: entries.map(({ mark }) => mark), vectors };
}

const twins: [string, () => { indexes: VectorIndexes; again: () => VectorIndexes }][] = [
  [
    'in memory',
    () => {
      const indexes = createMemoryIndexes();
      return { indexes, again: () => indexes };
    },
  ],
  [
    'LanceDB',
    () => {
      const folder = join(temporaryFolder(), 'vectors');
      return { indexes: createLanceIndexes({ folder }), again: () => createLanceIndexes({ folder }) };
    },
  ],
];

describe.each(twins)('an index %s', (_name, make) => {
  test('finds the nearest of what was added, and not what was taken away; says what it has; is there when opened again', async () => {
    const { indexes, again } = make();
    const index = await indexes.open('offline:rules');
    expect(await index.rows()).toEqual(new Map());
    expect(await index.nearest({ vector: along(1), limit: 3 })).toEqual([]);
    const far = 2 ** 47 + 1;
    await index.add(rowsOf([10, 11, 12].map((key) => ({ key, mark: far + key, vector: along(key) }))));
    await index.add(rowsOf([{ key: 2 ** 40, mark: 1, vector: along(11, 0.3) }]));
    expect(new Set(await index.nearest({ vector: along(11), limit: 2 }))).toEqual(new Set([11, 2 ** 40]));
    await index.remove([11]);
    await index.remove([]);
    await index.tend();
    expect(await index.nearest({ vector: along(11), limit: 1 })).toEqual([2 ** 40]);
    const rows = new Map([
      [10, far + 10],
      [12, far + 12],
      [2 ** 40, 1],
    ]);
    expect(await index.rows()).toEqual(rows);
    index.close();
    expect(await (await again().open('offline:rules')).rows()).toEqual(rows);
  });

  test('one a model, whatever its name, and none is told of another’s rows', async () => {
    const { indexes } = make();
    const names = ['offline:rules', 'openai:text-embedding-3-small', 'local:../../etc/passwd', 'local:Ü"; drop table'];
    for (const [key, name] of names.entries()) await (await indexes.open(name)).add(rowsOf([{ key, mark: 1, vector: along(5) }]));
    for (const [key, name] of names.entries())
      expect(await (await indexes.open(name)).nearest({ vector: along(5), limit: 9 })).toEqual([key]);
    await indexes.dropOthers('offline:rules');
    expect((await (await indexes.open('offline:rules')).rows()).size).toBe(1);
    for (const name of names.slice(1)) expect((await (await indexes.open(name)).rows()).size).toBe(0);
    const held = await indexes.open('offline:rules');
    await indexes.dropOthers(undefined);
    await expect(async () => held.rows()).rejects.toThrow();
    expect((await (await indexes.open('offline:rules')).rows()).size).toBe(0);
  });
});

test('a LanceDB index says that its files are gone or damaged, instead of finding nothing', async () => {
  for (const harm of ['gone', 'damaged'] as const) {
    const folder = join(temporaryFolder(), 'vectors');
    const index = await createLanceIndexes({ folder }).open('offline:rules');
    await index.add(rowsOf([{ key: 1, mark: 1, vector: along(1) }]));
    const table = join(folder, readdirSync(folder)[0] ?? '');
    const data = join(table, 'data');
    expect(existsSync(data)).toBe(true);
    if (harm === 'gone') rmSync(table, { recursive: true });
    else {
      rmSync(data, { recursive: true });
      mkdirSync(data);
      writeFileSync(join(data, 'x.lance'), 'no such thing');
    }
    await expect(async () => index.nearest({ vector: along(1), limit: 1 })).rejects.toThrow();
  }
});
