import type { Task } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { taskInsertSchema, taskUpdateSchema } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import {
  equals,
  isAbsent,
  isOneOf,
  mentions,
  within,
  type AllWorkRows,
  type Condition,
  type Order,
  type WorkReader,
} from '#core/storage/index.ts';
import type { WorkWriter } from '#core/work/index.ts';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';

/** Tasks as the user handles them. */
export interface Tasks {
  list(page: { filter: TaskFilter; order: TaskOrder; offset: number; limit: number }): { items: Task[]; total: number };
  /** @throws DeviceError `not_found` */
  get(id: string): Task;
  create(data: z.infer<typeof taskInsertSchema>): Task;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` */
  update(change: { id: string; revision?: number | undefined; updates: z.infer<typeof taskUpdateSchema> }): Task;
  /** Takes its comments with it. Undo brings all back. @throws DeviceError `not_found`, `conflict` */
  remove(task: { id: string; revision?: number | undefined }): void;
}

const orders: Record<TaskOrder, Order | undefined> = {
  position: undefined,
  due: { field: 'dueDate', descending: false },
  priority: { field: 'priority', descending: false },
  title: { field: 'title', descending: false },
  updated: { field: 'updatedAt', descending: true },
  created: { field: 'createdAt', descending: true },
};

/** Days are the device's own: overdue is before today, a week is today and the six days after it. */
function dueConditions({ due, now }: { due: NonNullable<TaskFilter['due']>; now: number }): Condition[] {
  const startOfDay = (days: number): number => {
    const day = new Date(now);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
  };
  const bound = (side: 'from' | 'to', instant: number): Condition =>
    within({ day: 'due_day', time: 'due_time', bound: side, instant });
  switch (due) {
    case 'none':
      return [isAbsent('due_day')];
    case 'overdue':
      return [bound('to', startOfDay(0) - 1), isOneOf('status', ['todo', 'in_progress'])];
    case 'today':
      return [bound('from', startOfDay(0)), bound('to', startOfDay(1) - 1)];
    case 'week':
      return [bound('from', startOfDay(0)), bound('to', startOfDay(7) - 1)];
    default:
      return due satisfies never;
  }
}

function conditionsOf({ filter, now }: { filter: TaskFilter; now: number }): Condition[] {
  const conditions: Condition[] = [];
  if (filter.status === 'open') conditions.push(isOneOf('status', ['todo', 'in_progress']));
  else if (filter.status) conditions.push(equals('status', filter.status));
  if (filter.priority) conditions.push(equals('priority', filter.priority));
  if (filter.project_id === 'none') conditions.push(isAbsent('project_id'));
  else if (filter.project_id) conditions.push(equals('project_id', filter.project_id));
  if (filter.due) conditions.push(...dueConditions({ due: filter.due, now }));
  if (filter.search?.trim()) conditions.push(mentions(filter.search));
  return conditions;
}

export function createTasks({
  rows,
  reader,
  writer,
  clock,
}: {
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  clock: Clock;
}): Tasks {
  const human = { kind: 'human' } as const;
  return {
    list({ filter, order, offset, limit }) {
      const conditions = conditionsOf({ filter, now: clock.now() });
      const { rows: items, total } = reader.select({ table: 'tasks', conditions, order: orders[order], offset, limit });
      return { items: items as Task[], total };
    },
    get(id) {
      const task = rows.tasks.entity(id);
      if (!task) throw new DeviceError('not_found', 'This task is no longer there.');
      return task as Task;
    },
    create: (data) => writer.insert({ table: 'tasks', data, actor: human }) as Task,
    update: ({ id, revision, updates }) => writer.update({ table: 'tasks', id, revision, updates, actor: human }) as Task,
    remove({ id, revision }) {
      writer.remove({ table: 'tasks', id, revision, actor: human });
    },
  };
}
