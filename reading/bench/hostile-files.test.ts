import { afterAll, expect, test } from 'vitest';
import { createReader, ReadingError } from '../src/index.ts';
import { hostileFiles } from './hostile-files.ts';

const reader = createReader({ timeoutMs: 2000, memoryMb: 256 });
afterAll(() => reader.dispose());

/** On a busy machine the clock may kill a file that is read in time on a free one; that is a right answer, a hang is not. */
test.each(hostileFiles().map((file) => [file.title, file] as const))('%s costs itself at most', async (_, file) => {
  const started = performance.now();
  try {
    const { file: read } = await reader.extract(file);
    expect(read.full_text.isWellFormed()).toBe(true);
    expect(read.full_text).not.toMatch(/[\0\u202A-\u202E\u2066-\u2069]/);
  } catch (cause) {
    expect(cause).toBeInstanceOf(ReadingError);
    expect((cause as ReadingError).message).toMatch(/\.$/);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('after a killed file the next one is read', async () => {
  const hurried = createReader({ timeoutMs: 1 });
  await expect(hurried.extract({ name: 'a.txt', bytes: Buffer.from('word '.repeat(1_000_000)) })).rejects.toMatchObject({
    code: 'timeout',
  });
  await hurried.dispose();
  const { file } = await reader.extract({ name: 'a.txt', bytes: Buffer.from('Hello.') });
  expect(file.clean_text).toBe('Hello.');
});

test('a file past the memory limit is stopped with a code', async () => {
  const small = createReader({ memoryMb: 24, timeoutMs: 20_000 });
  await expect(
    small.preprocess({ name: 'a.json', bytes: Buffer.from(`[${'{"a":{"b":[1,2,3]}},'.repeat(900_000)}1]`) }),
  ).rejects.toMatchObject({ code: 'out_of_memory' });
  await small.dispose();
});

test('a file that is too large is refused before it is read', async () => {
  const strict = createReader({ maximumBytes: 10 });
  await expect(strict.preprocess({ name: 'a.txt', bytes: Buffer.alloc(11) })).rejects.toMatchObject({ code: 'file_too_large' });
  await strict.dispose();
});
