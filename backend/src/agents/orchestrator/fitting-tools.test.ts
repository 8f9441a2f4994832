import { expect, test } from 'vitest';
import { chatTools } from '../tools/index.ts';
import { fittingTools } from './fitting-tools.ts';

const all = chatTools.map(({ name }) => name);

test('what is unsure gets every tool, in the one order', () => {
  expect(fittingTools('several')).toEqual(all);
});

test('every tool that reads and every tool of tasks fits always; another topic’s changes do not', () => {
  const reading = all.filter((name) => /^(list|get|search)_/.test(name));
  for (const intent of ['task', 'project', 'checkpoint', 'note', 'client', 'app'] as const) {
    const fitting = fittingTools(intent);
    expect(fitting).toEqual(all.filter((name) => fitting.includes(name)));
    expect(fitting).toEqual(expect.arrayContaining([...reading, 'create_task', 'update_task', 'delete_task', 'create_followup']));
  }
  expect(fittingTools('note')).toEqual(expect.arrayContaining(['create_note', 'update_note', 'delete_note']));
  expect(fittingTools('note')).not.toContain('delete_client');
  expect(fittingTools('client')).toEqual(expect.arrayContaining(['create_client', 'update_client', 'delete_client']));
  expect(fittingTools('task')).not.toContain('delete_note');
  expect(fittingTools('app')).toContain('send_notification');
});

test('no tool is out of reach of every topic', () => {
  const reached = new Set((['task', 'project', 'checkpoint', 'note', 'client', 'app'] as const).flatMap(fittingTools));
  expect(all.filter((name) => !reached.has(name))).toEqual([]);
});
