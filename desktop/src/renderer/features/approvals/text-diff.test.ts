import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords, foldedParts, sharedShare } from './text-diff.ts';

const join = (parts: ReturnType<typeof diffWords>, without: 'added' | 'removed') =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

test('whatever two texts are, the parts give both back whole', () => {
  const word = fc.constantFrom('a', 'b', 'the', ' ', '\n', '12,000', 'é', '🎉', 'דג', '.', 'x'.repeat(30));
  const text = fc.oneof(
    fc.array(word, { maxLength: 40 }).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords({ before, after });
      expect(join(parts, 'added')).toBe(before);
      expect(join(parts, 'removed')).toBe(after);
      parts.forEach((part, at) => expect(part.kind).not.toBe(parts[at + 1]?.kind));
    }),
    { numRuns: 500 },
  );
});

test('words and numbers are compared as wholes', () => {
  expect(diffWords({ before: 'It costs 12,000 € now', after: 'It costs 14,500 € now' })).toEqual([
    { kind: 'same', text: 'It costs ' },
    { kind: 'removed', text: '12,000' },
    { kind: 'added', text: '14,500' },
    { kind: 'same', text: ' € now' },
  ]);
});

test('texts without much in common are told from those with', () => {
  expect(sharedShare(diffWords({ before: 'all new here', after: 'something else entirely' }))).toBe(0);
  expect(sharedShare(diffWords({ before: 'one two three four', after: 'one two three five' }))).toBeGreaterThan(0.7);
  expect(sharedShare(diffWords({ before: '', after: '' }))).toBe(1);
});

test('very long texts stay quick, and what they share is folded', () => {
  const before = Array.from({ length: 20_000 }, (_, at) => `word${at}`).join(' ');
  const parts = diffWords({ before, after: before.replace('word10000 ', 'other ') });
  expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  const folded = foldedParts(parts);
  expect(folded.map(({ text }) => text).join('').length).toBeLessThan(300);
  expect(folded[1]?.text).toBe('word10000');
  const replaced = diffWords({ before, after: before.toUpperCase() });
  expect(replaced.filter(({ kind }) => kind !== 'same')).toHaveLength(2);
});
