import { ModelFailure, runToolLoop, type LoopAnswer } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import {
  ModelUnavailable,
  withIdleLimit,
  type Embedder,
  type ModelChoices,
  type ModelMeter,
  type WorkspaceModels,
} from '#backend/models/index.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { isDatabaseUnavailable, type Database } from '#backend/storage/database.ts';
import { insertModelCall } from '#backend/storage/model-call-repository.ts';
import type { RunRecord, StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep } from '#backend/storage/run-step-repository.ts';
import { readStoredSnapshot } from '#backend/storage/snapshot-repository.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import type { DeviceCalls } from './device-calls.ts';
import type { DeviceLink } from './device-link.ts';
import { endRun, writeEnd, type RunEnd } from './end-run.ts';
import { failureOf, TRIES } from './failure-of.ts';
import type { Lease } from './leases.ts';
import { LimitReached, type RunLimits } from './limits.ts';
import { createNoteMeaning } from './note-meaning.ts';
import { parkRun } from './park-run.ts';
import { readStoredWork } from './read-stored-work.ts';
import { readTurns } from './read-turns.ts';
import type { RunDispatch } from './run-dispatch.ts';
import { routeMessage } from './route-message.ts';
import { createRunLog, LeaseLostError, noUsage, type RunEventBody, type RunLog } from './run-log.ts';
import { findModel, unavailable } from './run-model.ts';
import type { RunObserver } from './run-observer.ts';
import { RunStopped, untilStopped } from './run-stopped.ts';
import { createRunWork, type RunWork } from './run-work.ts';
import { readSnapshot, SnapshotTooNewError } from './session-snapshot.ts';
import type { WorkSignal } from './worker-pool.ts';

export interface RunPowers {
  database: Database;
  contentKeys: ContentKeys;
  models: ModelChoices;
  embedder: Embedder;
  meter: ModelMeter;
  observer: RunObserver;
  webhooks: WebhookSender;
  calls: DeviceCalls;
  link: Pick<DeviceLink, 'publish'>;
  dispatch: RunDispatch;
  limits: RunLimits;
  /** How long the user may take to answer, in milliseconds. */
  approvalMs: number;
  /** A model that says nothing for so long, in milliseconds, is given up. */
  modelIdleMs: number;
  clock: Clock;
  newId: NewId;
  log: Log;
}

/**
 * What became of a run: it ended, waits, or is somebody else's (`done`); it is to be given back to the queue, as a try that
 * failed or as none; or the database is away, and nothing can be said (`cut-off`).
 */
export type WorkOutcome =
  | { kind: 'done' }
  // `waitMs`: the model’s server asked to be left alone for so long.
  | { kind: 'give-back'; isTry: boolean; waitMs?: number }
  | { kind: 'cut-off'; cause: unknown };

const OUT_OF_STEPS =
  'This took more steps than one message may take, so I stopped. What was done is kept. Ask for less at once, or tell me to go on.';

/** Works on a run that was just taken, from its last stored step, until it ends, waits for its user, or may not go on here. */
export async function executeRun({
  run,
  lease,
  powers,
  signal,
  isDraining,
}: { run: RunRecord; lease: Lease; powers: RunPowers } & WorkSignal): Promise<WorkOutcome> {
  const { database, contentKeys, clock, newId, link, dispatch, observer, log: journal } = powers;
  const key = await contentKeys.of(run.workspaceId);
  const publish = (events: Parameters<DeviceLink['publish']>[0]['events']): void =>
    link.publish({ device: run, runId: run.id, events });
  const log = createRunLog({ database, clock, run, key, publish });
  const models = await powers.models.of(run.workspaceId);
  const pricer = await models.pricerOf(run.model);
  const owner = { workspaceId: run.workspaceId, userId: run.userId, runId: run.id };
  const embedder: Embedder = {
    // What the run costs, it counts itself.
    embed: (request) => powers.embedder.embed({ ...request, onCall: (made) => work.countCall(made) }),
  };
  const meaning = createNoteMeaning({ sql: database.sql, embedder, device: run, owner, signal });
  const work: RunWork = createRunWork({ ...powers, run, log, lease, meaning, pricer, signal, isDraining });
  try {
    const answer = await answerOf({ run, log, powers, models, signal, work });
    if (answer === 'waiting') return { kind: 'done' };
    const { end, before } = answer;
    await writeEnd({ run, log, dispatch, observer, clock, newId, end, usage: work.usage(before.usage), before });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'done' };
    if (signal.reason instanceof RunStopped && signal.reason.code === 'superseded') return { kind: 'done' };
    if (isHandover(error) || isHandover(signal.reason)) return { kind: 'give-back', isTry: false };
    if (isDatabaseUnavailable(error)) return { kind: 'cut-off', cause: error };
    tell({ error, run, journal });
    if (mayTryAgain(error) && work.attempt() < TRIES) {
      const waitMs = error instanceof ModelFailure ? error.retryAfterMs : undefined;
      return { kind: 'give-back', isTry: true, ...(waitMs === undefined ? {} : { waitMs }) };
    }
    return await endFailed({ error, run, log, work, powers, publish });
  }
}

async function endFailed({
  error,
  run,
  log,
  work,
  powers,
  publish,
}: {
  error: unknown;
  run: RunRecord;
  log: RunLog;
  work: RunWork;
  powers: RunPowers;
  publish: (events: Parameters<DeviceLink['publish']>[0]['events']) => void;
}): Promise<WorkOutcome> {
  const { database, contentKeys, clock, newId, dispatch, observer } = powers;
  const end = failureOf({ error, text: work.text(), attempt: work.attempt() });
  try {
    await writeEnd({
      run,
      log,
      dispatch,
      observer,
      clock,
      newId,
      end,
      usage: work.usage(),
      before: { events: work.unsentText() },
    });
  } catch (fault) {
    if (fault instanceof LeaseLostError) return { kind: 'done' };
    if (isDatabaseUnavailable(fault)) return { kind: 'cut-off', cause: fault };
    // The log took a write that cannot be made, and nothing since: the run ends without what was in it.
    const ended = await endRun({ runId: run.id, end, database, contentKeys, dispatch, observer, clock, newId });
    if (ended) publish(ended.events);
  }
  return { kind: 'done' };
}

const isHandover = (reason: unknown): boolean => reason instanceof RunStopped && reason.code === 'handover';

/** Something that may go better the next time. */
function mayTryAgain(error: unknown): boolean {
  if (error instanceof RunStopped || error instanceof LimitReached || error instanceof SnapshotTooNewError) return false;
  return error instanceof ModelFailure ? error.isRetryable : true;
}

function tell({ error, run, journal }: { error: unknown; run: RunRecord; journal: Log }): void {
  const about = { run_id: run.id, attempt: run.attempt };
  if (error instanceof ModelFailure) journal.warn({ ...about, err: error.cause }, 'the model gave no answer');
  else if (error instanceof RunStopped || error instanceof LimitReached)
    journal.debug({ ...about, err: error }, 'a run was stopped');
  else journal.error({ ...about, err: error }, 'a step of a run failed');
}

interface Answer {
  end: RunEnd;
  before: { events: RunEventBody[]; usage: StepUsage; rows?: NonNullable<Parameters<RunLog['write']>[0]['rows']> };
}

async function answerOf({
  run,
  log,
  powers,
  models,
  signal,
  work,
}: {
  run: RunRecord;
  log: RunLog;
  powers: RunPowers;
  models: WorkspaceModels;
  signal: AbortSignal;
  work: RunWork;
}): Promise<Answer | 'waiting'> {
  const { database, clock, webhooks, dispatch, modelIdleMs } = powers;
  const { key } = log;
  if (run.cancelRequestedAt !== null) throw new RunStopped('cancelled');
  if (run.attempt > TRIES) throw new Error(`the step was begun ${TRIES} times, and never came to its end`);
  const sql = database.sql;
  readSnapshot(await readStoredSnapshot({ sql, key, session: run }));
  const model = await findModel({ name: run.model, models });
  if (model instanceof ModelUnavailable)
    return { end: unavailable({ fault: model, models }), before: { events: [], usage: noUsage } };
  const [{ said, files, earlier }, { stored, isBegun }] = await Promise.all([
    readTurns({ sql, key, run }),
    readStoredWork({ sql, key, run }),
  ]);
  const intent = await routeMessage({ run, said, isBegun, models, log, work, clock, signal });
  const loop = runToolLoop({
    model: withIdleLimit({ model, idleMs: modelIdleMs, clock }),
    modelName: run.model,
    earlier,
    said,
    files,
    intent,
    timezone: run.timezone,
    locale: run.locale,
    webhooks,
    record: work.record(stored),
    signal,
    now: () => clock.now(),
  });
  const ended = await untilStopped({ work: loop, signal, clock });
  if (ended.kind === 'answer') return toAnswer({ run, log, clock, work, ended });
  const { step, waits } = ended;
  await parkRun({ database, run, log, dispatch, step, waits, usage: work.usage(), state: work.waiting(step) });
  return 'waiting';
}

function toAnswer({
  run,
  log,
  clock,
  work,
  ended,
}: {
  run: RunRecord;
  log: RunLog;
  clock: Clock;
  work: RunWork;
  ended: LoopAnswer;
}): Answer {
  const { answer, step } = ended;
  const call = ended.usage && work.answered({ step, usage: ended.usage });
  const usage: StepUsage = call ?? noUsage;
  const end: RunEnd = ended.isOutOfSteps
    ? { status: 'limit', code: 'step_limit', response: OUT_OF_STEPS }
    : { status: 'success', response: answer.text };
  const rows: Answer['before']['rows'] = async (sql) => {
    const content = { runId: run.id, step, content: answer };
    await insertStep({ sql, key: log.key, step: content, attempt: work.attempt(), usage, at: clock.now() });
    if (call) await insertModelCall({ sql, call });
  };
  return { end, before: { events: work.unsentText(), usage, ...(call ? { rows } : {}) } };
}
