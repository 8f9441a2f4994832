import { tables } from '@adiuva/shared-protocol';
import { expect, test } from 'vitest';
import { canEdit, editedInput, editedWords, editFields, faultsOf } from './edit-fields.ts';

test('a form asks for fields that the wire takes, and nothing else', () => {
  for (const [table, { insert, update }] of Object.entries(tables)) {
    const names = editFields({ kind: 'device', action: 'insert', table, input: {} }).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect([table, name, Object.hasOwn(insert.shape, name)]).toEqual([table, name, true]);
    const input = Object.fromEntries(names.map((name) => [name, null]));
    for (const { name, kind } of editFields({ kind: 'device', action: 'update', table, input }))
      if (kind.type !== 'fixed' && name !== 'taskId')
        expect([table, name, Object.hasOwn(update.shape, name)]).toEqual([table, name, true]);
  }
});

test('of an update only what it names is asked for; what the form does not know stays as it is', () => {
  const fields = editFields({
    kind: 'device',
    action: 'update',
    table: 'tasks',
    input: { priority: 'low', title: 'a', colour: 'red' },
  });
  expect(fields.map(({ name, kind }) => [name, kind.type])).toEqual([
    ['title', 'line'],
    ['priority', 'choice'],
    ['colour', 'fixed'],
  ]);
  expect(editedInput({ input: { title: 'a', colour: 'red' }, drafts: { title: 'b' }, left: new Set(['colour']) })).toEqual({
    title: 'b',
  });
});

test('what the user made of it is said in words', () => {
  const label = (name: string) => name.toUpperCase();
  const words = (edited: Record<string, unknown>) => editedWords({ input: { title: 'a', status: 'done' }, edited, label });
  expect(words({ title: 'b' })).toBe('you set title; you left status as it was');
  expect(words({ title: 'a', status: 'todo', dueDate: 1 })).toBe('you set status, duedate');
  expect(words({ title: 'a', status: 'done' })).toBe('');
});

test('a title is not left empty, and what is needed is set', () => {
  const faults = (table: string, edited: Record<string, unknown>) => [
    ...faultsOf({ fields: editFields({ kind: 'device', action: 'insert', table, input: {} }), edited }).keys(),
  ];
  expect(faults('tasks', { title: '  ', projectId: null, dueDate: null })).toEqual(['title']);
  expect(faults('checkpoints', { title: 'x', date: null, projectId: null })).toEqual(['date', 'projectId']);
  expect(faults('clients', { name: 'x', industry: '' })).toEqual([]);
});

test('what can be edited: what has an input, and of deletions what can be searched for', () => {
  const can = (more: Partial<Parameters<typeof canEdit>[0]>) =>
    canEdit({ kind: 'device', action: 'update', table: 'tasks', input: {}, ...more });
  expect(can({})).toBe(true);
  expect(canEdit({ kind: 'device', action: 'update', table: 'tasks' })).toBe(false);
  expect(can({ action: 'delete' })).toBe(true);
  expect(can({ action: 'delete', table: 'taskComments' })).toBe(false);
  expect(can({ action: 'select' })).toBe(false);
  expect(can({ table: 'constructor' })).toBe(false);
  expect(can({ kind: 'message' })).toBe(false);
  expect(can({ kind: 'backend', action: 'send_mail', input: { to: 'a', list: [1] } })).toBe(true);
  expect(can({ kind: 'backend', action: 'send_mail', input: { list: [1] } })).toBe(false);
});
