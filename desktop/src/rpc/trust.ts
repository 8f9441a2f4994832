import { idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** Something that the user should know of, calmly: equal ones are one entry with a count. */
export const warningSchema = z.object({
  warning_id: z.number().int(),
  /** `refused`: the backend asked for what it may not. `conflict`: two wrote one row. `storage`: the disk or the file. */
  kind: z.enum(['refused', 'conflict', 'storage']),
  sentence: z.string(),
  run_id: idSchema.optional(),
  code: z.string().optional(),
  action: z.string().optional(),
  row: z.object({ table: tableNameSchema, id: idSchema, label: z.string() }).optional(),
  count: z.number().int(),
  first_at: z.number(),
  last_at: z.number(),
  dismissed: z.boolean(),
});
export type Warning = z.infer<typeof warningSchema>;

export const trustSettingsSchema = z.object({
  /** How long what waits for the user's word may wait, in hours. */
  approval_hours: z.number().int().min(1).max(720),
});
export type TrustSettings = z.infer<typeof trustSettingsSchema>;

const rowSchema = z.object({ table: tableNameSchema, id: idSchema });

export const trustContract = {
  /** Newest first. `open`: how many are not dismissed. */
  warnings: procedure
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }))
    .output(z.object({ items: z.array(warningSchema), total: z.number().int(), open: z.number().int() })),
  dismissWarnings: procedure.output(z.object({ ok: z.literal(true) })),
  settings: procedure.output(trustSettingsSchema),
  setSettings: procedure.input(trustSettingsSchema).output(trustSettingsSchema),
  /** Whether a row's text came from elsewhere: then the assistant asks before it writes after reading it. */
  tainted: procedure.input(rowSchema).output(z.object({ tainted: z.boolean() })),
  /** The user read it and trusts it. */
  clearTaint: procedure.input(rowSchema).output(z.object({ tainted: z.boolean() })),
};
