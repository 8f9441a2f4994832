import { idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** `none`: rows leave as they are asked for. `local`: to a model on this machine only. `pseudonyms`: names, addresses, phone numbers and amounts leave as tokens. */
export const clientRuleSchema = z.enum(['none', 'never', 'local', 'pseudonyms']);
export type ClientRule = z.infer<typeof clientRuleSchema>;

/** One answer that left this device. */
export const ledgerEntrySchema = z.object({
  seq: z.number().int(),
  at: z.number(),
  run_id: idSchema,
  session_id: idSchema.optional(),
  /** What the user had asked for. */
  title: z.string(),
  action: z.string(),
  table: tableNameSchema.optional(),
  rows: z.number().int(),
  bytes: z.number().int(),
  /** Rows that the user's rules left out, and values that left as pseudonyms. */
  withheld: z.number().int(),
  replaced: z.number().int(),
  /** The backend's address, and the model that it named. */
  destination: z.string().optional(),
  model: z.string().optional(),
  clients: z.array(z.object({ client_id: idSchema, label: z.string(), rows: z.number().int() })),
  /** The first rows that it carried, by the names they have now. */
  labels: z.array(z.string()),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

const totals = { reads: z.number().int(), rows: z.number().int(), bytes: z.number().int() };

export const ledgerSummarySchema = z.object({
  ...totals,
  runs: z.number().int(),
  /** `client_id` absent: rows that belong to no client. */
  by_client: z.array(z.object({ client_id: idSchema.optional(), label: z.string(), rows: z.number().int() })),
  by_table: z.array(z.object({ table: tableNameSchema, ...totals })),
  by_destination: z.array(z.object({ destination: z.string(), ...totals })),
});
export type LedgerSummary = z.infer<typeof ledgerSummarySchema>;

export const ruledClientSchema = z.object({
  client_id: idSchema,
  name: z.string(),
  rule: clientRuleSchema,
  /** The rule that counts, when a client above has a stricter one. */
  inherited: z.object({ rule: clientRuleSchema, from: z.string() }).optional(),
});
export type RuledClient = z.infer<typeof ruledClientSchema>;

export const privacyContract = {
  /** Newest first. */
  ledger: procedure
    .input(
      z.object({
        run_id: idSchema.optional(),
        client_id: idSchema.optional(),
        table: tableNameSchema.optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(z.object({ items: z.array(ledgerEntrySchema), total: z.number().int() })),
  /** Since an instant; absent: ever. */
  summary: procedure.input(z.object({ since: z.number().optional() })).output(ledgerSummarySchema),
  rules: procedure
    .input(
      z.object({
        search: z.string().max(2_000).optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ items: z.array(ruledClientSchema), total: z.number().int() })),
  setRule: procedure.input(z.object({ client_id: idSchema, rule: clientRuleSchema })).output(ruledClientSchema),
};
