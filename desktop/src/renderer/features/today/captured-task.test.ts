import { expect, test } from 'vitest';
import { insertOf, isPlain, noChoice, projectOf } from './captured-task.ts';

const one = { id: 'p1', name: 'Website', client_name: null };
const two = { id: 'p2', name: 'Webshop', client_name: 'Aurora' };

test('a task is made of what is shown; several projects are none until one is chosen', () => {
  const capture = {
    title: 'Send the offer',
    other_days: 0,
    due: { at: 7, words: 'tomorrow' },
    projects: { items: [one, two], words: '#web' },
    priority: { value: 'high' as const, words: '!high' },
  };
  expect(insertOf({ capture, chosen: noChoice })).toEqual({ title: 'Send the offer', dueDate: 7, priority: 'high' });
  expect(projectOf({ capture, chosen: { ...noChoice, projectId: 'p2' } })).toBe('p2');
  // What was chosen for an earlier line is none of this line's.
  expect(projectOf({ capture, chosen: { ...noChoice, projectId: 'p9' } })).toBeUndefined();
  expect(
    insertOf({ capture: { ...capture, projects: { items: [one], words: '#website' } }, chosen: { ...noChoice, due: null } }),
  ).toEqual({
    title: 'Send the offer',
    projectId: 'p1',
    priority: 'high',
  });
  expect([isPlain(capture), isPlain({ title: 'Milk', other_days: 0 })]).toEqual([false, true]);
});
