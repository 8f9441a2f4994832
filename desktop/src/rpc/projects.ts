import { clientInsertSchema, clientSchema, idSchema, projectInsertSchema, projectSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

const pageSchema = z.object({
  search: z.string().max(2_000).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(0).max(500),
});

export const projectsContract = {
  list: procedure
    .input(pageSchema.extend({ include_archived: z.boolean().optional() }))
    .output(z.object({ items: z.array(projectSchema), total: z.number().int() })),
  create: procedure.input(projectInsertSchema).output(projectSchema),
  /** Its checkpoints go with it, its tasks and notes stay without a project; undoing the change brings all back. */
  remove: procedure.input(z.object({ id: idSchema })).output(z.object({ ok: z.literal(true) })),
};

export const clientsContract = {
  list: procedure.input(pageSchema).output(z.object({ items: z.array(clientSchema), total: z.number().int() })),
  create: procedure.input(clientInsertSchema).output(clientSchema),
};
