import {
  idSchema,
  owedBySchema,
  taskInsertSchema,
  taskPrioritySchema,
  taskSchema,
  taskStatusSchema,
  taskUpdateSchema,
} from '@adiuva/shared-protocol';
import { z } from 'zod';
import { CHANGES_AT_ONCE } from './limits.ts';
import { procedure } from './orpc.ts';
import { manyWrittenSchema, removedSchema, written } from './written.ts';

export const taskFilterSchema = z.object({
  /** `open` is todo and in progress. */
  status: z.union([taskStatusSchema, z.literal('open')]).optional(),
  priority: taskPrioritySchema.optional(),
  /** `none`: tasks without a project. */
  project_id: z.union([idSchema, z.literal('none')]).optional(),
  /** Tasks of this client's projects, and of the clients below it. */
  client_id: idSchema.optional(),
  due: z.enum(['overdue', 'today', 'week', 'none']).optional(),
  /** One of the names that a task is assigned to, whatever the case of its letters. */
  assignee: z.string().min(1).max(500).optional(),
  owed_by: owedBySchema.optional(),
  search: z.string().max(2_000).optional(),
});
export type TaskFilter = z.infer<typeof taskFilterSchema>;

export const taskOrderSchema = z.enum(['position', 'due', 'priority', 'title', 'updated', 'created']);
export type TaskOrder = z.infer<typeof taskOrderSchema>;

const manySchema = z.array(idSchema).min(1).max(CHANGES_AT_ONCE);

export const tasksContract = {
  list: procedure
    .input(
      z.object({
        filter: taskFilterSchema,
        order: taskOrderSchema,
        offset: z.number().int().min(0),
        limit: z.number().int().min(0).max(500),
      }),
    )
    .output(z.object({ items: z.array(taskSchema), total: z.number().int() })),
  /** What matches by id, in order: the first thousand, which is what one act may write. */
  ids: procedure
    .input(z.object({ filter: taskFilterSchema, order: taskOrderSchema }))
    .output(z.object({ ids: z.array(idSchema), total: z.number().int() })),
  /** The names that open tasks are assigned to, the most used first. */
  assignees: procedure.output(z.object({ names: z.array(z.string()) })),
  get: procedure.input(z.object({ id: idSchema })).output(taskSchema),
  create: procedure.input(taskInsertSchema).output(written(taskSchema)),
  /** `revision` is the one that the user saw; another one now is CONFLICT. */
  update: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional(), updates: taskUpdateSchema }))
    .output(written(taskSchema)),
  /**
   * Puts a task into a column of the board, after another task of it, or first: the order of `position`. Where there is no
   * room between two, some that follow move along, in the same act.
   */
  move: procedure
    .input(z.object({ id: idSchema, status: taskStatusSchema, after_id: idSchema.nullable() }))
    .output(written(taskSchema)),
  /** The same for many, all or none of them; what is gone meanwhile is left out. */
  updateMany: procedure.input(z.object({ ids: manySchema, updates: taskUpdateSchema })).output(manyWrittenSchema),
  /** Its comments go with it; undoing the change brings all back. `revision` as in `update`. */
  remove: procedure.input(z.object({ id: idSchema, revision: z.number().int().optional() })).output(removedSchema),
  removeMany: procedure.input(z.object({ ids: manySchema })).output(manyWrittenSchema),
};
