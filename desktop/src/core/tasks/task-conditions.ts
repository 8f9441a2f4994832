import { equals, isAbsent, isOneOf, lists, mentions, ofClient, within, type Condition, type Order } from '#core/storage/index.ts';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';

export const OPEN = ['todo', 'in_progress'] as const;

export const taskOrders: Record<TaskOrder, Order | undefined> = {
  position: undefined,
  due: { field: 'dueDate', descending: false },
  priority: { field: 'priority', descending: false },
  title: { field: 'title', descending: false },
  updated: { field: 'updatedAt', descending: true },
  created: { field: 'createdAt', descending: true },
};

/** The start of a day here, so many days from the one of an instant. */
export function startOfDay({ now, days }: { now: number; days: number }): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

/** Due at or after (`from`), or at or before (`to`), an instant. */
export function dueBound(bound: 'from' | 'to', instant: number): Condition {
  return within({ day: 'due_day', time: 'due_time', bound, instant });
}

/** Days are the device's own: overdue is before today, a week is today and the six days after it. */
function dueConditions({ due, now }: { due: NonNullable<TaskFilter['due']>; now: number }): Condition[] {
  switch (due) {
    case 'none':
      return [isAbsent('due_day')];
    case 'overdue':
      return [dueBound('to', startOfDay({ now, days: 0 }) - 1), isOneOf('status', OPEN)];
    case 'today':
      return [dueBound('from', startOfDay({ now, days: 0 })), dueBound('to', startOfDay({ now, days: 1 }) - 1)];
    case 'week':
      return [dueBound('from', startOfDay({ now, days: 0 })), dueBound('to', startOfDay({ now, days: 7 }) - 1)];
    default:
      return due satisfies never;
  }
}

export function taskConditions({ filter, now }: { filter: TaskFilter; now: number }): Condition[] {
  const conditions: Condition[] = [];
  if (filter.status === 'open') conditions.push(isOneOf('status', OPEN));
  else if (filter.status) conditions.push(equals('status', filter.status));
  if (filter.priority) conditions.push(equals('priority', filter.priority));
  if (filter.project_id === 'none') conditions.push(isAbsent('project_id'));
  else if (filter.project_id) conditions.push(equals('project_id', filter.project_id));
  if (filter.client_id) conditions.push(ofClient(filter.client_id));
  if (filter.due) conditions.push(...dueConditions({ due: filter.due, now }));
  if (filter.assignee) conditions.push(lists('assignee', filter.assignee));
  if (filter.owed_by) conditions.push(equals('owed_by', filter.owed_by));
  if (filter.search?.trim()) conditions.push(mentions(filter.search));
  return conditions;
}
