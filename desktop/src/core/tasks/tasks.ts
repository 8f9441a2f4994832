import type { Task, TaskStatus, taskInsertSchema, taskUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import type { OwnChanges } from '#core/journal/index.ts';
import type { AllWorkRows, DeviceDatabase, WorkReader } from '#core/storage/index.ts';
import { createOwnWrites, missingRow, type WorkWriter, type Written } from '#core/work/index.ts';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';
import { CHANGES_AT_ONCE } from '#rpc/limits.ts';
import type { ManyWritten } from '#rpc/written.ts';
import { createBoardPlaces } from './board-places.ts';
import { taskConditions, taskOrders } from './task-conditions.ts';

type Updates = z.infer<typeof taskUpdateSchema>;

/** Tasks as the user handles them. Each write answers its changes. */
export interface Tasks {
  list(page: { filter: TaskFilter; order: TaskOrder; offset: number; limit: number }): { items: Task[]; total: number };
  /** What matches, in order; no more than one act may write. */
  ids(query: { filter: TaskFilter; order: TaskOrder }): { ids: string[]; total: number };
  /** Whom open tasks are assigned to, the most used first. */
  assignees(): { names: string[] };
  /** @throws DeviceError `not_found` */
  get(id: string): Task;
  create(data: z.infer<typeof taskInsertSchema>): Written<Task>;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` */
  update(change: { id: string; revision?: number | undefined; updates: Updates }): Written<Task>;
  /** Into a column of the board, after another task of it. @throws DeviceError `not_found` */
  move(place: { id: string; status: TaskStatus; after_id: string | null }): Written<Task>;
  /** All or none, but for those that are gone. @throws DeviceError `constraint`, `invalid_data` */
  updateMany(change: { ids: string[]; updates: Updates }): ManyWritten;
  /** Takes its comments with it. Undo brings all back. @throws DeviceError `not_found`, `conflict` */
  remove(task: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
  removeMany(tasks: { ids: string[] }): ManyWritten;
}

/** Names offered to choose from. */
const NAMES = 200;

export function createTasks({
  database,
  rows,
  reader,
  writer,
  own,
  clock,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  own: OwnChanges;
  clock: Clock;
}): Tasks {
  const actor = { kind: 'human' } as const;
  const table = 'tasks';
  const writes = createOwnWrites({ table, writer, own });
  const places = createBoardPlaces(database);
  const names = database.db.$client
    .prepare<{ limit: number }, string>(
      `select json_each.value from tasks, json_each(tasks.assignee)
       where tasks.assignee <> '[]' and tasks.status in ('todo', 'in_progress')
       group by json_each.value collate nocase order by count(*) desc, json_each.value limit +@limit`,
    )
    .pluck();

  /** Does the same to each of them that is there, in one transaction. */
  function toEach(ids: readonly string[], act: (id: string) => void): ManyWritten {
    const { result, changeIds } = own.during(() =>
      database.write(() => {
        const found = [...new Set(ids)].filter((id) => rows.tasks.exists(id));
        for (const id of found) act(id);
        return { rows: found.length, left: new Set(ids).size - found.length };
      }),
    );
    return { ...result, change_ids: changeIds };
  }

  return {
    list({ filter, order, offset, limit }) {
      const conditions = taskConditions({ filter, now: clock.now() });
      const { rows: items, total } = reader.select({ table, conditions, order: taskOrders[order], offset, limit });
      return { items: items as Task[], total };
    },
    ids({ filter, order }) {
      const conditions = taskConditions({ filter, now: clock.now() });
      const { rows: found, total } = reader.select({ table, conditions, order: taskOrders[order], limit: CHANGES_AT_ONCE });
      return { ids: found.map(({ id }) => id), total };
    },
    assignees: () => ({ names: names.all({ limit: NAMES }) }),
    get(id) {
      const task = rows.tasks.entity(id);
      if (!task) throw missingRow({ table, id });
      return task as Task;
    },
    create: writes.insert,
    update: writes.update,
    move({ id, status, after_id: afterId }) {
      const { result, changeIds } = own.during(() =>
        database.write(() => {
          const before = rows.tasks.entity(id) as Task | undefined;
          if (!before) throw missingRow({ table, id });
          const { position, others } = places.after({ id, status, afterId });
          for (const other of others) writer.update({ table, id: other.id, updates: { position: other.position }, actor });
          const updates = { position, ...(before.status === status ? {} : { status }) };
          return writer.update({ table, id, updates, actor }) as Task;
        }),
      );
      return { ...result, change_ids: changeIds };
    },
    updateMany: ({ ids, updates }) => toEach(ids, (id) => void writer.update({ table, id, updates, actor })),
    remove: writes.remove,
    removeMany: ({ ids }) => toEach(ids, (id) => writer.remove({ table, id, actor })),
  };
}
