import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('words, emoji and scripts stay; controls, marks of direction and piles of empty lines go', () => {
  expect(plainText('Grüße, 👩‍👩‍👧 и नमस्ते می‌خواهم')).toBe('Grüße, 👩‍👩‍👧 и नमस्ते می‌خواهم');
  expect(plainText('a\u202eb\u2066c\u200bd\u061ce\ufefff\u00adg\u2028h\u0000i\u001b[31mj')).toBe('abcdefghi[31mj');
  expect(plainText(' \r\n one\r\n\n \n\ttwo\r')).toBe('one\n\ntwo');
  expect(plainText('\u200e \n\u200f')).toBe('');
});

test('of any text: no control but line ends, never two empty lines, and read twice it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const read = plainText(text);
      expect(read).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\n\n\n/u);
      expect(plainText(read)).toBe(read);
      expect(read.length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2_000 },
  );
});
