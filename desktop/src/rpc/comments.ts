import { idSchema, taskCommentInsertSchema, taskCommentSchema, textSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { removedSchema, written } from './written.ts';

const seen = { id: idSchema, revision: z.number().int().optional() };

export const commentsContract = {
  /** Of one task, the oldest first. */
  list: procedure
    .input(z.object({ task_id: idSchema, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }))
    .output(z.object({ items: z.array(taskCommentSchema), total: z.number().int() })),
  create: procedure.input(taskCommentInsertSchema).output(written(taskCommentSchema)),
  /** Only what the user wrote; INVALID for others. `revision` is the one that they saw; another one now is CONFLICT. */
  update: procedure.input(z.object({ ...seen, content: textSchema.min(1) })).output(written(taskCommentSchema)),
  remove: procedure.input(z.object(seen)).output(removedSchema),
};
