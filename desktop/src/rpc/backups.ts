import { z } from 'zod';
import { procedure } from './orpc.ts';

/** `daily` ones become `weekly` with time; `migration`: before an update of the tables; `restore`: before a restore. */
export const backupKindSchema = z.enum(['daily', 'weekly', 'migration', 'restore', 'manual']);

export const backupSchema = z.object({
  backup_id: z.string(),
  kind: backupKindSchema,
  created_at: z.number(),
  bytes: z.number(),
  /** It was opened and checked after it was written. */
  verified: z.boolean(),
});
export type Backup = z.infer<typeof backupSchema>;

/** A damaged database that was found at the start: it is kept, and the app runs on an empty one until the user chose. */
export const recoverySchema = z.object({ broken_path: z.string(), found_at: z.number(), detail: z.string() });
export type Recovery = z.infer<typeof recoverySchema>;

export const backupsContract = {
  /** Newest first. `fault`: a sentence, when the last backup could not be made. */
  list: procedure.output(
    z.object({
      items: z.array(backupSchema),
      folder: z.string(),
      fault: z.string().optional(),
      recovery: recoverySchema.optional(),
    }),
  ),
  create: procedure.output(backupSchema),
  /** Puts that snapshot's content in place of the present one, which is kept as `undo`. Open runs and requests end. */
  restore: procedure.input(z.object({ backup_id: z.string() })).output(z.object({ restored: backupSchema, undo: backupSchema })),
  /** After damage: goes on without a snapshot. */
  startEmpty: procedure.output(z.object({ ok: z.literal(true) })),
};
