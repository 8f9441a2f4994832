import type { BackendFrame, ClientFrame, FrameErrorCode } from '@adiuva/shared-protocol';
import { RunRefused, type DeviceAddress, type Runs } from '#backend/runs/index.ts';
import type { DeviceConnection } from './connections.ts';

type ErrorFrame = Extract<BackendFrame, { type: 'error' }>;

export function errorFrame({
  code,
  message,
  requestId,
  retryable = false,
}: {
  code: FrameErrorCode;
  message: string;
  requestId?: ErrorFrame['request_id'];
  retryable?: boolean;
}): ErrorFrame {
  return { type: 'error', code, message, ...(requestId ? { request_id: requestId } : {}), retryable };
}

const unknownRun = errorFrame({ code: 'unknown_run', message: 'There is no such run of this device. Nothing was done.' });

/** Does what a frame of a device asks for; what it asks of things that are not its own does not exist. */
export async function dispatchFrame({
  frame,
  connection,
  workspaceId,
  runs,
  acknowledge,
}: {
  frame: Exclude<ClientFrame, { type: 'device_hello' | 'ping' | 'pong' }>;
  connection: DeviceConnection;
  workspaceId: string;
  runs: Runs;
  acknowledge: (ack: { runId: string; seq: number }) => void;
}): Promise<void> {
  const device: DeviceAddress = connection.address;
  const { socket } = connection;
  switch (frame.type) {
    case 'chat_request':
      await openChat({ frame, connection, workspaceId, runs });
      return;
    case 'tool_result':
      if (await runs.acceptResult({ device, result: frame })) return;
      socket.send(
        errorFrame({ code: 'unknown_tool_call', message: `Nothing waits for the result ${frame.id}. It was dropped.` }),
      );
      return;
    case 'run_cancel':
      if (!(await runs.cancel({ device, runId: frame.run_id }))) socket.send(unknownRun);
      return;
    case 'ack':
      acknowledge({ runId: frame.run_id, seq: frame.seq });
      return;
    case 'agent_data':
    case 'agent_complete':
      socket.send(unknownRun);
      return;
    case 'approval_response':
      await decide({ frame, connection, runs });
      return;
    default:
      frame satisfies never;
  }
}

async function decide({
  frame,
  connection: { address: device, socket },
  runs,
}: {
  frame: Extract<ClientFrame, { type: 'approval_response' }>;
  connection: DeviceConnection;
  runs: Runs;
}): Promise<void> {
  const id = frame.approval_id;
  const decided = await runs.decide({ device, response: frame });
  switch (decided.outcome) {
    case 'accepted':
    case 'device_only':
      return;
    case 'already_answered':
      socket.send(
        errorFrame({
          code: 'already_answered',
          message: `${id} was answered before: it is ${decided.status}. This answer does not count.`,
        }),
      );
      return;
    case 'invalid': {
      const faults = decided.errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
      socket.send(
        errorFrame({ code: 'invalid_data', message: `${id} cannot be answered so. ${faults.slice(0, 1_000)}. It still waits.` }),
      );
      return;
    }
    case 'unknown':
      socket.send(errorFrame({ code: 'unknown_tool_call', message: `Nothing waits for the approval ${id}. Nothing was done.` }));
      return;
    default:
      decided satisfies never;
  }
}

async function openChat({
  frame,
  connection,
  workspaceId,
  runs,
}: {
  frame: Extract<ClientFrame, { type: 'chat_request' }>;
  connection: DeviceConnection;
  workspaceId: string;
  runs: Runs;
}): Promise<void> {
  try {
    const opened = await runs.open({ device: connection.address, workspaceId, request: frame });
    const stream = connection.stream({ runId: opened.runId, after: 0 });
    // Sent again it replays `run_started`; what follows comes from the log if this socket has not had it yet.
    if (opened.isNew) stream.publish([opened.started]);
    else if (stream.position() > 0) stream.send(opened.started);
    else stream.catchUp();
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error;
    const code = error.code === 'unknown_device' ? 'not_available' : error.code;
    connection.socket.send(errorFrame({ code, message: error.message, requestId: frame.request_id, retryable: error.retryable }));
  }
}
