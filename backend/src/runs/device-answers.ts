import type { Clock } from '#backend/clock.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { findDeviceCall, markCallWaiting, readWaitingCalls, storeDeviceResult } from '#backend/storage/device-call-repository.ts';
import { findRun, lockRun, markRunQueued, type RunRecord } from '#backend/storage/run-repository.ts';
import { asksItsOwner, type DeviceCalls, type ToolResult } from './device-calls.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';
import { isToolCall } from './device-replies.ts';
import type { RunDispatch } from './run-dispatch.ts';

/** What devices say of calls, whether or not somebody works on their run (PROTOCOL 5.4, 5.10). */
export interface DeviceAnswers {
  /** False: nothing waits for that result. */
  accept(request: { device: DeviceAddress; result: ToolResult }): Promise<boolean>;
  /** The device's owner may have decided about that call: if it waits, it is sent again. */
  decided(request: { device: DeviceAddress; callId: string }): Promise<void>;
  /** Sends again what waits for that device's owner. */
  resendWaiting(device: DeviceAddress): Promise<void>;
}

export function createDeviceAnswers({
  database,
  contentKeys,
  audit,
  link,
  calls,
  dispatch,
  clock,
}: {
  database: Database;
  contentKeys: ContentKeys;
  audit: Audit;
  link: DeviceLink;
  calls: DeviceCalls;
  dispatch: RunDispatch;
  clock: Clock;
}): DeviceAnswers {
  const { sql } = database;

  async function findOwn({ device, callId }: { device: DeviceAddress; callId: string }) {
    const call = await findDeviceCall({ sql, callId });
    const run = call && (await findRun({ sql, runId: call.runId }));
    return run?.userId === device.userId && run.deviceId === device.deviceId ? { run, state: call?.state } : undefined;
  }

  /** Stores an answer that no worker waits for; a run that waited for it goes on. */
  async function keep({ run, result }: { run: RunRecord; result: ToolResult }): Promise<void> {
    const key = await contentKeys.of(run.workspaceId);
    await database.transaction(async (transaction) => {
      // Under the run's lock: either the run is seen to wait here, or its worker sees the answer before it lets it wait.
      const locked = await lockRun({ sql: transaction.sql, runId: run.id });
      await storeDeviceResult({ sql: transaction.sql, key, callId: result.id, result, at: clock.now() });
      if (locked?.status !== 'waiting') return;
      await markRunQueued({ sql: transaction.sql, runId: run.id });
      await dispatch.sendNext({ transaction, session: run });
    });
  }

  async function resend({ device, callId }: { device: DeviceAddress; callId?: string }): Promise<void> {
    for (const { frame } of await readWaitingCalls({ sql, contentKeys, device, ...(callId === undefined ? {} : { callId }) })) {
      if (isToolCall(frame)) link.sendCall({ device, frame });
    }
  }

  return {
    async accept({ device, result }) {
      const { userId, deviceId } = device;
      const isWait = asksItsOwner(result);
      // Stored before the worker hears of it: whatever the device says next finds a call that waits.
      if (isWait && calls.isPending({ userId, deviceId, runId: result.run_id, callId: result.id })) {
        await markCallWaiting({ sql, callId: result.id });
      }
      if (calls.accept({ userId, deviceId, result }) !== 'unknown') return true;
      const own = await findOwn({ device, callId: result.id });
      if (!own || own.run.id !== result.run_id) {
        const detail = { call_id: result.id, run_id: result.run_id };
        await audit.record({ event: 'tool_result_unknown', userId, deviceId, detail });
        return false;
      }
      const { run, state } = own;
      if (state === 'answered') return true;
      calls.heard(run.id);
      if ((state === 'pending' || state === 'waiting') && run.endedAt === null) {
        if (isWait) await markCallWaiting({ sql, callId: result.id });
        else await keep({ run, result });
        return true;
      }
      await audit.record({ event: 'tool_result_late', userId, deviceId, runId: run.id, detail: { call_id: result.id } });
      return true;
    },

    decided: resend,

    resendWaiting: (device) => resend({ device }),
  };
}
