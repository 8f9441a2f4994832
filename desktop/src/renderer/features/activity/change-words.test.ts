import { expect, test } from 'vitest';
import { changeCountWords, changeWords, fieldName, switchedWords, switchesOf } from './change-words.ts';

test('changes and fields in the user’s words', () => {
  expect(changeWords({ kind: 'insert', table: 'tasks' })).toBe('Created task');
  expect(changeWords({ kind: 'delete', table: 'taskComments' })).toBe('Removed comment');
  expect([fieldName('dueDate'), fieldName('colour'), fieldName('constructor')]).toEqual(['Due', 'Colour', 'Constructor']);
  expect([0, 1, 1_200].map(changeCountWords)).toEqual(['No changes', '1 change', '1,200 changes']);
});

test('what can be undone and redone', () => {
  const can = (change_count: number, undone: 'none' | 'some' | 'all') => switchesOf({ change_count, undone });
  expect(can(0, 'none')).toEqual({ undo: false, redo: false });
  expect(can(3, 'none')).toEqual({ undo: true, redo: false });
  expect(can(3, 'some')).toEqual({ undo: true, redo: true });
  expect(can(3, 'all')).toEqual({ undo: false, redo: true });
});

test('an undo says what it did and what it left', () => {
  const kept = [{ table: 'tasks' as const, row_id: '1', label: 'Buy milk', reason: 'you changed its title since' }];
  expect(switchedWords({ result: { run_id: 'r', changes: 3, kept: [] }, to: 'undo' }).text).toBe('Undid 3 changes.');
  expect(switchedWords({ result: { run_id: 'r', changes: 2, kept }, to: 'undo' })).toEqual({
    text: 'Undid 2 changes; 1 row stayed as it is:',
    lines: ['“Buy milk”: you changed its title since'],
  });
  expect(switchedWords({ result: { run_id: 'r', changes: 0, kept }, to: 'undo' }).text).toBe(
    'Undid nothing; 1 row stayed as it is:',
  );
  expect(switchedWords({ result: { run_id: 'r', changes: 0, kept: [] }, to: 'redo' }).text).toBe('Nothing was left to redo.');
});
