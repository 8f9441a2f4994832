import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesInWords, countInWords } from './amounts.ts';

test('bytes are told in the unit that a person would choose', () => {
  expect(
    [0, 1, 812, 999, 1_000, 3_412, 9_949, 9_950, 12_300, 999_499, 999_500, 1_000_000, 4_200_000_000].map(bytesInWords),
  ).toEqual([
    '0 bytes',
    '1 byte',
    '812 bytes',
    '999 bytes',
    '1.0 KB',
    '3.4 KB',
    '9.9 KB',
    '10 KB',
    '12 KB',
    '999 KB',
    '1.0 MB',
    '1.0 MB',
    '4.2 GB',
  ]);
});

test('a size never takes more than three digits before its unit, up to a petabyte', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_000_000_000_000 }), (bytes) =>
      /^(\d{1,3} bytes?|\d\.\d [KMGT]B|\d{2,3} [KMGT]B)$/.test(bytesInWords(bytes)),
    ),
  );
});

test('counts carry their word', () => {
  expect([0, 1, 1_200].map((count) => countInWords({ count, one: 'task' }))).toEqual(['no tasks', '1 task', '1,200 tasks']);
  expect(countInWords({ count: 2, one: 'entry', many: 'entries' })).toBe('2 entries');
});
