import { expect, test } from 'vitest';
import type { IntegrityReport } from '#rpc/integrity.ts';
import { reportWords, rowWords, sidesOf } from './integrity-words.ts';

const now = Date.UTC(2026, 10, 21, 9, 0);
const clean: IntegrityReport = {
  checking: false,
  kind: 'full',
  checked_rows: 1_204,
  differences: [],
  difference_count: 0,
  unreadable_rows: 0,
  checked_at: now,
  complete: true,
};
const words = (more: Partial<IntegrityReport>) => reportWords({ report: { ...clean, ...more }, now, zone: 'UTC' });

test('a check is told by when it was, what it looked at, and what it found', () => {
  expect(words({})).toEqual({ text: 'Today 09:00: 1,204 rows, all there are. No differences.', well: true });
  expect(words({ kind: 'recent', checked_rows: 3 }).text).toContain('3 rows, those written since the last clean stop');
  expect(words({ difference_count: 1, unreadable_rows: 2 })).toMatchObject({
    text: 'Today 09:00: 1,204 rows, all there are. Found 1 difference and 2 rows that cannot be read.',
    well: false,
  });
  const { checked_at: _, ...never } = clean;
  expect(reportWords({ report: never, now, zone: 'UTC' }).text).toBe('Nothing was checked yet.');
});

test('a check that was cut short is not called well', () => {
  expect(words({ complete: false })).toMatchObject({ well: false });
  expect(words({ complete: false }).text).toContain('did not come to its end');
});

test('both sides of a difference are told, of a field and of a whole row', () => {
  expect(sidesOf({ field: 'title', row_value: 'Buy oats', journal_value: 'Buy milk' })).toEqual({
    there: 'Buy oats',
    recorded: 'Buy milk',
  });
  expect(sidesOf({ field: 'dueDate', row_value: '', journal_value: null })).toEqual({ there: 'Nothing', recorded: 'Nothing' });
  expect(sidesOf({ field: null, row_value: null, journal_value: 'Buy milk' })).toEqual({ there: 'Not there', recorded: 'There' });
  expect(rowWords({ table: 'tasks', label: 'Buy milk' })).toBe('Task “Buy milk”');
  expect(rowWords({ table: 'notes', label: '' })).toBe('Note');
});
