import { z } from 'zod';
import { idSchema, sessionIdSchema } from '../ids.ts';
import { timezoneSchema } from '../timezone.ts';

/** What sums are taken over. Days are those of the time zone that the request names. */
export const usageGroupSchema = z.enum(['day', 'model', 'session', 'run', 'role']);
export type UsageGroup = z.infer<typeof usageGroupSchema>;

/** `GET /llm/usage`. */
export const llmUsageQuerySchema = z.strictObject({
  agent_id: idSchema.optional(),
  session_id: sessionIdSchema.optional(),
  /** How far back. */
  period: z.enum(['day', 'week', 'month', 'year', 'all']).default('month'),
  group_by: usageGroupSchema.default('day'),
  /** IANA time zone in which days begin; UTC when absent. */
  timezone: timezoneSchema.optional(),
});

const sums = {
  calls: z.number().int().min(0),
  /** Calls that ended in an error: what they used is counted as far as the provider told. */
  failed_calls: z.number().int().min(0),
  input_tokens: z.number().int().min(0),
  output_tokens: z.number().int().min(0),
  /** Part of the input. */
  cached_input_tokens: z.number().int().min(0),
  /** Part of the output. */
  reasoning_tokens: z.number().int().min(0),
  /** US dollars. */
  cost_usd: z.number().min(0),
  /** Calls of models that no price is known of: they are not in `cost_usd`. */
  unpriced_calls: z.number().int().min(0),
};

/**
 * `key`: the day (`2026-11-28`), the model's name, the session's or run's id, or the role; empty: of none, or of one that is
 * forgotten. Days ascend; others come by cost, most first, 1,000 at most. `total` is of all.
 */
export const llmUsageSchema = z.object({
  items: z.array(z.object({ key: z.string(), ...sums })),
  total: z.object(sums),
});
export type LlmUsage = z.infer<typeof llmUsageSchema>;
