import { idSchema, jsonObjectSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { fieldChangeSchema } from './activity.ts';
import { procedure } from './orpc.ts';

/** Why the device asks: a deletion, the sixth row that one run updates, a limit, text of unknown hands, a newer change. */
export const approvalWhySchema = z.enum(['delete', 'bulk_update', 'limit', 'taint', 'conflict', 'privacy', 'backend']);
export type ApprovalWhy = z.infer<typeof approvalWhySchema>;

/** One of a grant's limits: what was used of it, and what it allows. */
const amountSchema = z.object({ used: z.number(), limit: z.number() });

/**
 * Something that waits for the user's word, or waited. `device`: a call that would change or read the user's rows.
 * `backend`: a tool that the backend runs itself. `message`: the user's own message, which names a client whose rows do
 * not leave this device.
 */
export const approvalSchema = z.object({
  approval_id: idSchema,
  kind: z.enum(['device', 'backend', 'message']),
  run_id: idSchema.optional(),
  session_id: idSchema.optional(),
  action: z.string(),
  table: z.string().optional(),
  /** One sentence: what would be done. */
  summary: z.string(),
  why: z.array(z.object({ code: approvalWhySchema, sentence: z.string() })),
  /** The row that it is about, as it is called now; absent for a new one and for a read. */
  row: z.object({ table: tableNameSchema, id: idSchema, label: z.string() }).optional(),
  /** What it would set, field by field; for a deletion what would go. */
  fields: z.array(fieldChangeSchema),
  /** What hangs on a row that would be deleted: `deleted` goes with it, `detached` stays without it. */
  hanging: z.array(
    z.object({
      table: tableNameSchema,
      effect: z.enum(['deleted', 'detached']),
      count: z.number().int(),
      /** The first of them. */
      labels: z.array(z.string()),
    }),
  ),
  /** What the user changed on the row since the run read it. */
  since: z.array(fieldChangeSchema.extend({ at: z.number() })),
  /** What this run has used so far of what the user allowed it. */
  used: z
    .object({ calls: amountSchema, rows: amountSchema, bytes: amountSchema, inserts: amountSchema, updates: amountSchema })
    .optional(),
  /** The input that `edited` may replace: the fields of an insert or update, `{id}` of a delete. Absent: as it is or not. */
  input: jsonObjectSchema.optional(),
  /** It was approved as the user made it; `summary` says what was done. */
  edited: z.boolean(),
  /** Grows when what is shown changed since; what is approved is the version that the user saw. */
  version: z.number().int(),
  /** `approved`: by the user, and not done yet. `executed`: done. `closed`: its run ended first. */
  state: z.enum(['pending', 'approved', 'executed', 'rejected', 'expired', 'closed']),
  reason: z.string().optional(),
  created_at: z.number(),
  decided_at: z.number().optional(),
  expires_at: z.number(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const approvalsContract = {
  /** Pending ones oldest first, others newest first. */
  list: procedure
    .input(
      z.object({
        state: z.enum(['pending', 'decided']),
        run_id: idSchema.optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(z.object({ items: z.array(approvalSchema), total: z.number().int() })),
  /**
   * Does what was shown, or what the user made of it. CONFLICT: it was changed meanwhile, look again; NOT_FOUND: it does
   * not wait any more; INVALID: the edited input cannot be done.
   */
  approve: procedure
    .input(z.object({ approval_id: idSchema, version: z.number().int().optional(), edited: jsonObjectSchema.optional() }))
    .output(approvalSchema),
  /** The reason goes to the assistant. */
  reject: procedure.input(z.object({ approval_id: idSchema, reason: z.string().max(2_000).optional() })).output(approvalSchema),
};
