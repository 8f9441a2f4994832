import { finalSchema, type BackendFrameOf, type ClientFrameOf, type RunEvent } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import type { Models } from '#backend/models/index.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { saveDevice, type DeviceHello } from '#backend/storage/device-repository.ts';
import { readEvents } from '#backend/storage/run-event-repository.ts';
import {
  acknowledgeEvents,
  findRun,
  findRunsOfDevice,
  listOpenRunsOfDevice,
  listRunsToTakeUp,
  markCancelRequested,
  type RunRecord,
} from '#backend/storage/run-repository.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import { createDeviceAnswers } from './device-answers.ts';
import { createDeviceCalls, type ToolResult } from './device-calls.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';
import { endRun, wireUsage, type RunEnd } from './end-run.ts';
import { executeRun, type RunPowers } from './execute-run.ts';
import { groupOf, openRun, startedEvent, type OpenedRun } from './open-run.ts';
import { createRunQueue } from './queue.ts';
import { RunStopped } from './run-stopped.ts';
import { noUsage } from './run-work.ts';

/** A run's work may take so long, in milliseconds; a model that hangs does not hold a worker for good. */
const RUN_MS = 10 * 60_000;

/** A run's life, as the socket may steer it. Every question names who asks: what is not theirs does not exist. */
export interface Runs {
  /** @throws RunRefused */
  open(request: { device: DeviceAddress; workspaceId: string; request: ClientFrameOf<'chat_request'> }): Promise<OpenedRun>;
  /** False: no such run. */
  cancel(request: { device: DeviceAddress; runId: string }): Promise<boolean>;
  acknowledge(request: { device: DeviceAddress; runId: string; seq: number }): Promise<void>;
  /** False: nothing waits for that result (PROTOCOL 5.10). */
  acceptResult(request: { device: DeviceAddress; result: ToolResult }): Promise<boolean>;
  /** Its owner may have decided about that call, which is sent again if it waits. False: no call of this device's (PROTOCOL 5.4). */
  approvalDecided(request: { device: DeviceAddress; callId: string }): Promise<boolean>;
  /**
   * Keeps the device's hello and ends runs of a store that it no longer has; answers their ends. `removed`: the user removed
   * the device, and it has not logged in since.
   */
  greet(hello: DeviceHello): Promise<RunEvent[] | 'removed'>;
  /** Ends every run of a device that was removed. */
  endRunsOfDevice(device: { userId: string; deviceId: string }): Promise<void>;
  /** Where the device's runs go on: those that it names, and those that have not ended. */
  resume(request: { device: DeviceAddress; named: Record<string, number> }): Promise<ResumePoint[]>;
  /** The device hears again: calls that it has not answered, or whose owner it asks, are sent. */
  deviceIsBack(device: DeviceAddress): Promise<void>;
  /** A run's events after `after`, 200 at most; `gone`: there were some, and they are no longer kept. */
  readEvents(request: { userId: string; runId: string; after: number }): Promise<RunEvent[] | 'gone'>;
  /** Takes up every run that an earlier process left; one that waits for its device's owner goes on waiting. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** `final`: the run is not there (any more). Else the device has its events up to `after`. */
export type ResumePoint = { runId: string; after: number } | { runId: string; final: BackendFrameOf<'final'> };

export interface RunsPowers {
  database: Database;
  contentKeys: ContentKeys;
  models: Models;
  webhooks: WebhookSender;
  audit: Audit;
  link: DeviceLink;
  clock: Clock;
  newId: NewId;
  log: Log;
  /** How long a device may take to answer a call, in milliseconds. */
  toolTimeoutMs?: number;
}

const PAGE = 200;

export function createRuns(powers: RunsPowers): Runs {
  const { database, contentKeys, clock, newId, log, link, audit } = powers;
  const owner = newId();
  const calls = createDeviceCalls({
    link,
    clock,
    ...(powers.toolTimeoutMs === undefined ? {} : { timeoutMs: powers.toolTimeoutMs }),
  });
  const runPowers: RunPowers = { ...powers, calls, owner };
  const working = new Map<string, AbortController>();

  async function work(runId: string): Promise<void> {
    const controller = new AbortController();
    working.set(runId, controller);
    const stopTimer = clock.after(RUN_MS, () => controller.abort(new RunStopped('too_long')));
    try {
      const end = await executeRun({ runId, powers: runPowers, signal: controller.signal });
      if (end === 'again') {
        const run = await findRun({ sql: database.sql, runId });
        if (run) queue.wake({ runId, group: groupOf(run) });
      }
    } finally {
      stopTimer();
      working.delete(runId);
    }
  }
  const queue = createRunQueue({ work, clock, log });
  const answers = createDeviceAnswers({ ...powers, calls, queue });

  const end = (runId: string, how: RunEnd) => endRun({ runId, end: how, database, contentKeys, clock, newId });

  async function endAll({ runs, how }: { runs: RunRecord[]; how: RunEnd }): Promise<RunEvent[]> {
    const events: RunEvent[] = [];
    for (const run of runs) {
      const ended = await end(run.id, how);
      working.get(run.id)?.abort(new RunStopped('superseded'));
      events.push(...(ended?.events ?? []));
    }
    return events;
  }

  async function findOwn({ device, runId }: { device: DeviceAddress; runId: string }): Promise<RunRecord | undefined> {
    const run = await findRun({ sql: database.sql, runId });
    return run?.userId === device.userId && run.deviceId === device.deviceId ? run : undefined;
  }

  return {
    open: ({ device, workspaceId, request }) => openRun({ powers: { ...powers, queue }, device, workspaceId, request }),

    async cancel({ device, runId }) {
      const run = await findOwn({ device, runId });
      if (!run) return false;
      if (run.endedAt !== null) return true;
      const status = await markCancelRequested({ sql: database.sql, runId, at: clock.now() });
      const worker = working.get(runId);
      if (worker && status !== 'waiting') {
        worker.abort(new RunStopped('cancelled'));
        return true;
      }
      const ended = await end(runId, {
        status: 'cancelled',
        code: 'cancelled',
        response:
          run.waitingStep === null && status !== 'waiting'
            ? 'Stopped before it began. Nothing was done.'
            : 'Stopped while it waited for your approval. What was done before is kept; what waited was not done.',
      });
      if (ended) link.publish({ device, runId, events: ended.events });
      return true;
    },

    acknowledge: ({ device, runId, seq }) =>
      acknowledgeEvents({ sql: database.sql, runId, userId: device.userId, deviceId: device.deviceId, seq }),

    acceptResult: (request) => answers.accept(request),

    approvalDecided: (request) => answers.decided(request),

    async greet(hello) {
      const saved = await database.transaction(({ sql }) => saveDevice({ sql, hello }));
      if (saved === 'removed') return saved;
      const { previousStoreId } = saved;
      if (previousStoreId === undefined || previousStoreId === hello.storeId) return [];
      const { userId, deviceId } = hello;
      await audit.record({ event: 'device_reset', userId, deviceId });
      const open = await listOpenRunsOfDevice({ sql: database.sql, userId, deviceId });
      return endAll({
        runs: open.filter((each) => each.storeId !== hello.storeId),
        how: {
          status: 'error',
          code: 'device_reset',
          response: 'The device’s database was restored or reset, so this was stopped. What was done before is kept there.',
        },
      });
    },

    async endRunsOfDevice({ userId, deviceId }) {
      await endAll({
        runs: await listOpenRunsOfDevice({ sql: database.sql, userId, deviceId }),
        how: {
          status: 'error',
          code: 'device_disconnected',
          response: 'This device was removed from the account, so this was stopped. What was done before is kept on it.',
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

    async deviceIsBack(device) {
      calls.deviceIsBack(device);
      await answers.resendWaiting(device);
    },

    async readEvents({ userId, runId, after }) {
      const run = await findRun({ sql: database.sql, runId });
      if (run?.userId !== userId) return 'gone';
      const key = await contentKeys.of(run.workspaceId);
      const events = await readEvents({ sql: database.sql, key, runId, after, limit: PAGE });
      const isGap = events[0] ? events[0].seq !== after + 1 : run.lastEventSeq > after;
      // How a run began is known from the run itself.
      if (isGap && after === 0) return [startedEvent(run)];
      return isGap ? 'gone' : events;
    },

    async start() {
      const open = await listRunsToTakeUp({ sql: database.sql });
      queue.resume(open.map((run) => ({ runId: run.id, group: groupOf(run) })));
      if (open.length > 0) log.info({ runs: open.length }, 'runs are taken up again');
    },

    async close() {
      for (const controller of working.values()) controller.abort(new RunStopped('shutdown'));
      await queue.close();
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
