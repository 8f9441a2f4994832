import type { RunEvent } from '@adiuva/shared-protocol';
import { runIdSchema, type RunId } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import type { SessionAddress } from '#backend/storage/conversation-repository.ts';
import type { Database, Sql, Transaction } from '#backend/storage/database.ts';
import { insertEvents } from '#backend/storage/run-event-repository.ts';
import { advanceRun, type RunRecord, type StepUsage } from '#backend/storage/run-repository.ts';
import { readStoredSnapshot, updateSessionState } from '#backend/storage/snapshot-repository.ts';
import { readSnapshot, withRunState, type RunState } from './session-snapshot.ts';

type Body<Event> = Event extends RunEvent ? Omit<Event, 'seq' | 'run_id'> : never;
/** An event before it has its place in the log. */
export type RunEventBody = Body<RunEvent>;

export interface RunWrite {
  events?: RunEventBody[];
  /** Other rows of the same transaction. */
  rows?: (sql: Sql, transaction: Transaction) => Promise<void>;
  usage?: StepUsage;
  /** Where the run stands after this; `ended`: it is told of no more; `kept`: as it was, whatever stands there. */
  state?: RunState | 'ended' | 'kept';
  /** Which try of its step the run is at from now on. */
  attempt?: number;
}

/** Another worker has the run, or it has ended: this one may commit nothing more. */
export class LeaseLostError extends Error {
  readonly code = 'lease_lost';

  constructor(runId: string) {
    super(`run ${runId} is no longer this worker's`);
    this.name = 'LeaseLostError';
  }
}

/** The one way in which a worker changes its run. */
export interface RunLog {
  runId: RunId;
  key: ContentKey;
  /** Resolves when the write is durable and its events are on their way. Writes are made in the order of the calls. */
  write(write: RunWrite): Promise<void>;
}

/** Of a model that was not asked. */
export const noUsage: StepUsage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0, costUsd: 0 };

/**
 * Commits a run's writes in order, each under the lease's epoch. Writes that come while one is being committed share the
 * next transaction. After a failed commit nothing more is written: what was stored then is all that happened.
 */
export function createRunLog({
  database,
  clock,
  run,
  key,
  publish,
}: {
  database: Database;
  clock: Clock;
  run: Pick<RunRecord, 'id' | 'workspaceId' | 'sessionId' | 'leaseEpoch'>;
  key: ContentKey;
  publish: (events: RunEvent[]) => void;
}): RunLog {
  interface Waiting extends RunWrite {
    resolve: () => void;
    reject: (reason: unknown) => void;
  }
  const runId = run.id;
  const id = runIdSchema.parse(runId);
  const session: SessionAddress = { workspaceId: run.workspaceId, sessionId: run.sessionId };
  let waiting: Waiting[] = [];
  let isFlushing = false;
  let fault: { reason: unknown } | undefined;
  let committedAt = clock.monotonic();

  async function commit(batch: Waiting[]): Promise<RunEvent[]> {
    const bodies = batch.flatMap((each) => each.events ?? []);
    const used = batch.flatMap((each) => each.usage ?? []);
    const usage = used.reduce(addUsage, noUsage);
    const state = batch.findLast((each) => each.state !== undefined)?.state;
    const attempt = batch.findLast((each) => each.attempt !== undefined)?.attempt;
    const now = clock.monotonic();
    const workedMs = Math.max(0, Math.round(now - committedAt));
    const events = await database.transaction(async (transaction) => {
      const { sql } = transaction;
      const epoch = run.leaseEpoch;
      const advanced = await advanceRun({ sql, runId, epoch, events: bodies.length, usage, workedMs, attempt });
      if (!advanced) throw new LeaseLostError(runId);
      const first = advanced.lastEventSeq - bodies.length + 1;
      const made = bodies.map((body, index): RunEvent => ({ ...body, run_id: id, seq: first + index }));
      await insertEvents({ sql, key, events: made, at: clock.now() });
      if (state !== undefined || used.length > 0) await saveState({ sql, state, usage });
      for (const each of batch) await each.rows?.(sql, transaction);
      return made;
    });
    committedAt = now;
    return events;
  }

  async function saveState({ sql, state, usage }: { sql: Sql; state: RunWrite['state']; usage: StepUsage }): Promise<void> {
    let snapshot: object | null | undefined;
    if (state !== undefined && state !== 'kept') {
      const stored = await readStoredSnapshot({ sql, key, session, lock: true });
      snapshot = withRunState({ snapshot: readSnapshot(stored), runId, state });
    }
    await updateSessionState({ sql, key, session, usage, snapshot });
  }

  async function flush(): Promise<void> {
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (fault) throw fault.reason;
        const events = await commit(batch);
        if (events.length > 0) publish(events);
        for (const each of batch) each.resolve();
      } catch (reason) {
        fault ??= { reason };
        for (const each of batch) each.reject(reason);
      }
    }
    isFlushing = false;
  }

  return {
    runId: id,
    key,
    write(write) {
      const done = new Promise<void>((resolve, reject) => {
        waiting.push({ ...write, resolve, reject });
      });
      // Whoever does not wait for this write learns of its fault by the next one.
      done.catch(() => undefined);
      // Not at once: what the same turn of the event loop still writes goes into the same transaction.
      if (!isFlushing && waiting.length === 1) setImmediate(() => void flush());
      return done;
    },
  };
}

export function addUsage(one: StepUsage, other: StepUsage): StepUsage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    reasoningTokens: one.reasoningTokens + other.reasoningTokens,
    costUsd: one.costUsd + other.costUsd,
  };
}
