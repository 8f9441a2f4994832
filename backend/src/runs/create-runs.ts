import type { ClientFrameOf, RunEvent } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import type { Embedder, ModelChoices, ModelMeter } from '#backend/models/index.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import type { DeviceHello } from '#backend/storage/device-repository.ts';
import { RUN_KINDS, type RunJobs, type RunKind } from '#backend/storage/run-jobs.ts';
import { acknowledgeEvents, findRun } from '#backend/storage/run-repository.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import { createCaretaker } from './caretaker.ts';
import { createDecisions, type ApprovalDecision, type DecisionOutcome } from './decisions.ts';
import { createDeviceAnswers } from './device-answers.ts';
import { createDeviceCalls, type ToolResult } from './device-calls.ts';
import { createDeviceRuns, type ResumePoint } from './device-runs.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';
import { createEventReader, type EventText } from './event-reader.ts';
import type { RunPowers } from './execute-run.ts';
import { createLeases } from './leases.ts';
import { RUN_LIMITS, type RunLimits } from './limits.ts';
import { openRun, type OpenedRun } from './open-run.ts';
import { createRunDispatch } from './run-dispatch.ts';
import { createRunEnds } from './run-ends.ts';
import type { RunObserver } from './run-observer.ts';
import { createStoredNotices } from './stored-notices.ts';
import { createUserRuns, type UserRuns } from './user-runs.ts';
import { createWorkerPool } from './worker-pool.ts';
import { workOnRun } from './work-on-run.ts';

/** How long a user may take to answer an approval, in milliseconds: by default, and at most. */
const APPROVAL_MS = 24 * 60 * 60_000;
const LONGEST_APPROVAL_MS = 30 * APPROVAL_MS;
/** A model that says nothing for so long, in milliseconds, is given up: a local one may take its time to begin. */
const MODEL_IDLE_MS = 120_000;

/** A run's life, as the socket and HTTP may steer it. Every question names who asks: what is not theirs does not exist. */
export interface Runs extends UserRuns {
  /** @throws RunRefused */
  open(request: {
    device: DeviceAddress;
    workspaceId: string;
    request: ClientFrameOf<'chat_request'>;
    /** `chat` by default. */
    kind?: RunKind;
  }): Promise<OpenedRun>;
  /** False: no such run. */
  cancel(request: { device: DeviceAddress; runId: string }): Promise<boolean>;
  acknowledge(request: { device: DeviceAddress; runId: string; seq: number }): Promise<void>;
  /** False: nothing waits for that result (PROTOCOL 5.10). */
  acceptResult(request: { device: DeviceAddress; result: ToolResult }): Promise<boolean>;
  /**
   * What the device says about an approval (PROTOCOL 5.4). Of a call of its own the device keeps the decision, and is only
   * sent the call again.
   */
  decide(request: { device: DeviceAddress; response: ClientFrameOf<'approval_response'> }): Promise<DecisionOutcome>;
  /**
   * Keeps the device's hello and ends runs of a store that it no longer has; answers their ends. `removed`: the user removed
   * the device, and it has not logged in since.
   */
  greet(hello: Omit<DeviceHello, 'node'>): Promise<RunEvent[] | 'removed'>;
  /** Ends every run of a device that was removed. */
  endRunsOfDevice(device: { userId: string; deviceId: string }): Promise<void>;
  /** Where the device's runs go on: those that it names, and those that have not ended. */
  resume(request: { device: DeviceAddress; named: Record<string, number> }): Promise<ResumePoint[]>;
  /** The device hears again: calls that it has not answered, or whose owner it asks, are sent. */
  deviceIsBack(device: DeviceAddress): Promise<void>;
  /** A run's events after `after`, some hundreds at most; `gone`: there were some, and they are no longer kept. */
  readEvents(request: { userId: string; runId: string; after: number }): Promise<RunEvent[] | 'gone'>;
  /** The same as they are to be sent: a replay reads none of them. */
  readEventTexts(request: { userId: string; runId: string; after: number }): Promise<EventText[] | 'gone'>;
  /** Calls back when this process stored something of that run. Answers what ends it. */
  onStored(runId: string, listener: () => void): () => void;
  /** Begins to work, on what an earlier process left too. */
  start(): Promise<void>;
  /** Begins nothing any more; steps that are being done may take `patienceMs` to end, then they are handed over. */
  drain(request: { patienceMs: number }): Promise<void>;
}

export interface RunsPowers {
  database: Database;
  jobs: RunJobs;
  /** Names this process among those that share the database. */
  node: string;
  contentKeys: ContentKeys;
  models: ModelChoices;
  embedder: Embedder;
  meter: ModelMeter;
  observer: RunObserver;
  webhooks: WebhookSender;
  audit: Audit;
  link: DeviceLink;
  clock: Clock;
  newId: NewId;
  log: Log;
  /** How long a device may take to answer a call, in milliseconds. */
  toolTimeoutMs?: number;
  limits?: RunLimits;
  /** How long a user may take to answer an approval, in milliseconds: a day by default, 30 at most. */
  approvalMs?: number;
  modelIdleMs?: number;
}

export function createRuns(given: RunsPowers): Runs {
  const { database, contentKeys, clock, log, jobs, node, approvalMs = APPROVAL_MS } = given;
  const notices = createStoredNotices();
  const link: DeviceLink = {
    sendCall: (message) => given.link.sendCall(message),
    publish(message) {
      given.link.publish(message);
      notices.tell(message.runId);
    },
  };
  const dispatch = createRunDispatch({ jobs });
  const calls = createDeviceCalls({
    link,
    clock,
    ...(given.toolTimeoutMs === undefined ? {} : { timeoutMs: given.toolTimeoutMs }),
  });
  const powers: RunPowers = {
    ...given,
    link,
    dispatch,
    calls,
    limits: given.limits ?? RUN_LIMITS,
    approvalMs: Math.min(approvalMs, LONGEST_APPROVAL_MS),
    modelIdleMs: given.modelIdleMs ?? MODEL_IDLE_MS,
  };
  const leases = createLeases({ database, node, clock, log });
  /** Runs that were left because the database went away: no fault of theirs. */
  const cutOff = new Set<string>();
  const pool = createWorkerPool({
    clock,
    log,
    work: (work) =>
      workOnRun({
        ...work,
        node,
        leases,
        powers,
        stop: (reason) => pool.stop({ runId: work.runId, reason }),
        onCutOff: () => cutOff.add(work.runId),
      }),
  });
  const decisions = createDecisions({ ...given, dispatch });
  const ends = createRunEnds({ ...powers, pool, publish: (message) => link.publish(message) });
  const answers = createDeviceAnswers({ ...powers, link, audit: given.audit, calls });
  const devices = createDeviceRuns({ ...given, ends });
  const caretaker = createCaretaker({
    database,
    jobs,
    dispatch,
    node,
    isHere: (runId) => pool.has(runId),
    wasCutOff: (runId) => cutOff.delete(runId),
    expire: (approval) => decisions.expire(approval),
    clock,
    log,
  });
  const events = createEventReader({ database, contentKeys });
  const opening = { ...powers, dispatch };

  return {
    ...createUserRuns({ opening, decisions, ends, publish: (message) => link.publish(message) }),

    open: (request) => openRun({ powers: opening, ...request }),

    async cancel({ device, runId }) {
      const run = await findRun({ sql: database.sql, runId });
      if (run?.userId !== device.userId || run.deviceId !== device.deviceId) return false;
      await ends.cancel(run);
      return true;
    },

    acknowledge: ({ device, runId, seq }) =>
      acknowledgeEvents({ sql: database.sql, runId, userId: device.userId, deviceId: device.deviceId, seq }),

    acceptResult: (request) => answers.accept(request),

    async decide({ device, response }) {
      const { userId, deviceId } = device;
      const decision: ApprovalDecision = {
        approvalId: response.approval_id,
        decision: response.decision,
        input: response.input ?? undefined,
        reason: response.reason ?? undefined,
      };
      const outcome = await decisions.decide({
        decision,
        by: { kind: 'device', userId, deviceId },
        isOwn: (run) => run.userId === userId && run.deviceId === deviceId,
      });
      if (outcome.outcome === 'device_only') await answers.decided({ device, callId: response.approval_id });
      else if (outcome.outcome === 'unknown') {
        const detail = { approval_id: response.approval_id };
        await given.audit.record({ event: 'approval_response_unknown', userId, deviceId, detail });
      }
      return outcome;
    },

    greet: (hello) => devices.greet({ ...hello, node }),
    endRunsOfDevice: (device) => devices.endAll(device),
    resume: (request) => devices.resume(request),

    async deviceIsBack(device) {
      // After a sleep, another worker may have what is pending here.
      await leases.look();
      calls.deviceIsBack(device);
      await answers.resendWaiting(device);
    },

    readEvents: (request) => events.read(request),
    readEventTexts: (request) => events.readTexts(request),

    onStored: (runId, listener) => notices.listen({ runId, listener }),

    async start() {
      for (const kind of RUN_KINDS) {
        await jobs.work({
          kind,
          handle: async (batch) => {
            for (const job of batch) await pool.take({ ...job, kind });
          },
        });
      }
      caretaker.start();
    },

    async drain({ patienceMs }) {
      await Promise.all([jobs.pause(), caretaker.close()]);
      await pool.drain({ patienceMs });
      leases.close();
    },
  };
}
