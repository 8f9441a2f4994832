import type { AGUIEvent, Interrupt } from '@ag-ui/core';
import { EventType } from '@ag-ui/core';
import type { BackendFrameOf } from '@adiuva/shared-protocol';

/** A tool call that was told and has no result yet. While a run waits, its user is asked about each of them. */
export interface OpenCall {
  id: string;
  tool: string;
  input: unknown;
  /** Of a tool that the backend runs after approval; a call to the device is asked about there. */
  approval?: { reason: string; expiresAt: number };
}

type Trace = BackendFrameOf<'tool_trace'>;

/** An answer to an approval, as `resume` takes it beside the approval's id. */
const decisionSchema = {
  type: 'object',
  properties: {
    decision: { enum: ['approve', 'reject', 'edit'] },
    input: { type: 'object', description: 'With edit: the whole input, as it is to be.' },
    reason: { type: 'string' },
  },
  required: ['decision'],
} as const;

const ON_THE_DEVICE = 'Waits for the user of the device. It is approved or rejected on that device only.';

/** A call with its arguments, which are whole: nothing of it is open in the stream while it is done or waits. */
export function toStart({ call, at }: { call: OpenCall; at: number | undefined }): AGUIEvent[] {
  const { id: toolCallId, tool: toolCallName, input } = call;
  const time = at === undefined ? {} : { timestamp: at };
  return [
    { type: EventType.TOOL_CALL_START, toolCallId, toolCallName, ...time },
    { type: EventType.TOOL_CALL_ARGS, toolCallId, delta: JSON.stringify(input ?? {}), ...time },
    { type: EventType.TOOL_CALL_END, toolCallId, ...time },
  ];
}

/** What came of a call, in words: its summary, or why it failed. */
export function toResult(trace: Trace): AGUIEvent {
  const outcome = trace.outcome ?? 'ok';
  const latency = typeof trace.latency_ms === 'number' ? { latency_ms: trace.latency_ms } : {};
  return {
    type: EventType.TOOL_CALL_RESULT,
    messageId: `${trace.trace_id}:result`,
    toolCallId: trace.trace_id,
    role: 'tool',
    content: trace.error ?? trace.output_summary ?? outcome,
    timestamp: trace.at,
    metadata: { outcome, ...latency },
  };
}

/** What a run waits for. A device's approval can be seen here, and given there alone (PROTOCOL 5.4). */
export function toInterrupt({ id, tool, input, approval }: OpenCall): Interrupt {
  const about = { tool, input: input ?? {} };
  if (!approval) {
    return {
      id,
      reason: 'adiuva:device_approval',
      message: ON_THE_DEVICE,
      toolCallId: id,
      metadata: { ...about, where: 'device' },
    };
  }
  return {
    id,
    reason: 'tool_call',
    message: approval.reason,
    toolCallId: id,
    responseSchema: decisionSchema,
    expiresAt: new Date(approval.expiresAt).toISOString(),
    metadata: { ...about, where: 'backend' },
  };
}
