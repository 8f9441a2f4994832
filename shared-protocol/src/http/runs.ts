import { z } from 'zod';
import { deviceIdSchema, idSchema, instantSchema, requestIdSchema, runIdSchema, sessionIdSchema } from '../ids.ts';
import { jsonObjectSchema } from '../json-object.ts';
import { timezoneSchema } from '../timezone.ts';
import { usageSchema } from '../usage.ts';

const objectSchema = jsonObjectSchema.meta({ type: 'object' });

/**
 * A message that is to be answered. `device_id`: whose data it is about, one of the user's devices; absent: the one that
 * was seen last. `request_id`: makes the request safe to repeat; the same one is the same run.
 */
export const openRunRequestSchema = z.strictObject({
  message: z.string().min(1),
  session_id: sessionIdSchema.nullish(),
  project_id: idSchema.nullish(),
  /** IANA; UTC when absent. */
  timezone: timezoneSchema.nullish(),
  device_id: deviceIdSchema.nullish(),
  request_id: requestIdSchema.nullish(),
});
export const openedRunSchema = z.object({ run_id: runIdSchema, session_id: sessionIdSchema });

export const runParamsSchema = z.object({ id: runIdSchema });

/** An approval that its user may give: of a tool that the backend itself runs (PROTOCOL 5.4). */
const pendingApprovalSchema = z.object({
  approval_id: idSchema,
  tool: z.string(),
  input: objectSchema,
  reason: z.string(),
  requested_at: instantSchema,
  expires_at: instantSchema,
});

export const toolCallStatusSchema = z.enum(['PENDING_APPROVAL', 'APPROVED', 'EXECUTED', 'REJECTED', 'EXPIRED']);

/** A tool call of the step that an open run is at. What is `device` waits for the device, or for its owner there. */
const openToolCallSchema = z.object({
  tool_call_id: z.string(),
  tool: z.string(),
  input: z.unknown(),
  where: z.enum(['device', 'app', 'backend']),
  status: toolCallStatusSchema,
  requested_at: instantSchema,
  expires_at: instantSchema.nullable(),
});

/** A run: where it stands, and once it has ended, how. */
export const runSchema = z.object({
  run_id: runIdSchema,
  session_id: sessionIdSchema,
  /** Null: no device of the user's was there to be asked. */
  device_id: deviceIdSchema.nullable(),
  request_id: requestIdSchema,
  kind: z.string(),
  status: z.enum(['queued', 'running', 'waiting', 'success', 'partial', 'error', 'cancelled', 'limit']),
  /** Why it ended, where it is no success: a code of `final` (PROTOCOL 2). */
  code: z.string().optional(),
  /** The answer, once the run has ended; null: it is no longer kept. */
  response: z.string().nullish(),
  usage: usageSchema,
  created_at: instantSchema,
  ended_at: instantSchema.optional(),
  approvals: z.array(pendingApprovalSchema),
  tool_calls: z.array(openToolCallSchema),
});

/** What the user says about one approval. `input` is the whole input as it is to be, and goes with `edit` alone. */
const approvalAnswerSchema = z.strictObject({
  approval_id: idSchema,
  decision: z.enum(['approve', 'reject', 'edit']),
  input: objectSchema.nullish(),
  reason: z.string().max(10_000).nullish(),
});

const ANSWERS_AT_ONCE = 100;

/** Answers of any number of a run's approvals, each at most once. */
export const resumeRunRequestSchema = z.strictObject({
  approvals: z
    .array(approvalAnswerSchema)
    .min(1)
    .max(ANSWERS_AT_ONCE)
    .refine((answers) => new Set(answers.map((each) => each.approval_id)).size === answers.length, 'names an approval twice'),
});

/**
 * What became of each answer. `status`: the approval's, from now on. `code` says why an answer was not taken, when others
 * of the same request were.
 */
export const resumedRunSchema = z.object({
  run_id: runIdSchema,
  approvals: z.array(
    z.object({
      approval_id: idSchema,
      status: toolCallStatusSchema.optional(),
      code: z.enum(['already_answered', 'not_found', 'device_only', 'invalid_data']).optional(),
      errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  ),
});

export const cancelRunRequestSchema = z.strictObject({});
export const cancelledRunSchema = z.object({ run_id: runIdSchema });
