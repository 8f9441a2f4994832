import { idSchema, runStatusSchema, tableNameSchema, usageSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { messageFileSchema } from './attachments.ts';
import { MESSAGE_FILES } from './limits.ts';
import { procedure } from './orpc.ts';

/** `provider:model`, for example `offline:rules`. */
const modelSchema = z.string().min(3).max(200);

export const sessionSchema = z.object({
  id: idSchema,
  title: z.string(),
  created_at: z.number(),
  last_activity_at: z.number(),
  running: z.boolean(),
  /** The user had the backend forget it then, and said nothing in it since. */
  forgotten_at: z.number().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** A row that a tool read or wrote, by the name it has now. `missing`: it is no longer there. */
export const touchedRowSchema = z.object({ table: tableNameSchema, id: idSchema, label: z.string(), missing: z.boolean() });

/** One tool of a run, as its card shows it. */
export const toolCardSchema = z.object({
  trace_id: z.string(),
  tool: z.string(),
  /** `waiting`: a call of it waits for the user's word. */
  state: z.enum(['running', 'waiting', 'ok', 'error', 'refused', 'interrupted']),
  input: z.unknown(),
  summary: z.string().optional(),
  error: z.string().optional(),
  latency_ms: z.number().optional(),
  /** The first rows of what it touched (20 at most), and how many there were. */
  rows: z.array(touchedRowSchema),
  row_count: z.number().int(),
});
export type ToolCard = z.infer<typeof toolCardSchema>;

/** A turn: what the user said, and the run that answers it. */
export const turnSchema = z.object({
  request_id: idSchema,
  position: z.number().int(),
  text: z.string(),
  /** What went along with it, in its order; absent: nothing. */
  files: z.array(messageFileSchema).optional(),
  at: z.number(),
  /** `held`: waits for the user's word. `queued`: waits for the backend. `failed`: refused for good; `failure` says why. */
  delivery: z.enum(['held', 'queued', 'sent', 'accepted', 'failed']),
  failure: z.string().optional(),
  /** Why it waits though the backend is there (`queue_full`, `busy`, `after_other`), and when it is tried again. */
  deferred: z.object({ code: z.string(), reason: z.string(), retry_at: z.number() }).optional(),
  answer: z
    .object({
      run_id: idSchema,
      status: z.union([runStatusSchema, z.literal('running')]),
      text: z.string(),
      cards: z.array(toolCardSchema),
      /** Ids of what waits for the user's word before this run can go on. */
      waiting_for: z.array(idSchema),
      model: z.string().optional(),
      code: z.string().optional(),
      usage: usageSchema.optional(),
      /** How many rows it changed, and whether that is undone. */
      changes: z.number().int(),
      undone: z.enum(['none', 'some', 'all']),
      started_at: z.number(),
      ended_at: z.number().optional(),
    })
    .optional(),
});
export type Turn = z.infer<typeof turnSchema>;

export const chatContract = {
  sessions: procedure
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }))
    .output(z.object({ items: z.array(sessionSchema), total: z.number().int() })),
  /** The session's turns before `before_position` (default: the newest), oldest first. */
  transcript: procedure
    .input(
      z.object({ session_id: idSchema, before_position: z.number().int().optional(), limit: z.number().int().min(1).max(200) }),
    )
    .output(
      z.object({
        turns: z.array(turnSchema),
        has_more: z.boolean(),
        /** The backend that is connected does not have what was said: the next message takes it along. */
        takes_history: z.boolean(),
        /** The model that the user chose for this conversation; absent: the one that the backend uses for chats. */
        model: modelSchema.optional(),
      }),
    ),
  /**
   * Stores the message and its grant, then sends it when the backend is there. Without `session_id`: a new session.
   * `model` is asked from here on in this conversation; null: the backend's own choice; absent: as before.
   */
  send: procedure
    .input(
      z.object({
        session_id: idSchema.optional(),
        text: z.string().min(1).max(100_000),
        model: modelSchema.nullable().optional(),
        /** Files that were kept before, in their order. */
        attachment_ids: z.array(idSchema).max(MESSAGE_FILES).optional(),
      }),
    )
    .output(z.object({ request_id: idSchema, session_id: idSchema })),
  /** Closes the run's grant at once and tells the backend. A message that still waits is taken back. */
  cancel: procedure.input(z.object({ request_id: idSchema })).output(z.object({ ok: z.literal(true) })),
  /**
   * Has the backend that is connected forget a conversation; what is on this device stays. UNAVAILABLE: it could not be
   * asked, and nothing changed.
   */
  forget: procedure.input(z.object({ session_id: idSchema })).output(z.object({ backend_url: z.string() })),
};
