import { clientInsertSchema, clientSchema, clientUpdateSchema, idSchema, taskSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { ruledClientSchema } from './privacy.ts';
import { removedSchema, written } from './written.ts';

const pageSchema = z.object({
  search: z.string().max(2_000).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(0).max(500),
});

/**
 * A client and what hangs on it. `open_tasks` and `owed` are of its projects and of those of every client below it.
 * `owed`: open tasks that wait for the client's side, the nearest first, fifty at most.
 */
export const clientOverviewSchema = z.object({
  client: clientSchema,
  rule: ruledClientSchema,
  /** Directly under it. */
  projects: z.number().int(),
  sub_clients: z.number().int(),
  open_tasks: z.number().int(),
  owed: z.object({ items: z.array(taskSchema), total: z.number().int() }),
});
export type ClientOverview = z.infer<typeof clientOverviewSchema>;

export const clientsContract = {
  /** By name. */
  list: procedure.input(pageSchema).output(z.object({ items: z.array(clientSchema), total: z.number().int() })),
  overview: procedure.input(z.object({ id: idSchema })).output(clientOverviewSchema),
  create: procedure.input(clientInsertSchema).output(written(clientSchema)),
  /** `revision` is the one that the user saw; another one now is CONFLICT. */
  update: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional(), updates: clientUpdateSchema }))
    .output(written(clientSchema)),
  /** Its projects and the clients below it stay, without it; undoing the change brings it back. `revision` as in `update`. */
  remove: procedure.input(z.object({ id: idSchema, revision: z.number().int().optional() })).output(removedSchema),
};
