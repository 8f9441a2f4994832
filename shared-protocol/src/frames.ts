import { z } from 'zod';
import {
  agentAckSchema,
  agentRunSchema,
  approvalRequestSchema,
  deviceReadySchema,
  errorSchema,
  finalSchema,
  runProgressSchema,
  runStartedSchema,
  textChunkSchema,
  toolCallSchema,
  toolTraceSchema,
} from './backend-frames.ts';
import {
  ackSchema,
  agentCompleteSchema,
  agentDataSchema,
  approvalResponseSchema,
  chatRequestSchema,
  deviceHelloSchema,
  pingSchema,
  pongSchema,
  runCancelSchema,
  toolResultSchema,
} from './client-frames.ts';

/** Every frame that a device may send (PROTOCOL 2). */
export const clientFrameSchema = z.discriminatedUnion('type', [
  deviceHelloSchema,
  chatRequestSchema,
  toolResultSchema,
  agentDataSchema,
  agentCompleteSchema,
  approvalResponseSchema,
  runCancelSchema,
  ackSchema,
  pingSchema,
  pongSchema,
]);

/** Every frame that a backend may send (PROTOCOL 2). */
export const backendFrameSchema = z.discriminatedUnion('type', [
  deviceReadySchema,
  runStartedSchema,
  textChunkSchema,
  toolCallSchema,
  toolTraceSchema,
  agentRunSchema,
  agentAckSchema,
  approvalRequestSchema,
  runProgressSchema,
  finalSchema,
  errorSchema,
  pingSchema,
  pongSchema,
]);

export type ClientFrame = z.infer<typeof clientFrameSchema>;
export type BackendFrame = z.infer<typeof backendFrameSchema>;
export type ClientFrameOf<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>;
export type BackendFrameOf<Type extends BackendFrame['type']> = Extract<BackendFrame, { type: Type }>;

/** The backend's frames that belong to a run's event log: they carry `seq`. */
export type RunEvent = Extract<BackendFrame, { seq: number }>;
