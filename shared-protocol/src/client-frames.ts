import { z } from 'zod';
import { wireRowSchema } from './entities/tables.ts';
import { callIdSchema, deviceIdSchema, idSchema, requestIdSchema, runIdSchema, sessionIdSchema, storeIdSchema } from './ids.ts';
import { jsonObjectSchema } from './json-object.ts';
import { timezoneSchema } from './timezone.ts';

const seqSchema = z.number().int().min(0);

export const deviceHelloSchema = z.object({
  type: z.literal('device_hello'),
  device_id: deviceIdSchema,
  store_id: storeIdSchema,
  agent_ids: z.array(idSchema).max(1_000),
  app_version: z.string().max(100),
  /** Only 1 is spoken here; any other number is read, so that the socket can be closed with 4004. */
  protocol: z.number().int(),
  capabilities: z.array(z.string().max(200)).max(100),
  resume: z.record(idSchema, seqSchema).nullish(),
});

/** One message of a session that the backend no longer holds, oldest first. */
export const historyMessageSchema = z.object({ role: z.enum(['user', 'assistant']), text: z.string() });

export const chatRequestSchema = z.object({
  type: z.literal('chat_request'),
  request_id: requestIdSchema,
  message: z.string().min(1),
  context: z.object({
    session_id: sessionIdSchema.nullish(),
    project_id: idSchema.nullish(),
    timezone: timezoneSchema,
    locale: z.string().max(100).nullish(),
    model: z.string().max(200).nullish(),
    attachments: z
      .array(z.object({ attachment_id: idSchema }))
      .max(20)
      .nullish(),
    history: z.array(historyMessageSchema).max(1_000).nullish(),
  }),
});

/** Exactly one of the answers, or `error` with its `code`. `run_id` is empty where the call's own was unusable. */
export const toolResultSchema = z
  .object({
    type: z.literal('tool_result'),
    id: callIdSchema,
    run_id: z.union([runIdSchema, z.literal('')]),
    row: wireRowSchema.nullable().optional(),
    rows: z.array(wireRowSchema).optional(),
    total: z.number().int().min(0).optional(),
    truncated: z.union([z.boolean(), z.array(z.string())]).nullish(),
    results: z.array(z.object({ id: idSchema, content: z.string(), score: z.number() })).optional(),
    deleted: z.literal(true).optional(),
    ok: z.literal(true).optional(),
    error: z.string().optional(),
    code: z.string().max(100).optional(),
  })
  .refine(
    (frame) =>
      ['row', 'rows', 'results', 'deleted', 'ok', 'error'].filter((key) => key in frame && frame[key as 'row'] !== undefined)
        .length === 1,
    {
      error: 'a tool_result carries exactly one of row, rows, results, deleted, ok, error',
    },
  );

export const agentDataSchema = z.object({
  type: z.literal('agent_data'),
  run_id: runIdSchema,
  part: z.number().int().min(0),
  files: z.array(
    z.object({ path: z.string(), name: z.string(), content: z.string(), content_type: z.string(), metadata: jsonObjectSchema }),
  ),
});

export const agentCompleteSchema = z.object({
  type: z.literal('agent_complete'),
  run_id: runIdSchema,
  files_read: z.number().int().min(0),
  files_skipped: z.number().int().min(0),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
});

export const approvalResponseSchema = z.object({
  type: z.literal('approval_response'),
  approval_id: idSchema,
  decision: z.enum(['approve', 'reject', 'edit']),
  input: jsonObjectSchema.nullish(),
  reason: z.string().max(10_000).nullish(),
});

export const runCancelSchema = z.object({ type: z.literal('run_cancel'), run_id: runIdSchema });
export const ackSchema = z.object({ type: z.literal('ack'), run_id: runIdSchema, seq: seqSchema });
export const pingSchema = z.object({ type: z.literal('ping') });
export const pongSchema = z.object({ type: z.literal('pong') });
