import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { Transaction } from '#backend/storage/database.ts';

/** A run to execute. Ids only: content stays in the database. */
export interface RunJob {
  runId: string;
  /** Jobs of one group run one after the other, in their order. */
  group: string;
}

/** Takes jobs and hands them to workers. */
export interface RunQueue {
  /** Queues a job with the transaction that opened its run, or has news for it: both are there, or neither. */
  enqueue(request: { transaction: Transaction; job: RunJob }): void;
  /** Queues runs that an earlier process left; one that is worked on already is let be. */
  resume(jobs: RunJob[]): void;
  /** There is news for a run: one that is worked on now is worked on once more. */
  wake(job: RunJob): void;
  /** Jobs that wait or run. */
  size(): number;
  /** Starts no job any more, and resolves when none runs. */
  close(): Promise<void>;
}

/** Runs at once, of one backend. */
const WORKERS = 32;
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10_000;

/**
 * The queue of a single backend: in memory, since the runs themselves are in the database and are taken up again at the
 * next start. A job whose work rejects is tried again, later and later.
 */
export function createRunQueue({
  work,
  clock,
  log,
}: {
  work: (runId: string) => Promise<void>;
  clock: Clock;
  log: Log;
}): RunQueue {
  const groups = new Map<string, string[]>();
  const ready: string[] = [];
  const retries = new Set<() => void>();
  /** Runs that are worked on; true: they were woken meanwhile. */
  const active = new Map<string, boolean>();
  let running = 0;
  let isClosed = false;
  let onIdle: (() => void) | undefined;

  function wake(job: RunJob): void {
    if (active.has(job.runId)) active.set(job.runId, true);
    else add(job);
  }

  function add({ runId, group }: RunJob): void {
    const jobs = groups.get(group);
    if (jobs) {
      if (!jobs.includes(runId)) jobs.push(runId);
      return;
    }
    groups.set(group, [runId]);
    ready.push(group);
    startWorkers();
  }

  function startWorkers(): void {
    if (isClosed) return;
    for (const group of ready.splice(0, WORKERS - running)) void workOn({ group, failures: 0 });
  }

  async function workOn({ group, failures }: { group: string; failures: number }): Promise<void> {
    const runId = groups.get(group)?.[0];
    if (runId === undefined) return;
    running += 1;
    active.set(runId, false);
    let hasFailed = false;
    try {
      await work(runId);
    } catch (error) {
      hasFailed = true;
      log.warn({ run_id: runId, err: error }, 'a run will be tried again');
    }
    running -= 1;
    const isWoken = active.get(runId) === true;
    active.delete(runId);
    if (isClosed) {
      if (running === 0) onIdle?.();
      return;
    }
    if (hasFailed) retryLater({ group, failures });
    else next(group);
    if (isWoken) add({ runId, group });
    startWorkers();
  }

  function next(group: string): void {
    const rest = groups.get(group)?.slice(1) ?? [];
    if (rest.length === 0) {
      groups.delete(group);
      return;
    }
    groups.set(group, rest);
    ready.push(group);
  }

  function retryLater({ group, failures }: { group: string; failures: number }): void {
    const stop = clock.after(Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** failures), () => {
      retries.delete(stop);
      if (!isClosed) void workOn({ group, failures: failures + 1 });
    });
    retries.add(stop);
  }

  return {
    enqueue: ({ transaction, job }) => transaction.afterCommit(() => wake(job)),
    resume(jobs) {
      for (const job of jobs) add(job);
    },
    wake,
    size: () => [...groups.values()].reduce((sum, jobs) => sum + jobs.length, 0),
    async close() {
      isClosed = true;
      for (const stop of retries) stop();
      if (running > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
        });
      }
    },
  };
}
