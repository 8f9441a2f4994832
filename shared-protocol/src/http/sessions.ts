import { z } from 'zod';
import { idSchema, instantSchema, runIdSchema, sessionIdSchema } from '../ids.ts';
import { pageQuerySchema, pageSchema } from './lists.ts';

export const sessionParamsSchema = z.object({ id: sessionIdSchema });

/** A conversation, and the sums over it. */
export const sessionSchema = z.object({
  id: sessionIdSchema,
  /** The first words of what the user said first; null: there is nothing, or it is no longer kept. */
  title: z.string().nullable(),
  message_count: z.number().int().min(0),
  /** Runs that have not ended. */
  open_runs: z.number().int().min(0),
  input_tokens: z.number().int().min(0),
  output_tokens: z.number().int().min(0),
  cached_input_tokens: z.number().int().min(0),
  reasoning_tokens: z.number().int().min(0),
  /** US dollars. */
  cost_usd: z.number().min(0),
  created_at: instantSchema,
  last_activity_at: instantSchema,
});

/** Newest activity first. */
export const sessionsSchema = pageSchema(sessionSchema);

export const sessionMessageSchema = z.object({
  id: idSchema,
  /** Counts a session's messages from 1 without gaps. */
  seq: z.number().int().min(1),
  role: z.enum(['user', 'assistant']),
  /** Null: it is no longer kept here. */
  text: z.string().nullable(),
  run_id: runIdSchema.optional(),
  created_at: instantSchema,
});

/** Oldest first. */
export const sessionMessagesSchema = pageSchema(sessionMessageSchema);

/** A tool call of one of the session's runs: what the model asked for, and what it was answered. */
export const sessionTraceSchema = z.object({
  run_id: runIdSchema,
  /** The run's step, from 1. */
  turn: z.number().int().min(1),
  /** Its place among the calls of that step, from 0. */
  ordinal: z.number().int().min(0),
  tool: z.string(),
  input: z.unknown(),
  /** Absent: it has no answer yet. */
  outcome: z.enum(['ok', 'error', 'refused', 'interrupted']).optional(),
  /** As the model read it, where the outcome is `ok`. */
  output: z.unknown().optional(),
  /** In words, where it is not. */
  error: z.string().optional(),
  started_at: instantSchema,
  finished_at: instantSchema.optional(),
  /** Which try of its step it was that came to this call. */
  attempt: z.number().int().min(1),
});

/** In the order in which they were asked for. */
export const sessionTracesSchema = pageSchema(sessionTraceSchema);
export const tracesQuerySchema = pageQuerySchema.extend({ turn: z.coerce.number().int().min(1).optional() });
