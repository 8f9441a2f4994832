import { finalSchema, type BackendFrameOf, type RunEvent } from '@adiuva/shared-protocol';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import { saveDevice, type DeviceHello } from '#backend/storage/device-repository.ts';
import { findRunsOfDevice, listOpenRunsOfDevice } from '#backend/storage/run-repository.ts';
import type { DeviceAddress } from './device-link.ts';
import { wireUsage } from './end-run.ts';
import type { RunEnds } from './run-ends.ts';
import { noUsage } from './run-log.ts';

/** `final`: the run is not there (any more). Else the device has its events up to `after`. */
export type ResumePoint = { runId: string; after: number } | { runId: string; final: BackendFrameOf<'final'> };

/** A device's runs as it comes, goes, and is removed (PROTOCOL 6). */
export interface DeviceRuns {
  greet(hello: DeviceHello): Promise<RunEvent[] | 'removed'>;
  resume(request: { device: DeviceAddress; named: Record<string, number> }): Promise<ResumePoint[]>;
  endAll(device: { userId: string; deviceId: string }): Promise<void>;
}

export function createDeviceRuns({ database, audit, ends }: { database: Database; audit: Audit; ends: RunEnds }): DeviceRuns {
  return {
    async greet(hello) {
      const saved = await database.transaction(({ sql }) => saveDevice({ sql, hello }));
      if (saved === 'removed') return saved;
      const { previousStoreId } = saved;
      if (previousStoreId === undefined || previousStoreId === hello.storeId) return [];
      const { userId, deviceId } = hello;
      await audit.record({ event: 'device_reset', userId, deviceId });
      const open = await listOpenRunsOfDevice({ sql: database.sql, userId, deviceId });
      return ends.endAll({
        runs: open.filter((each) => each.storeId !== hello.storeId),
        how: {
          status: 'error',
          code: 'device_reset',
          response: 'The device’s database was restored or reset, so this was stopped. What was done before is kept there.',
        },
      });
    },

    async resume({ device, named }) {
      const own = await findRunsOfDevice({ sql: database.sql, ...device, runIds: Object.keys(named) });
      const lastSeqs = new Map(own.map((run) => [run.id, run.lastEventSeq]));
      const points = Object.entries(named).map(([runId, after]): ResumePoint => {
        const last = lastSeqs.get(runId);
        return last === undefined
          ? { runId, final: goneFinal({ runId, seq: after + 1 }) }
          : { runId, after: Math.min(after, last) };
      });
      const open = await listOpenRunsOfDevice({ sql: database.sql, userId: device.userId, deviceId: device.deviceId });
      for (const run of open) {
        if (run.storeId === device.storeId && !Object.hasOwn(named, run.id)) points.push({ runId: run.id, after: run.ackedSeq });
      }
      return points;
    },

    async endAll({ userId, deviceId }) {
      await ends.endAll({
        runs: await listOpenRunsOfDevice({ sql: database.sql, userId, deviceId }),
        how: {
          status: 'error',
          code: 'device_disconnected',
          response: 'This device was removed from the account, so this was stopped. What was done before is kept on it.',
        },
      });
    },
  };
}

/** What a device is told of a run that is not here (any more). */
export function goneFinal({ runId, seq }: { runId: string; seq: number }): BackendFrameOf<'final'> {
  return finalSchema.parse({
    type: 'final',
    run_id: runId,
    seq: Math.min(seq, Number.MAX_SAFE_INTEGER),
    status: 'error',
    code: 'resume_gone',
    response:
      'The backend no longer has this. What was done on this device is kept. Send the message again if you still need an answer.',
    usage: wireUsage({ usage: noUsage, model: '' }),
  });
}
