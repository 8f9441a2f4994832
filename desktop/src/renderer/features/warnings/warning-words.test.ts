import { expect, test } from 'vitest';
import type { Warning } from '#rpc/trust.ts';
import { timesWords, warningsInWords } from './warning-words.ts';

function warning(more: Partial<Warning>): Warning {
  return {
    warning_id: 1,
    kind: 'refused',
    sentence: 'The backend asked for a table that is none of your work. Nothing was done.',
    count: 1,
    first_at: 0,
    last_at: 0,
    dismissed: false,
    ...more,
  };
}

test('however many warnings there are, they are one line', () => {
  expect(warningsInWords([])).toBeUndefined();
  expect(warningsInWords([warning({ dismissed: true })])).toBeUndefined();
  expect(warningsInWords([warning({})])).toBe('The backend asked for a table that is none of your work. Nothing was done.');
  expect(warningsInWords([warning({ count: 11 }), warning({}), warning({ count: 5, dismissed: true })])).toBe(
    'The backend asked for 12 things it may not. Nothing was done.',
  );
  const conflict = warning({ kind: 'conflict', sentence: 'Two wrote “Buy milk”.' });
  expect(warningsInWords([warning({ count: 1_200 }), conflict])).toBe(
    'Two wrote “Buy milk”. The backend asked for 1,200 things it may not. Nothing was done.',
  );
  expect(warningsInWords([conflict, conflict, warning({ kind: 'storage', sentence: 'The disk is full.' })])).toBe(
    'The disk is full. 2 rows were changed from two sides at once.',
  );
  expect([1, 2, 1_000].map(timesWords)).toEqual(['Once', 'Twice', '1,000 times']);
});
