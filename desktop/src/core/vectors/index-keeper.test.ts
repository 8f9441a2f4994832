import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { vectorBlob } from './dot.ts';
import { createIndexKeeper, type IndexKeeper } from './index-keeper.ts';
import { createLanceIndexes } from './lance-index.ts';
import { createMemoryIndexes } from './memory-index.ts';
import { openTruth } from './truth-reader.ts';
import type { VectorIndexes } from './vector-index.ts';

const model = 'offline:rules';

/** A vector of its own for every number. */
function vectorOf(number: number): Float32Array {
  const vector = new Float32Array(EMBEDDING_SIZE);
  vector[number % EMBEDDING_SIZE] = 0.8;
  vector[(number * 7 + 3) % EMBEDDING_SIZE] = 0.6;
  return vector;
}

/** The truth on a real file: notes by number, each with the vector of a number. */
function openNotes() {
  const { db } = openTestDatabase();
  const sqlite = db.$client;
  const file = sqlite.name;
  const note = sqlite.prepare("insert into notes (id, title, created_at, updated_at, origin) values (?, ?, 1, 1, 'human')");
  const add = sqlite.prepare(
    'insert or replace into note_embeddings (note_id, content_sha256, model, vector) values (?, ?, ?, ?)',
  );
  const mark = sqlite.prepare("update note_texts set state = 'embedded', content_sha256 = ? where note_id = ?");
  const hash = (number: number): string => number.toString(16).padStart(12, '0').padEnd(64, 'f');
  const truth = openTruth(file);
  onTestFinished(() => truth.close());
  return {
    file,
    truth,
    sqlite,
    write(id: string, number: number, by = model) {
      if (!sqlite.prepare('select 1 from notes where id = ?').get(id)) note.run(id, id);
      add.run(id, hash(number), by, vectorBlob(vectorOf(number)));
      mark.run(hash(number), id);
    },
    remove(id: string) {
      sqlite.prepare('delete from notes where id = ?').run(id);
    },
  };
}

async function found(keeper: IndexKeeper, number: number, by = model): Promise<[string, number][]> {
  const near = await keeper.nearest({ model: by, vector: vectorOf(number), limit: 3, projectId: undefined });
  return near.filter(({ cosine }) => cosine > 0.9).map(({ noteId, cosine }) => [noteId, Math.round(cosine * 100) / 100]);
}

test('finds by the truth before there is an index, beside it, behind it and without it', async () => {
  const notes = openNotes();
  const folder = join(dirname(notes.file), 'vectors');
  const keeper = createIndexKeeper({ truth: notes.truth, indexes: createLanceIndexes({ folder }) });
  onTestFinished(() => keeper.close());
  for (let n = 0; n < 300; n += 1) notes.write(`n${n}`, n);
  expect([keeper.state(), await found(keeper, 7)]).toEqual(['building', [['n7', 1]]]);
  await keeper.sync(model);
  expect([keeper.state(), await found(keeper, 7)]).toEqual(['ready', [['n7', 1]]]);
  // Written, changed, deleted and brought back since: at once.
  notes.write('new', 900);
  notes.write('n7', 901);
  notes.remove('n8');
  expect(await found(keeper, 900)).toEqual([['new', 1]]);
  expect(await found(keeper, 901)).toEqual([['n7', 1]]);
  expect(await found(keeper, 7)).toEqual([]);
  expect(await found(keeper, 8)).toEqual([]);
  notes.write('n8', 8);
  expect(await found(keeper, 8)).toEqual([['n8', 1]]);
  await keeper.tend(model);
  expect(await found(keeper, 8)).toEqual([['n8', 1]]);
  // The folder is taken away while it is open: the question is answered all the same, and the index made anew.
  rmSync(folder, { recursive: true });
  expect([await found(keeper, 9), keeper.state()]).toEqual([[['n9', 1]], 'building']);
  await keeper.sync(model);
  expect([await found(keeper, 9), keeper.state()]).toEqual([[['n9', 1]], 'ready']);
});

test('never mixes models, and goes from one to the other and back', async () => {
  const notes = openNotes();
  const folder = join(dirname(notes.file), 'vectors');
  const keeper = createIndexKeeper({ truth: notes.truth, indexes: createLanceIndexes({ folder }) });
  onTestFinished(() => keeper.close());
  const other = 'openai:text-embedding-3-small';
  notes.write('a', 1);
  notes.write('b', 2);
  await keeper.sync(model);
  // Both notes by the other model: what counts is said by their hashes.
  notes.write('a', 1, other);
  await keeper.sync(other);
  expect(await found(keeper, 1, other)).toEqual([['a', 1]]);
  expect(await found(keeper, 2, other)).toEqual([]);
  expect(await found(keeper, 2)).toEqual([['b', 1]]);
  await keeper.tend(model);
  expect(await found(keeper, 2)).toEqual([['b', 1]]);
  expect(await found(keeper, 2, other)).toEqual([]);
});

test('a restore that gives keys to other texts is found for what they are now', async () => {
  const notes = openNotes();
  const folder = join(dirname(notes.file), 'vectors');
  notes.write('a', 1);
  notes.write('b', 2);
  const before = createIndexKeeper({ truth: notes.truth, indexes: createLanceIndexes({ folder }) });
  await before.sync(model);
  before.close();
  notes.sqlite.exec("delete from note_embeddings; delete from sqlite_sequence where name = 'note_embeddings'");
  notes.write('b', 500);
  notes.write('a', 501);
  const after = createIndexKeeper({ truth: notes.truth, indexes: createLanceIndexes({ folder }) });
  onTestFinished(() => after.close());
  await after.sync(model);
  expect([await found(after, 500), await found(after, 501)]).toEqual([[['b', 1]], [['a', 1]]]);
  expect([await found(after, 1), await found(after, 2), after.state()]).toEqual([[], [], 'ready']);
});

test('without the native part, or with an index that breaks again and again, every note is compared', async () => {
  const notes = openNotes();
  notes.write('a', 1);
  const none: VectorIndexes = {
    open: () => Promise.reject(new Error('no binary for this machine')),
    dropOthers: () => Promise.resolve(),
  };
  const keeper = createIndexKeeper({ truth: notes.truth, indexes: none });
  for (let n = 0; n < 5; n += 1) await keeper.sync(model);
  expect([keeper.state(), await found(keeper, 1)]).toEqual(['off', [['a', 1]]]);
});

test('killed at any moment, it goes on from what the truth says', { timeout: 120_000 }, async () => {
  const notes = openNotes();
  const folder = join(dirname(notes.file), 'vectors');
  for (let n = 0; n < 400; n += 1) notes.write(`n${n}`, n);
  for (let kill = 0; kill < 6; kill += 1) {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('../test/killed-keeper.ts', import.meta.url)),
      notes.file,
      folder,
    ]);
    await once(child.stdout, 'data');
    notes.write(`n${kill}`, 1_000 + kill);
    notes.remove(`n${100 + kill}`);
    // Opening, adding, making the graph: somewhere in these.
    await new Promise((resolve) => setTimeout(resolve, kill * 170));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const keeper = createIndexKeeper({ truth: notes.truth, indexes: createLanceIndexes({ folder, codedRows: 300 }) });
    await keeper.sync(model);
    expect(keeper.state()).toBe('ready');
    expect(await found(keeper, 1_000 + kill)).toEqual([[`n${kill}`, 1]]);
    expect([await found(keeper, kill), await found(keeper, 100 + kill)]).toEqual([[], []]);
    expect(await found(keeper, 300 + kill)).toEqual([[`n${300 + kill}`, 1]]);
    keeper.close();
  }
});

test('whatever is written, undone, deleted and brought up to date in whatever order: what is found is what is there', async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('write' as const),
      note: fc.integer({ min: 0, max: 5 }),
      number: fc.integer({ min: 0, max: 40 }),
    }),
    fc.record({ kind: fc.constant('remove' as const), note: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ kind: fc.constantFrom('sync' as const, 'tend' as const, 'reopen' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const notes = openNotes();
      const indexes = createMemoryIndexes();
      let keeper = createIndexKeeper({ truth: notes.truth, indexes });
      const expected = new Map<string, number>();
      for (const each of steps) {
        if (each.kind === 'write') {
          notes.write(`n${each.note}`, each.number);
          expected.set(`n${each.note}`, each.number);
        } else if (each.kind === 'remove') {
          notes.remove(`n${each.note}`);
          expected.delete(`n${each.note}`);
        } else if (each.kind === 'reopen') keeper = createIndexKeeper({ truth: notes.truth, indexes });
        else await keeper[each.kind](model);
        const near = await keeper.nearest({ model, vector: vectorOf(1), limit: 50, projectId: undefined });
        expect(near.map(({ noteId }) => noteId).toSorted()).toEqual([...expected.keys()].toSorted());
        for (const { noteId, cosine } of near) {
          const [a, b] = [vectorOf(1), vectorOf(expected.get(noteId) ?? 0)];
          expect(cosine).toBeCloseTo(
            a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0),
            5,
          );
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a folder of its own is not needed to open the truth, and a file that is not there is said', () => {
  expect(() => openTruth(join(temporaryFolder(), 'none.sqlite'))).toThrow(/unable to open/);
});
