import { z } from 'zod';

/** Codes of a `tool_result` that is an error (PROTOCOL 3). Closed: a new one is a change of the protocol. */
export const TOOL_ERROR_CODES = [
  'unknown_table',
  'unknown_action',
  'invalid_data',
  'invalid_filter',
  'not_found',
  'constraint',
  'conflict',
  'run_not_granted',
  'run_closed',
  'action_not_granted',
  'quota_exceeded',
  'needs_approval',
  'rejected',
  'id_conflict',
  'path_not_allowed',
  'file_too_large',
  'unreadable_file',
  'quote_not_found',
  'duplicate',
  'stale_vector_model',
  'busy',
  'internal',
] as const;

export const toolErrorCodeSchema = z.enum(TOOL_ERROR_CODES);
export type ToolErrorCode = z.infer<typeof toolErrorCodeSchema>;

/** Codes of an `error` frame: about one frame of the peer, never about a run's end. */
export const FRAME_ERROR_CODES = [
  'bad_frame',
  'unknown_tool_call',
  'unknown_run',
  'id_conflict',
  'not_available',
  'device_reset',
  'already_answered',
  'invalid_data',
  'busy',
  'internal',
] as const;
export type FrameErrorCode = (typeof FRAME_ERROR_CODES)[number];

/** Codes of a `final` that is not a success. */
export const FINAL_CODES = [
  'device_reset',
  'device_disconnected',
  'model_error',
  'model_unavailable',
  'resume_gone',
  'internal',
  'cancelled',
  'step_limit',
  'time_limit',
  'token_limit',
  'cost_limit',
  'snapshot_too_new',
] as const;
export type FinalCode = (typeof FINAL_CODES)[number];

/** Codes of a problem document (RFC 9457), one for each cause that a client may want to tell apart. */
export const PROBLEM_CODES = [
  'unauthorized',
  'invalid_credentials',
  'registration_closed',
  'email_taken',
  'refresh_token_reused',
  'invalid_request',
  'not_found',
  'method_not_allowed',
  'too_large',
  'unsupported_media_type',
  'rate_limited',
  'already_answered',
  'id_conflict',
  'busy',
  'not_ready',
  'model_unavailable',
  'model_error',
  'internal',
] as const;

export const problemCodeSchema = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** Close codes of the device socket (PROTOCOL 1). */
export const CLOSE_CODES = {
  revoked: 4001,
  protocol: 4002,
  replaced: 4003,
  version: 4004,
  heartbeat: 4008,
  tooLarge: 4009,
  draining: 4013,
} as const;
