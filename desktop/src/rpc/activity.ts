import { idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** One field that a change set, in words for the user. Null: nothing stood there. */
export const fieldChangeSchema = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const changeEntrySchema = z.object({
  change_id: idSchema,
  table: tableNameSchema,
  row_id: idSchema,
  label: z.string(),
  kind: z.enum(['insert', 'update', 'delete']),
  fields: z.array(fieldChangeSchema),
  active: z.boolean(),
  at: z.number(),
});
export type ChangeEntry = z.infer<typeof changeEntrySchema>;

export const activityRunSchema = z.object({
  run_id: idSchema,
  kind: z.string(),
  title: z.string(),
  session_id: idSchema.optional(),
  status: z.string(),
  model: z.string().optional(),
  started_at: z.number(),
  ended_at: z.number().optional(),
  change_count: z.number().int(),
  undone: z.enum(['none', 'some', 'all']),
  /** The first 50; the rest by `changes`. */
  changes: z.array(changeEntrySchema),
});
export type ActivityRun = z.infer<typeof activityRunSchema>;

/** A row that an undo left as it is, and why, in a sentence. */
export const keptRowSchema = z.object({ table: tableNameSchema, row_id: idSchema, label: z.string(), reason: z.string() });

/** `changes`: how many changes were switched. */
export const switchResultSchema = z.object({ run_id: idSchema, changes: z.number().int(), kept: z.array(keptRowSchema) });
export type SwitchResult = z.infer<typeof switchResultSchema>;

export const activityContract = {
  /** Newest first. `with_changes`: only runs that changed something. */
  runs: procedure
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(100), with_changes: z.boolean() }))
    .output(z.object({ items: z.array(activityRunSchema), total: z.number().int() })),
  changes: procedure
    .input(z.object({ run_id: idSchema, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }))
    .output(z.object({ items: z.array(changeEntrySchema), total: z.number().int() })),
  undo: procedure.input(z.object({ run_id: idSchema })).output(switchResultSchema),
  redo: procedure.input(z.object({ run_id: idSchema })).output(switchResultSchema),
};
