import { expect, test } from 'vitest';
import {
  actionInWords,
  entryWords,
  hostOf,
  ledgerTables,
  rowsInWords,
  ruleEffects,
  sinceOf,
  tableName,
  whereTo,
} from './ledger-words.ts';

test('what left, in rows and bytes', () => {
  expect(entryWords({ action: 'select', rows: 12, table: 'tasks', bytes: 3_412 })).toBe('12 tasks, 3.4 KB');
  expect(entryWords({ action: 'select', rows: 1, table: 'taskComments', bytes: 90 })).toBe('1 comment, 90 bytes');
  expect(entryWords({ action: 'select', rows: 0, table: 'notes', bytes: 24 })).toBe('No notes, 24 bytes');
  expect(entryWords({ action: 'ui.notify', rows: 0, bytes: 0 })).toBe('Nothing of your work: to show you a notice');
  expect(rowsInWords({ rows: 3 })).toBe('3 rows');
  expect(new Set(ledgerTables.map(tableName)).size).toBe(6);
});

test('what a rule did is told only when it did something', () => {
  expect(ruleEffects({ withheld: 0, replaced: 0 })).toEqual([]);
  expect(ruleEffects({ withheld: 1, replaced: 4 })).toEqual(['1 row withheld', '4 values replaced by pseudonyms']);
});

test('where it went', () => {
  expect(whereTo({ destination: 'http://127.0.0.1:4000', model: 'offline:rules' })).toBe('127.0.0.1:4000 · offline:rules');
  expect(whereTo({ destination: 'wss://a.example/api' })).toBe('a.example');
  expect(whereTo({ model: 'openai:gpt-9' })).toBe('openai:gpt-9');
  expect(whereTo({})).toBeUndefined();
  expect(hostOf('somewhere')).toBe('somewhere');
  expect(hostOf('here:there')).toBe('here:there');
});

test('an action that is not known is told by its name', () => {
  expect(actionInWords('select')).toBe('Read as a list');
  expect(actionInWords('constructor')).toBe('constructor');
});

test('a period begins with a day of the device’s zone, also over a change of the clocks', () => {
  const zone = 'Europe/Berlin';
  const now = Date.UTC(2026, 9, 27, 9, 0);
  expect(sinceOf({ period: 'ever', now, zone })).toBeUndefined();
  expect(sinceOf({ period: 'today', now, zone })).toBe(Date.UTC(2026, 9, 26, 23, 0));
  expect(sinceOf({ period: 'week', now, zone })).toBe(Date.UTC(2026, 9, 20, 22, 0));
  expect(sinceOf({ period: 'month', now, zone })).toBe(Date.UTC(2026, 8, 27, 22, 0));
});
