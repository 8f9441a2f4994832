import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';

export const statusWords: Readonly<Record<TaskStatus, string>> = { todo: 'To do', in_progress: 'In progress', done: 'Done' };

export const priorityWords: Readonly<Record<TaskPriority, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

export const orderWords: Readonly<Record<TaskOrder, string>> = {
  due: 'Due date',
  position: 'My order',
  priority: 'Priority',
  updated: 'Last changed',
  created: 'Newest',
  title: 'Title',
};

export const statusFilterWords: Readonly<Record<NonNullable<TaskFilter['status']> | 'all', string>> = {
  open: 'Open',
  todo: 'To do',
  in_progress: 'In progress',
  done: 'Done',
  all: 'All',
};

export const dueFilterWords: Readonly<Record<NonNullable<TaskFilter['due']> | 'any', string>> = {
  any: 'Any',
  overdue: 'Overdue',
  today: 'Today',
  week: 'Next 7 days',
  none: 'No date',
};
