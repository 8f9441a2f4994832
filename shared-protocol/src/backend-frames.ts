import { z } from 'zod';
import { callIdSchema, idSchema, instantSchema, requestIdSchema, runIdSchema, sessionIdSchema } from './ids.ts';
import { jsonObjectSchema } from './json-object.ts';
import { usageSchema } from './usage.ts';

/** Counts a run's events from 1 without gaps. */
const seqSchema = z.number().int().min(1);

export const deviceReadySchema = z.object({
  type: z.literal('device_ready'),
  user_id: idSchema,
  protocol: z.number().int(),
  server_version: z.string().max(100),
  heartbeat_ms: z.number().int().min(1),
  capabilities: z.array(z.string().max(200)).max(100),
  limits: z.object({
    frame_bytes: z.number().int().min(1),
    tool_timeout_ms: z.number().int().min(1),
    max_steps: z.number().int().min(1),
  }),
});

export const runStartedSchema = z.object({
  type: z.literal('run_started'),
  run_id: runIdSchema,
  seq: seqSchema,
  kind: z.string().max(50),
  request_id: requestIdSchema.nullish(),
  session_id: sessionIdSchema.nullish(),
  agent_id: idSchema.nullish(),
  model: z.string().max(200).nullish(),
});

export const textChunkSchema = z.object({
  type: z.literal('text_chunk'),
  run_id: runIdSchema,
  seq: seqSchema,
  /** A new one supersedes the unfinished message before it. */
  message_id: idSchema,
  text: z.string(),
});

/** The place that a suggestion's text came from (PROTOCOL 5.8). `start` and `end` are UTF-16 units of the kept text. */
export const sourceSchema = z.object({
  kind: z.enum(['file', 'mail', 'chat']),
  ref: z.string().max(2_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  quote: z.string().max(10_000),
});

/** `action` and `table` are plain strings here: the device's policy decides what they may be. */
export const toolCallSchema = z.object({
  type: z.literal('tool_call'),
  id: callIdSchema,
  run_id: runIdSchema,
  action: z.string().max(200),
  table: z.string().max(200).nullish(),
  data: jsonObjectSchema.nullish(),
  filters: jsonObjectSchema.nullish(),
  vector: z.array(z.number()).max(10_000).nullish(),
  model: z.string().max(200).nullish(),
  limit: z.number().int().min(0).nullish(),
  source: sourceSchema.nullish(),
});

export const toolTraceSchema = z.object({
  type: z.literal('tool_trace'),
  run_id: runIdSchema,
  seq: seqSchema,
  trace_id: idSchema,
  tool_call_id: callIdSchema.nullish(),
  tool: z.string().max(200),
  turn: z.number().int().min(0),
  phase: z.enum(['start', 'finish']),
  at: instantSchema,
  input: z.unknown().optional(),
  output_summary: z.string().nullish(),
  latency_ms: z.number().min(0).nullish(),
  outcome: z.enum(['ok', 'error', 'refused', 'interrupted']).nullish(),
  error: z.string().nullish(),
});

export const agentRunSchema = z.object({
  type: z.literal('agent_run'),
  run_id: runIdSchema,
  agent_id: idSchema,
  config: jsonObjectSchema.nullish(),
});
export const agentAckSchema = z.object({ type: z.literal('agent_ack'), run_id: runIdSchema, part: z.number().int().min(0) });

export const approvalRequestSchema = z.object({
  type: z.literal('approval_request'),
  run_id: runIdSchema,
  seq: seqSchema,
  approval_id: idSchema,
  tool: z.string().max(200),
  input: jsonObjectSchema,
  reason: z.string(),
  expires_at: instantSchema,
});

export const runProgressSchema = z.object({
  type: z.literal('run_progress'),
  run_id: runIdSchema,
  seq: seqSchema,
  done: z.number().min(0),
  total: z.number().min(0),
  label: z.string(),
});

export const runStatusSchema = z.enum(['success', 'partial', 'error', 'cancelled', 'limit', 'waiting']);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const finalSchema = z.object({
  type: z.literal('final'),
  run_id: runIdSchema,
  seq: seqSchema,
  status: runStatusSchema,
  response: z.string(),
  code: z.string().max(100).nullish(),
  usage: usageSchema,
});

/** About a frame. What ends a run is always `final`. */
export const errorSchema = z.object({
  type: z.literal('error'),
  code: z.string().max(100),
  message: z.string(),
  request_id: requestIdSchema.nullish(),
  retryable: z.boolean(),
});
