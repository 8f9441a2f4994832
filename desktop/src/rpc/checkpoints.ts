import { checkpointInsertSchema, checkpointSchema, checkpointUpdateSchema, idSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { removedSchema, written } from './written.ts';

export const checkpointsContract = {
  /** By date, the earliest first. `from`: those at or after an instant, of active projects alone unless one is named. */
  list: procedure
    .input(
      z.object({
        project_id: idSchema.optional(),
        from: z.number().optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(0).max(500),
      }),
    )
    .output(z.object({ items: z.array(checkpointSchema), total: z.number().int() })),
  get: procedure.input(z.object({ id: idSchema })).output(checkpointSchema),
  create: procedure.input(checkpointInsertSchema).output(written(checkpointSchema)),
  /** `revision` is the one that the user saw; another one now is CONFLICT. */
  update: procedure
    .input(z.object({ id: idSchema, revision: z.number().int().optional(), updates: checkpointUpdateSchema }))
    .output(written(checkpointSchema)),
  /** Undoing the change brings it back. `revision` as in `update`. */
  remove: procedure.input(z.object({ id: idSchema, revision: z.number().int().optional() })).output(removedSchema),
};
