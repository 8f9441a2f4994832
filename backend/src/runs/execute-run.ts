import { ModelFailure, readStepAnswer, runToolLoop, type LoopAnswer } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import { withIdleLimit, type Models } from '#backend/models/index.ts';
import { readApprovals } from '#backend/storage/approval-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { isDatabaseUnavailable, type Database } from '#backend/storage/database.ts';
import { readDeviceCalls } from '#backend/storage/device-call-repository.ts';
import { readToolTraces } from '#backend/storage/run-event-repository.ts';
import type { RunRecord, StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep, readSteps, readToolResults } from '#backend/storage/run-step-repository.ts';
import { readStoredSnapshot } from '#backend/storage/snapshot-repository.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import type { DeviceCalls } from './device-calls.ts';
import type { DeviceLink } from './device-link.ts';
import { endRun, finishedTraces, writeEnd, type RunEnd } from './end-run.ts';
import { failureOf, TRIES } from './failure-of.ts';
import type { Lease } from './leases.ts';
import { LimitReached, type RunLimits } from './limits.ts';
import { parkRun } from './park-run.ts';
import { readTurns, toReply } from './read-turns.ts';
import { clip } from './readable.ts';
import type { RunDispatch } from './run-dispatch.ts';
import { createRunLog, LeaseLostError, noUsage, type RunEventBody, type RunLog } from './run-log.ts';
import { RunStopped, untilStopped } from './run-stopped.ts';
import { createRunWork, type RunWork, type StoredWork } from './run-work.ts';
import { readSnapshot, SnapshotTooNewError } from './session-snapshot.ts';
import type { WorkSignal } from './worker-pool.ts';

export interface RunPowers {
  database: Database;
  contentKeys: ContentKeys;
  models: Models;
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
export type WorkOutcome = { kind: 'done' } | { kind: 'give-back'; isTry: boolean } | { kind: 'cut-off'; cause: unknown };

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
  const { database, contentKeys, models, clock, newId, link, dispatch, log: journal } = powers;
  const key = await contentKeys.of(run.workspaceId);
  const publish = (events: Parameters<DeviceLink['publish']>[0]['events']): void =>
    link.publish({ device: run, runId: run.id, events });
  const log = createRunLog({ database, clock, run, key, publish });
  const price = models.priceOf(run.model);
  const work = createRunWork({ ...powers, run, log, lease, price, signal, isDraining });
  try {
    const answer = await answerOf({ run, log, powers, signal, work });
    if (answer === 'waiting') return { kind: 'done' };
    const { end, before } = answer;
    await writeEnd({ run, log, dispatch, clock, newId, end, usage: work.usage(before.usage), before });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'done' };
    if (signal.reason instanceof RunStopped && signal.reason.code === 'superseded') return { kind: 'done' };
    if (isHandover(error) || isHandover(signal.reason)) return { kind: 'give-back', isTry: false };
    if (isDatabaseUnavailable(error)) return { kind: 'cut-off', cause: error };
    tell({ error, run, journal });
    if (mayTryAgain(error) && work.attempt() < TRIES) return { kind: 'give-back', isTry: true };
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
  const { database, contentKeys, clock, newId, dispatch } = powers;
  const end = failureOf({ error, text: work.text(), attempt: work.attempt() });
  try {
    await writeEnd({ run, log, dispatch, clock, newId, end, usage: work.usage(), before: { events: work.unsentText() } });
  } catch (fault) {
    if (fault instanceof LeaseLostError) return { kind: 'done' };
    if (isDatabaseUnavailable(fault)) return { kind: 'cut-off', cause: fault };
    // The log took a write that cannot be made, and nothing since: the run ends without what was in it.
    const ended = await endRun({ runId: run.id, end, database, contentKeys, dispatch, clock, newId });
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
  signal,
  work,
}: {
  run: RunRecord;
  log: RunLog;
  powers: RunPowers;
  signal: AbortSignal;
  work: RunWork;
}): Promise<Answer | 'waiting'> {
  const { database, models, clock, webhooks, dispatch, modelIdleMs } = powers;
  const { key } = log;
  if (run.cancelRequestedAt !== null) throw new RunStopped('cancelled');
  if (run.attempt > TRIES) throw new Error(`the step was begun ${TRIES} times, and never came to its end`);
  const sql = database.sql;
  readSnapshot(await readStoredSnapshot({ sql, key, session: run }));
  const model = models.find(run.model);
  if (!model) return { end: noSuchModel({ name: run.model, models }), before: { events: [], usage: noUsage } };
  const isTakenOver = run.leaseEpoch > 1;
  const [turns, steps, results, calls, approvals, traces] = await Promise.all([
    readTurns({ sql, key, run }),
    // The first worker of a run finds nothing there.
    isTakenOver ? readSteps({ sql, key, runIds: [run.id] }) : [],
    isTakenOver ? readToolResults({ sql, key, runIds: [run.id] }) : [],
    isTakenOver ? readDeviceCalls({ sql, key, runId: run.id }) : [],
    isTakenOver ? readApprovals({ sql, key, runId: run.id }) : [],
    isTakenOver ? readToolTraces({ sql, key, runId: run.id }) : [],
  ]);
  const storedStep: StoredWork['step'] = (step) => {
    const found = steps.find((each) => each.step === step);
    if (!found) return undefined;
    const answer = readStepAnswer(found.content);
    const replies = answer.calls.map((_, ordinal) =>
      toReply(results.find((each) => each.step === step && each.ordinal === ordinal)),
    );
    return { answer, replies };
  };
  const loop = runToolLoop({
    model: withIdleLimit({ model, idleMs: modelIdleMs, clock }),
    earlier: turns.earlier,
    said: turns.said,
    timezone: run.timezone,
    webhooks,
    record: work.record({ step: storedStep, calls, approvals, told: finishedTraces(traces) }),
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
  const usage = ended.usage ? work.priced(ended.usage) : noUsage;
  const end: RunEnd = ended.isOutOfSteps
    ? { status: 'limit', code: 'step_limit', response: OUT_OF_STEPS }
    : { status: 'success', response: answer.text };
  const rows: Answer['before']['rows'] = (sql) =>
    insertStep({
      sql,
      key: log.key,
      step: { runId: run.id, step, content: answer },
      attempt: work.attempt(),
      usage,
      at: clock.now(),
    });
  return { end, before: { events: work.unsentText(), usage, ...(ended.usage ? { rows } : {}) } };
}

function noSuchModel({ name, models }: { name: string; models: Models }): RunEnd {
  return {
    status: 'error',
    code: 'model_unavailable',
    response: `This backend has no model called ${clip({ text: name, characters: 100 })}. It has: ${models.names().join(', ')}. Nothing was done. Choose one of these and send the message again.`,
  };
}
