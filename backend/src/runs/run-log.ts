import type { RunEvent } from '@adiuva/shared-protocol';
import { runIdSchema, type RunId } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import type { Database, Sql } from '#backend/storage/database.ts';
import { insertEvents } from '#backend/storage/run-event-repository.ts';
import { advanceRun, type StepUsage } from '#backend/storage/run-repository.ts';

type Body<Event> = Event extends RunEvent ? Omit<Event, 'seq' | 'run_id'> : never;
/** An event before it has its place in the log. */
export type RunEventBody = Body<RunEvent>;

export interface RunWrite {
  events?: RunEventBody[];
  /** Other rows of the same transaction. */
  rows?: (sql: Sql) => Promise<void>;
  usage?: StepUsage;
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

const NOTHING: StepUsage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0 };

/**
 * Commits a run's writes in order, each under the lease's epoch. Writes that come while one is being committed share the
 * next transaction. After a failed commit nothing more is written: what was stored then is all that happened.
 */
export function createRunLog({
  database,
  clock,
  runId,
  epoch,
  key,
  publish,
}: {
  database: Database;
  clock: Clock;
  runId: string;
  epoch: number;
  key: ContentKey;
  publish: (events: RunEvent[]) => void;
}): RunLog {
  interface Waiting extends RunWrite {
    resolve: () => void;
    reject: (reason: unknown) => void;
  }
  const id = runIdSchema.parse(runId);
  let waiting: Waiting[] = [];
  let isFlushing = false;
  let fault: { reason: unknown } | undefined;

  async function commit(batch: Waiting[]): Promise<RunEvent[]> {
    const bodies = batch.flatMap((each) => each.events ?? []);
    return database.transaction(async ({ sql }) => {
      const usage = batch.reduce((sum, each) => addUsage(sum, each.usage ?? NOTHING), NOTHING);
      const advanced = await advanceRun({ sql, runId, epoch, events: bodies.length, usage });
      if (!advanced) throw new LeaseLostError(runId);
      const first = advanced.lastEventSeq - bodies.length + 1;
      const events = bodies.map((body, index): RunEvent => ({ ...body, run_id: id, seq: first + index }));
      await insertEvents({ sql, key, events, at: clock.now() });
      for (const each of batch) await each.rows?.(sql);
      return events;
    });
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
  };
}
