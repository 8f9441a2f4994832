import { idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/**
 * Where a row is not what the journal computes: somebody wrote to the database outside of the app. `field` null: the row
 * itself; then a value is its name, or null where it is not there.
 */
export const differenceSchema = z.object({
  table: tableNameSchema,
  row_id: idSchema,
  label: z.string(),
  field: z.string().nullable(),
  row_value: z.string().nullable(),
  journal_value: z.string().nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

/**
 * `kind`: `recent` looked at what was written since the last clean stop, `full` at every row. `complete`: it came to its
 * end. `differences`: the first 500 of `difference_count`.
 */
export const integrityReportSchema = z.object({
  checking: z.boolean(),
  kind: z.enum(['recent', 'full']),
  checked_rows: z.number().int(),
  differences: z.array(differenceSchema),
  difference_count: z.number().int(),
  unreadable_rows: z.number().int(),
  checked_at: z.number().optional(),
  complete: z.boolean(),
});
export type IntegrityReport = z.infer<typeof integrityReportSchema>;

export const integrityContract = {
  report: procedure.output(integrityReportSchema),
  /** Starts a check of everything in the background; the topic `integrity` tells when there is a new report. */
  check: procedure.output(integrityReportSchema),
  /**
   * Brings the rows of the report to what the journal says. What stood there is kept in the journal: `switch_id` takes the
   * repair back (`activity.switch`, undo by switch). `rows`: how many rows that were.
   */
  repair: procedure.output(z.object({ rows: z.number().int(), switch_id: idSchema.optional(), report: integrityReportSchema })),
};
