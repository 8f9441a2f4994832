import { expect, test } from 'vitest';
import { hasPlace, offerWords, openedWords, openWords } from './notice-words.ts';

const row = (table: 'tasks' | 'clients' | 'checkpoints' | 'taskComments', more: object = {}) =>
  ({ kind: 'row', table, id: 'x', label: 'Acme', ...more }) as const;

test('an offer names where it leads; a table without a page is said calmly, a row that is gone without a name', () => {
  expect(offerWords({ kind: 'text', text: 'Hello' })).toBeUndefined();
  expect(offerWords({ kind: 'screen', screen: 'what_left' })).toBe('The assistant would like to show you “What left”.');
  expect(offerWords(row('tasks'))).toBe('The assistant would like to show you the task “Acme”.');
  expect(offerWords(row('checkpoints'))).toBe('The assistant would like to show you the checkpoint “Acme”.');
  expect(offerWords(row('taskComments'))).toBe(
    'The assistant points you to the comment “Acme”. Comments have no page of their own yet.',
  );
  expect(offerWords({ kind: 'row', table: 'tasks', id: 'x' })).toBe(
    'The assistant wanted to show you a task that is no longer there.',
  );
});

test('a button is there only where there is a place to go', () => {
  expect(openWords({ kind: 'text', text: 'Open “Settings”' })).toBeUndefined();
  expect(openWords({ kind: 'screen', screen: 'settings' })).toBe('Open “Settings”');
  expect(openWords(row('tasks'))).toBe('Open the task');
  expect([openWords(row('clients')), openWords(row('checkpoints'))]).toEqual(['Open the client', 'Open the checkpoint']);
  expect(openWords(row('taskComments'))).toBeUndefined();
  expect([hasPlace(row('taskComments')), hasPlace(row('taskComments', { task_id: 't' }))]).toEqual([false, true]);
  expect(openedWords(row('tasks'))).toBe('The assistant opened the task “Acme”');
});
