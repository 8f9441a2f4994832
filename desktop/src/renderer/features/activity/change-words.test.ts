import { expect, test } from 'vitest';
import {
  changeCountWords,
  actorWords,
  changeWords,
  fieldName,
  scopeWords,
  switchedWords,
  switchesOf,
  tellingFields,
  valueInWords,
} from './change-words.ts';

test('changes and fields in the user’s words', () => {
  expect(changeWords({ kind: 'insert', table: 'tasks' })).toBe('Created task');
  expect(changeWords({ kind: 'delete', table: 'taskComments' })).toBe('Removed comment');
  expect([fieldName('dueDate'), fieldName('colour'), fieldName('constructor')]).toEqual(['Due', 'Colour', 'Constructor']);
  expect([0, 1, 1_200].map(changeCountWords)).toEqual(['No changes', '1 change', '1,200 changes']);
});

test('values in the user’s words, and only those that tell something', () => {
  const words = (field: string, value: string | null) => valueInWords({ field, value, today: '2026-11-21' });
  expect(words('status', 'in_progress')).toBe('In progress');
  expect(words('owedBy', 'theirs')).toBe('Somebody else');
  expect(words('dueDate', '2026-11-27')).toBe('Fri 27 Nov');
  expect(words('dueDate', '2027-02-04 09:30')).toBe('Thu 4 Feb 2027 09:30');
  expect(words('dueDate', null)).toBe('nothing');
  expect(words('title', '2026 was good')).toBe('2026 was good');
  expect(words('toString', 'constructor')).toBe('constructor');
  const set = (field: string, after: string) => ({ field, before: null, after });
  const fields = [
    set('title', 'x'),
    set('status', 'todo'),
    set('priority', 'high'),
    set('owedBy', 'mine'),
    set('dueDate', '2026-11-27'),
  ];
  expect(tellingFields({ kind: 'insert', table: 'tasks', fields }).map(({ field }) => field)).toEqual(['priority', 'dueDate']);
  expect(tellingFields({ kind: 'update', table: 'tasks', fields })).toEqual(fields);
  const gone = fields.map(({ field, after }) => ({ field, before: after, after: null }));
  expect(tellingFields({ kind: 'delete', table: 'tasks', fields: gone }).map(({ field }) => field)).toEqual([
    'priority',
    'dueDate',
  ]);
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
  expect(switchedWords({ result: { changes: 3, kept: [], conflicts: [] }, to: 'undo' }).text).toBe('Undid 3 changes.');
  expect(switchedWords({ result: { changes: 2, kept, conflicts: [] }, to: 'undo' })).toEqual({
    text: 'Undid 2 changes; 1 row stayed as it is:',
    lines: ['“Buy milk”: you changed its title since'],
  });
  expect(switchedWords({ result: { changes: 0, kept, conflicts: [] }, to: 'undo' }).text).toBe(
    'Undid nothing; 1 row stayed as it is:',
  );
  expect(switchedWords({ result: { changes: 0, kept: [], conflicts: [] }, to: 'redo' }).text).toBe('Nothing was left to redo.');
});

test('a field that kept a later value is told with both, and whose it is', () => {
  const conflict = {
    table: 'tasks' as const,
    row_id: '1',
    label: 'Buy milk',
    field: 'dueDate',
    kept: '2026-12-01',
    would_be: null,
    by: 'human' as const,
  };
  const result = { changes: 2, kept: [], conflicts: [conflict] };
  expect(switchedWords({ result, to: 'undo', today: '2026-11-21' })).toEqual({
    text: 'Undid 2 changes; 1 field kept a later value:',
    lines: ['“Buy milk”, due: “Tue 1 Dec” stays (your later change); the undo would have made it nothing'],
  });
  const moment = () => 'yesterday 14:02';
  const words = (scope: Parameters<typeof scopeWords>[0]['scope']) => scopeWords({ scope, today: '2026-11-21', moment });
  expect(words({ by: 'day', day: '2026-11-21' })).toBe('what assistants did today');
  expect(words({ by: 'day', day: '2026-11-20' })).toBe('what assistants did on Fri 20 Nov');
  expect(words({ by: 'since', at: 1 })).toBe('what assistants did since yesterday 14:02');
  expect(words({ by: 'repair' })).toBe('rows that differed from their history');
  expect(actorWords({ actor: 'human' })).toBe('You');
  expect(actorWords({ actor: 'run', agent_id: 'mail' })).toBe('The agent mail');
});
