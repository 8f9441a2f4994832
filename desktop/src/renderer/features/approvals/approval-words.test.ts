import { expect, test } from 'vitest';
import {
  bytesInWords,
  expiryWords,
  hangingWords,
  labelsInWords,
  outcomeOf,
  usedInWords,
  waitingWords,
} from './approval-words.ts';

test('what hangs on a row, in words', () => {
  const words = (table: 'taskComments' | 'tasks', effect: 'deleted' | 'detached', count: number, of: string) =>
    hangingWords({ hanging: { table, effect, count, labels: [] }, table: of });
  expect(words('taskComments', 'deleted', 3, 'tasks')).toBe('3 comments go with it');
  expect(words('taskComments', 'deleted', 1, 'tasks')).toBe('1 comment goes with it');
  expect(words('tasks', 'detached', 2, 'projects')).toBe('2 tasks stay without a project');
  expect(words('tasks', 'detached', 1, 'projects')).toBe('1 task stays without a project');
  expect(words('tasks', 'detached', 1_200, 'toString')).toBe('1,200 tasks stay without it');
  expect(labelsInWords({ labels: ['a', 'b'], count: 2 })).toBe('“a”, “b”');
  expect(labelsInWords({ labels: ['a'], count: 1_001 })).toBe('“a” and 1,000 more');
});

test('how long something waits, in words that a person would say', () => {
  const words = (ms: number) => expiryWords({ expiresAt: 1_000_000 + ms, now: 1_000_000 });
  const MINUTE = 60_000;
  expect([-5, 0, 1, 59 * MINUTE, 60 * MINUTE, 47 * 60 * MINUTE, 72 * 60 * MINUTE, 720 * 60 * MINUTE].map(words)).toEqual([
    'Expires now',
    'Expires now',
    'Expires in a minute',
    'Expires in 59 minutes',
    'Expires in an hour',
    'Expires in 47 hours',
    'Expires in 3 days',
    'Expires in 30 days',
  ]);
});

test('every end that something can come to has its words', () => {
  const of = (more: Partial<Parameters<typeof outcomeOf>[0]['approval']>, edited?: string) =>
    outcomeOf({ approval: { kind: 'device', state: 'pending', ...more }, edited });
  expect(of({})).toBeUndefined();
  expect(of({ state: 'executed' })).toEqual({ tone: 'done', word: 'Approved', detail: undefined });
  expect(of({ state: 'executed' }, 'you set title')).toEqual({
    tone: 'done',
    word: 'Edited and approved',
    detail: 'you set title',
  });
  expect(of({ state: 'approved' })?.detail).toBe('It is not done yet.');
  expect(of({ state: 'approved', kind: 'backend' })?.detail).toBeUndefined();
  expect(of({ state: 'rejected', reason: 'no' })).toEqual({ tone: 'not_done', word: 'Rejected', detail: 'no' });
  expect(of({ state: 'expired', reason: 'expired' })?.word).toBe('Expired');
  expect(of({ state: 'closed' })?.word).toBe('Closed');
  expect(of({ state: 'executed', kind: 'message' })?.word).toBe('Sent anyway');
  expect(of({ state: 'rejected', kind: 'message' })?.word).toBe('Not sent');
});

test('what was used of the limits, the nearest to its end first', () => {
  const used = {
    calls: { used: 10, limit: 100 },
    rows: { used: 2_000, limit: 2_000 },
    bytes: { used: 1_572_864, limit: 4_194_304 },
    inserts: { used: 0, limit: 0 },
    updates: { used: 5, limit: 20 },
  };
  expect(usedInWords(used).map(({ name, words, share }) => `${name}: ${words} ${share}`)).toEqual([
    'Rows read: 2,000 of 2,000 1',
    'Rows added: 0 of 0 1',
    'Text read: 1.5 MB of 4 MB 0.375',
    'Rows changed: 5 of 20 0.25',
    'Steps on this device: 10 of 100 0.1',
  ]);
  expect([0, 1_023, 1_024, 3_481].map(bytesInWords)).toEqual(['0 bytes', '1023 bytes', '1 KB', '3.4 KB']);
  expect([1, 200].map(waitingWords)).toEqual(['1 thing waits for you', '200 things wait for you']);
});
