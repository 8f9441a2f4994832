import { expect, test } from 'vitest';
import type { Task } from '@adiuva/shared-protocol';
import { recallQuery, rememberQuery } from './remembered-query.ts';
import { groupStarts } from './task-groups.ts';
import { taskCommand } from './task-keys.ts';
import { firstTaskQuery, firstTaskView, isNarrowed, nextTaskView, withFilter } from './task-view-state.ts';

const ids = ['a', 'b', 'c'];
const rows = (list: string[], activeId?: string) => ({
  type: 'rows' as const,
  total: list.length,
  foundAt: activeId !== undefined && list.includes(activeId) ? list.indexOf(activeId) : undefined,
  idAt: (index: number) => list[index],
});

test('moving stays inside the list', () => {
  expect(nextTaskView(firstTaskView, { type: 'moved', to: 99, total: 3 }).active.index).toBe(2);
  expect(nextTaskView(firstTaskView, { type: 'moved', to: -5, total: 3 }).active.index).toBe(0);
  expect(nextTaskView(firstTaskView, { type: 'moved', to: 1, total: 0 }).active.index).toBe(0);
});

test('the active row is followed when it moves, and its neighbour takes over when it goes', () => {
  const on = nextTaskView(firstTaskView, { type: 'focused', index: 1, id: 'b' });
  expect(nextTaskView(on, rows(['x', ...ids], 'b')).active).toEqual({ index: 2, id: 'b' });
  expect(nextTaskView(on, rows(['a', 'c'], 'b')).active).toEqual({ index: 1, id: 'c' });
  expect(nextTaskView(on, rows(['a'], 'b')).active).toEqual({ index: 0, id: 'a' });
});

test('editing goes on when other rows change, and ends when its row goes', () => {
  const on = nextTaskView(nextTaskView(firstTaskView, { type: 'focused', index: 1, id: 'b' }), {
    type: 'edit',
    editing: { kind: 'title', id: 'b' },
  });
  expect(nextTaskView(on, rows(['x', ...ids], 'b')).editing).toEqual({ kind: 'title', id: 'b' });
  expect(nextTaskView(on, rows(['a', 'c'], 'b')).editing).toEqual({ kind: 'none' });
  expect(nextTaskView(on, { type: 'left' }).editing).toEqual({ kind: 'none' });
});

test('keys mean commands, but not with a modifier', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(taskCommand({ key: 'j', ...plain })).toEqual({ type: 'move', by: 1 });
  expect(taskCommand({ key: ' ', ...plain })).toEqual({ type: 'toggle' });
  expect(taskCommand({ key: 'd', ...plain, ctrlKey: true })).toBeUndefined();
  expect(taskCommand({ key: 'toString', ...plain })).toBeUndefined();
  expect(taskCommand({ key: 'a', ...plain, ctrlKey: true })).toEqual({ type: 'select_all' });
  expect(taskCommand({ key: 'ArrowUp', ...plain, shiftKey: true })).toEqual({ type: 'move', by: -1, selects: true });
});

test('rows are selected one by one and all at once, and no more than one act may change', () => {
  const one = nextTaskView(firstTaskView, { type: 'toggled', index: 1, id: 'b' });
  expect([[...one.selected], one.anchor]).toEqual([['b'], 1]);
  expect([...nextTaskView(one, { type: 'toggled', index: 1, id: 'b' }).selected]).toEqual([]);
  const many = Array.from({ length: 1_200 }, (_, at) => `id ${at}`);
  const all = nextTaskView(one, { type: 'selected', ids: many });
  expect(all.selected.size).toBe(1_000);
  expect(nextTaskView(all, { type: 'toggled', index: 5, id: 'one more' }).selected.size).toBe(1_000);
  expect(nextTaskView(all, { type: 'selected', ids: [] }).anchor).toBeUndefined();
});

test('filters are set and left out, and the view is remembered', () => {
  const narrowed = withFilter(firstTaskQuery, 'priority', 'high');
  expect([isNarrowed(firstTaskQuery), isNarrowed(narrowed)]).toEqual([false, true]);
  expect(withFilter(narrowed, 'priority', undefined)).toEqual(firstTaskQuery);
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(recallQuery(memory)).toEqual(firstTaskQuery);
  rememberQuery(memory, { order: 'priority', filter: { priority: 'high' } });
  expect(recallQuery(memory)).toEqual({ order: 'priority', filter: {} });
  kept.set('adiuva.tasks.view', 'constructor open');
  expect(recallQuery(memory)).toEqual(firstTaskQuery);
});

test('a group begins where the one above differs and is known', () => {
  const task = (title: string) => ({ title }) as Task;
  const pages = new Map([
    [0, [task('a'), task('a')]],
    [1, [task('b'), task('b')]],
    [7, [task('c'), task('d')]],
  ]);
  const starts = groupStarts({ pages, pageSize: 2, groupOf: ({ title }) => title });
  expect([...starts]).toEqual([
    [0, 'a'],
    [2, 'b'],
    [15, 'd'],
  ]);
});
