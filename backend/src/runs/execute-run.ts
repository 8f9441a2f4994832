import { ModelFailure, readStepAnswer, runToolLoop, type LoopAnswer } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import type { Models } from '#backend/models/index.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { isDatabaseUnavailable, type Database } from '#backend/storage/database.ts';
import { readDeviceCalls } from '#backend/storage/device-call-repository.ts';
import { readToolTraces } from '#backend/storage/run-event-repository.ts';
import { takeLease, type RunRecord, type StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep, readSteps, readToolResults } from '#backend/storage/run-step-repository.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import type { DeviceCalls } from './device-calls.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';
import { endRun, finishedTraces, writeEnd, type RunEnd } from './end-run.ts';
import { parkRun } from './park-run.ts';
import { readTurns, toReply } from './read-turns.ts';
import { clip } from './readable.ts';
import { createRunLog, LeaseLostError, type RunEventBody, type RunLog } from './run-log.ts';
import { RunStopped, untilStopped } from './run-stopped.ts';
import { createRunWork, noUsage, type RunWork, type StoredWork } from './run-work.ts';

export interface RunPowers {
  database: Database;
  contentKeys: ContentKeys;
  models: Models;
  webhooks: WebhookSender;
  calls: DeviceCalls;
  link: DeviceLink;
  clock: Clock;
  newId: NewId;
  log: Log;
  /** Names this process in the leases that it holds. */
  owner: string;
}

const OUT_OF_STEPS =
  'This took more steps than one message may take, so I stopped. What was done is kept. Ask for less at once, or tell me to go on.';

/**
 * Takes a run and works on it until it ends or waits for its device's owner, from its last stored step. Resolves also when
 * another worker took it or it was stopped; `again`: what it came to wait for is there already, and it is to be taken once
 * more. Rejects when the database is away: then it is to be tried again.
 */
export async function executeRun({
  runId,
  powers,
  signal,
}: {
  runId: string;
  powers: RunPowers;
  signal: AbortSignal;
}): Promise<'done' | 'again'> {
  const { database, contentKeys, clock, newId, link, log: journal } = powers;
  const run = await takeLease({ sql: database.sql, runId, owner: powers.owner });
  if (!run) return 'done';
  const key = await contentKeys.of(run.workspaceId);
  const device: DeviceAddress = { userId: run.userId, deviceId: run.deviceId, storeId: run.storeId };
  const publish = (events: Parameters<DeviceLink['publish']>[0]['events']): void => link.publish({ device, runId, events });
  const log = createRunLog({ database, clock, runId, epoch: run.leaseEpoch, key, publish });
  const work = createRunWork({ run, log, clock, newId, calls: powers.calls, signal });
  try {
    const answer = await answerOf({ run, log, powers, signal, work });
    if (answer === 'waiting') return 'done';
    if (answer === 'queued') return 'again';
    const { end, before } = answer;
    await writeEnd({ run, log, clock, newId, end, usage: work.usage(before.usage), before });
  } catch (error) {
    if (error instanceof LeaseLostError) return 'done';
    if (signal.reason instanceof RunStopped && (signal.reason.code === 'shutdown' || signal.reason.code === 'superseded'))
      return 'done';
    if (isDatabaseUnavailable(error)) throw error;
    if (!(error instanceof ModelFailure) && !(error instanceof RunStopped)) {
      journal.error({ run_id: runId, err: error }, 'a run failed');
    } else if (error.cause !== undefined) {
      journal.warn({ run_id: runId, err: error.cause }, 'the model gave no answer');
    }
    const end = endOf({ error, text: work.text() });
    try {
      await writeEnd({ run, log, clock, newId, end, usage: work.usage(), before: { events: work.unsentText() } });
    } catch (fault) {
      if (fault instanceof LeaseLostError) return 'done';
      if (isDatabaseUnavailable(fault)) throw fault;
      // The log took a write that cannot be made, and nothing since: the run ends without what was in it.
      const ended = await endRun({ runId, end, database, contentKeys, clock, newId });
      if (ended) publish(ended.events);
    }
  } finally {
    powers.calls.forget(runId);
  }
  return 'done';
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
}): Promise<Answer | 'waiting' | 'queued'> {
  const { database, models, webhooks, clock } = powers;
  const { key } = log;
  if (run.cancelRequestedAt !== null) throw new RunStopped('cancelled');
  const model = models.find(run.model);
  if (!model) return { end: noSuchModel({ name: run.model, models }), before: { events: [], usage: noUsage } };
  const sql = database.sql;
  const isTakenOver = run.leaseEpoch > 1;
  const [turns, steps, results, calls, traces] = await Promise.all([
    readTurns({ sql, key, run }),
    // The first worker of a run finds nothing there.
    isTakenOver ? readSteps({ sql, key, runIds: [run.id] }) : [],
    isTakenOver ? readToolResults({ sql, key, runIds: [run.id] }) : [],
    isTakenOver ? readDeviceCalls({ sql, key, runId: run.id }) : [],
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
    model,
    earlier: turns.earlier,
    said: turns.said,
    timezone: run.timezone,
    record: work.record({ step: storedStep, calls, told: finishedTraces(traces) }),
    webhooks,
    signal,
    now: () => clock.now(),
  });
  const ended = await untilStopped({ work: loop, signal, clock });
  if (ended.kind === 'answer') return toAnswer({ run, log, clock, work, ended });
  return parkRun({ database, run, log, step: ended.step, waits: ended.waits, usage: work.usage() });
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
  const usage = ended.usage ?? noUsage;
  const end: RunEnd = ended.isOutOfSteps
    ? { status: 'limit', code: 'step_limit', response: OUT_OF_STEPS }
    : { status: 'success', response: answer.text };
  const rows: Answer['before']['rows'] = (sql) =>
    insertStep({ sql, key: log.key, step: { runId: run.id, step, content: answer }, usage, at: clock.now() });
  return { end, before: { events: work.unsentText(), usage, ...(ended.usage ? { rows } : {}) } };
}

function noSuchModel({ name, models }: { name: string; models: Models }): RunEnd {
  return {
    status: 'error',
    code: 'model_unavailable',
    response: `This backend has no model called ${clip({ text: name, characters: 100 })}. It has: ${models.names().join(', ')}. Nothing was done. Choose one of these and send the message again.`,
  };
}

function endOf({ error, text }: { error: unknown; text: string }): RunEnd {
  if (error instanceof RunStopped && error.code === 'cancelled') {
    return { status: 'cancelled', code: 'cancelled', response: text === '' ? 'Stopped. What was done before is kept.' : text };
  }
  if (error instanceof RunStopped || error instanceof ModelFailure) {
    return {
      status: 'error',
      code: 'model_error',
      response: error instanceof ModelFailure ? error.message : new ModelFailure().message,
    };
  }
  return {
    status: 'error',
    code: 'internal',
    response:
      'Something went wrong in the backend. What was done before is kept. Send the message again; if it fails again, see the backend’s log.',
  };
}
