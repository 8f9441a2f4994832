import { TOOL_TIMEOUT_MS, type BackendFrameOf, type ClientFrameOf } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';

type ToolCall = BackendFrameOf<'tool_call'>;
export type ToolResult = ClientFrameOf<'tool_result'>;

/** The device has a call, and asks its owner before it does it: the real answer comes later (PROTOCOL 5.4). */
export function asksItsOwner(result: ToolResult): boolean {
  return result.error !== undefined && result.code === 'needs_approval';
}

interface PendingCall {
  device: DeviceAddress;
  frame: ToolCall;
  settle: (result: ToolResult | undefined) => void;
}

/** Calls that wait for their device (PROTOCOL 5.10). */
export interface DeviceCalls {
  /** Sends a stored call and waits. Undefined: no answer came in time. @throws the signal's reason when it aborts. */
  ask(call: { device: DeviceAddress; frame: ToolCall; signal: AbortSignal }): Promise<ToolResult | undefined>;
  /** True once a call of this run got no answer, until its device is heard again: further calls fail at once. */
  isSilent(runId: string): boolean;
  /** True while this call waits here for that device's answer. */
  isPending(call: { userId: string; deviceId: string; runId: string; callId: string }): boolean;
  /**
   * `taken`: it answers a call that waits. `repeated`: that call has its answer already. `unknown`: nothing here waits for
   * it.
   */
  accept(answer: { userId: string; deviceId: string; result: ToolResult }): 'taken' | 'repeated' | 'unknown';
  /** The device said hello: what it has not answered is sent again. */
  deviceIsBack(device: DeviceAddress): void;
  /** A result of that run came, if too late. */
  heard(runId: string): void;
  /** The run has ended. */
  forget(runId: string): void;
}

export function createDeviceCalls({
  link,
  clock,
  timeoutMs = TOOL_TIMEOUT_MS,
}: {
  link: DeviceLink;
  clock: Clock;
  timeoutMs?: number;
}): DeviceCalls {
  const pending = new Map<string, PendingCall>();
  /** By run: whose it is, and the calls that have their answer. */
  const answered = new Map<string, { device: DeviceAddress; callIds: Set<string> }>();
  const silent = new Map<string, DeviceAddress>();

  return {
    ask({ device, frame, signal }) {
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          // A worker that took the run over may wait for the same call by now.
          if (pending.get(frame.id) === call) pending.delete(frame.id);
          stopTimer();
          signal.removeEventListener('abort', onAbort);
        };
        const call: PendingCall = {
          device,
          frame,
          settle: (result) => {
            leave();
            resolve(result);
          },
        };
        const onAbort = (): void => {
          leave();
          reject(signal.reason);
        };
        const stopTimer = clock.after(timeoutMs, () => {
          leave();
          silent.set(frame.run_id, device);
          resolve(undefined);
        });
        if (signal.aborted) {
          onAbort();
          return;
        }
        signal.addEventListener('abort', onAbort, { once: true });
        pending.set(frame.id, call);
        link.sendCall({ device, frame });
      });
    },

    isSilent: (runId) => silent.has(runId),

    isPending({ userId, deviceId, runId, callId }) {
      const call = pending.get(callId);
      return call?.frame.run_id === runId && call.device.userId === userId && call.device.deviceId === deviceId;
    },

    accept({ userId, deviceId, result }) {
      const isThat = (device: DeviceAddress): boolean => device.userId === userId && device.deviceId === deviceId;
      const known = answered.get(result.run_id);
      if (known?.callIds.has(result.id) && isThat(known.device)) return 'repeated';
      const call = pending.get(result.id);
      if (!call || !isThat(call.device) || call.frame.run_id !== result.run_id) return 'unknown';
      silent.delete(call.frame.run_id);
      if (!asksItsOwner(result)) {
        const callIds = known?.callIds ?? new Set();
        answered.set(call.frame.run_id, { device: call.device, callIds: callIds.add(result.id) });
      }
      call.settle(result);
      return 'taken';
    },

    deviceIsBack({ userId, deviceId, storeId }) {
      const isThat = (device: DeviceAddress): boolean => device.userId === userId && device.deviceId === deviceId;
      for (const [runId, device] of silent) if (isThat(device)) silent.delete(runId);
      for (const { device, frame } of pending.values()) {
        if (isThat(device) && device.storeId === storeId) link.sendCall({ device, frame });
      }
    },

    heard: (runId) => void silent.delete(runId),

    forget(runId) {
      silent.delete(runId);
      answered.delete(runId);
    },
  };
}
