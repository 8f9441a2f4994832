import { idSchema, runStatusSchema, usageSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/**
 * Where something that was asked stands. `held`: a message that waits for the user's word. `unsent`: kept here until the
 * backend is there. `deferred`: the backend did not take it now; it is sent again. `queued`: the backend has it and has
 * not begun, or not gone on. `thinking`, `writing`, `working` (with these tools): it goes on. `waiting`: for the user's
 * word on these. `stopping`: the user stopped it, and the backend has not said that it did. `away`: the backend that has
 * it does not answer.
 */
export const runPhaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['held', 'unsent', 'queued', 'thinking', 'writing', 'stopping', 'away']) }),
  z.object({ kind: z.literal('deferred'), code: z.string(), reason: z.string(), retry_at: z.number() }),
  z.object({ kind: z.literal('working'), tools: z.array(z.string()) }),
  /** The first of what waits, and how much there is. */
  z.object({ kind: z.literal('waiting'), summaries: z.array(z.string()), count: z.number().int() }),
]);
export type RunPhase = z.infer<typeof runPhaseSchema>;

/** Something that was asked and is not answered yet. */
export const openRunSchema = z.object({
  request_id: idSchema,
  /** Absent until the backend began a run. */
  run_id: idSchema.optional(),
  session_id: idSchema,
  /** What was asked, its beginning. */
  title: z.string(),
  asked_at: z.number(),
  phase: runPhaseSchema,
  /** What it was answered by this device so far; bytes of rows. */
  used: z.object({ calls: z.number(), rows: z.number(), bytes: z.number(), changes: z.number() }).optional(),
  /** What its model calls used, as the backend last said. */
  usage: usageSchema.optional(),
});
export type OpenRun = z.infer<typeof openRunSchema>;

/** A run that is over. */
export const endedRunSchema = z.object({
  run_id: idSchema,
  session_id: idSchema.optional(),
  title: z.string(),
  status: runStatusSchema,
  code: z.string().optional(),
  /** How the answer begins. */
  response: z.string(),
  started_at: z.number(),
  ended_at: z.number(),
  usage: usageSchema.optional(),
  /** Rows that it changed. */
  change_count: z.number().int(),
});
export type EndedRun = z.infer<typeof endedRunSchema>;

const page = z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) });

export const runsContract = {
  /** What goes on or waits, the newest first. `chat.cancel` stops one. */
  open: procedure.input(page).output(z.object({ items: z.array(openRunSchema), total: z.number().int() })),
  /** What is over, the newest end first. */
  ended: procedure.input(page).output(z.object({ items: z.array(endedRunSchema), total: z.number().int() })),
};
