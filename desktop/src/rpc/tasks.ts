import {
  idSchema,
  taskInsertSchema,
  taskPrioritySchema,
  taskSchema,
  taskStatusSchema,
  taskUpdateSchema,
} from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

export const taskFilterSchema = z.object({
  /** `open` is todo and in progress. */
  status: z.union([taskStatusSchema, z.literal('open')]).optional(),
  priority: taskPrioritySchema.optional(),
  /** `none`: tasks without a project. */
  project_id: z.union([idSchema, z.literal('none')]).optional(),
  due: z.enum(['overdue', 'today', 'week', 'none']).optional(),
  search: z.string().max(2_000).optional(),
});
export type TaskFilter = z.infer<typeof taskFilterSchema>;

export const taskOrderSchema = z.enum(['position', 'due', 'priority', 'title', 'updated', 'created']);
export type TaskOrder = z.infer<typeof taskOrderSchema>;

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
  get: procedure.input(z.object({ id: idSchema })).output(taskSchema),
  create: procedure.input(taskInsertSchema).output(taskSchema),
  /** `revision` is the one that the user saw; another one now is CONFLICT. */
  update: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional(), updates: taskUpdateSchema }))
    .output(taskSchema),
  /** Its comments go with it; undoing the change brings all back. `revision` as in `update`. */
  remove: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional() }))
    .output(z.object({ ok: z.literal(true) })),
};
