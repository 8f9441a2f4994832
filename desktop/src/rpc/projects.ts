import { idSchema, projectInsertSchema, projectSchema, projectStatusSchema, projectUpdateSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { removedSchema, written } from './written.ts';

const pageSchema = z.object({
  search: z.string().max(2_000).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(0).max(500),
});

/** Every client and every project by name, as a tree needs them. `open`: how many of a project's tasks are not done. */
export const workTreeSchema = z.object({
  clients: z.array(z.object({ id: idSchema, parent_id: idSchema.nullable(), name: z.string() })),
  projects: z.array(
    z.object({
      id: idSchema,
      client_id: idSchema.nullable(),
      name: z.string(),
      status: projectStatusSchema,
      open: z.number().int(),
    }),
  ),
});
export type WorkTree = z.infer<typeof workTreeSchema>;

/** A project and what hangs on it. */
export const projectOverviewSchema = z.object({
  project: projectSchema,
  client_name: z.string().optional(),
  open_tasks: z.number().int(),
  done_tasks: z.number().int(),
  overdue_tasks: z.number().int(),
  checkpoints: z.number().int(),
  notes: z.number().int(),
});
export type ProjectOverview = z.infer<typeof projectOverviewSchema>;

export const projectsContract = {
  list: procedure
    .input(pageSchema.extend({ include_archived: z.boolean().optional(), client_id: idSchema.optional() }))
    .output(z.object({ items: z.array(projectSchema), total: z.number().int() })),
  tree: procedure.output(workTreeSchema),
  overview: procedure.input(z.object({ id: idSchema })).output(projectOverviewSchema),
  create: procedure.input(projectInsertSchema).output(written(projectSchema)),
  /** `revision` is the one that the user saw; another one now is CONFLICT. */
  update: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional(), updates: projectUpdateSchema }))
    .output(written(projectSchema)),
  /** Its checkpoints go with it, its tasks and notes stay without a project; undoing the change brings all back. */
  remove: procedure.input(z.object({ id: idSchema, revision: z.number().int().optional() })).output(removedSchema),
};
