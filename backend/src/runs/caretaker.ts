import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import { listOverdueApprovals } from '#backend/storage/approval-repository.ts';
import { isDatabaseUnavailable, type Database } from '#backend/storage/database.ts';
import { listForgottenRuns, listLeasedRuns, releaseLease, type LeasedRun } from '#backend/storage/lease-repository.ts';
import type { RunJobs } from '#backend/storage/run-jobs.ts';
import { LEASE_MS } from './leases.ts';
import type { RunDispatch } from './run-dispatch.ts';

/** How often it looks, in milliseconds. */
const LOOK_MS = 1_000;
/** An owner that is not there is looked for once more after so long: its database connection may only be coming back. */
const SECOND_LOOK_MS = 400;
/** A job that was fetched so long ago, in seconds, brings its run to nobody any more. */
const STALE_JOB_SECONDS = 5;
/** Runs that are sent for at one look at most. */
const SENT_AT_ONCE = 100;

/** Looks after the runs that nobody works on although somebody should. */
export interface Caretaker {
  start(): void;
  close(): Promise<void>;
}

/**
 * Takes runs from workers that died or sleep, sends jobs for runs that no job brings to a worker any more, and ends
 * approvals that nobody answered in time. Every backend has one, and any of them does what there is to do.
 */
export function createCaretaker({
  database,
  jobs,
  dispatch,
  node,
  isHere,
  wasCutOff,
  expire,
  clock,
  log,
}: {
  database: Database;
  jobs: RunJobs;
  dispatch: RunDispatch;
  node: string;
  /** The run is worked on in this process, or about to be. */
  isHere: (runId: string) => boolean;
  /** This process left the run because the database was away: no try of its step was wasted. */
  wasCutOff: (runId: string) => boolean;
  expire: (approval: { id: string; runId: string }) => Promise<void>;
  clock: Clock;
  log: Log;
}): Caretaker {
  /** Leases of others, and since when each stands still by our own clock. */
  const watched = new Map<string, { epoch: number; beat: number; since: number }>();
  let stopTimer: () => void = () => undefined;
  let working: Promise<void> = Promise.resolve();
  let isClosed = false;
  let stopPause: () => void = () => undefined;

  function isAsleep({ runId, epoch, beat }: LeasedRun): boolean {
    const now = clock.monotonic();
    const known = watched.get(runId);
    if (known?.epoch === epoch && known.beat === beat) return now - known.since > LEASE_MS;
    watched.set(runId, { epoch, beat, since: now });
    return false;
  }

  async function findLeft(): Promise<LeasedRun[]> {
    const leased = await listLeasedRuns({ sql: database.sql });
    const ids = new Set(leased.map(({ runId }) => runId));
    for (const runId of watched.keys()) if (!ids.has(runId)) watched.delete(runId);
    return leased.filter((run) => {
      if (run.owner === node) return !isHere(run.runId);
      const asleep = isAsleep(run);
      return asleep || !run.isOwnerAlive;
    });
  }

  async function takeBack({ runId, epoch }: LeasedRun): Promise<void> {
    await database.transaction(async (transaction) => {
      const run = await releaseLease({ sql: transaction.sql, runId, epoch, isTry: !wasCutOff(runId) });
      if (run) await dispatch.sendNext({ transaction, session: run });
    });
    log.info({ run_id: runId }, 'a run was left by its worker, and goes on from its last stored step');
  }

  async function takeBackLeft(): Promise<void> {
    const suspected = await findLeft();
    if (suspected.length === 0) return;
    await new Promise<void>((resolve) => {
      const stop = clock.after(SECOND_LOOK_MS, resolve);
      stopPause = () => {
        stop();
        resolve();
      };
    });
    const isSame = (one: LeasedRun) => (other: LeasedRun) => one.runId === other.runId && one.epoch === other.epoch;
    for (const run of await findLeft()) if (!isClosed && suspected.some(isSame(run))) await takeBack(run);
  }

  async function sendForgotten(): Promise<void> {
    const forgotten = await listForgottenRuns({
      sql: database.sql,
      node,
      staleSeconds: STALE_JOB_SECONDS,
      limit: SENT_AT_ONCE,
    });
    const missing = forgotten.filter(({ id }) => !isHere(id));
    if (missing.length === 0) return;
    await database.transaction(async (transaction) => {
      for (const { id, kind, workspaceId } of missing) await jobs.send({ transaction, run: { runId: id, kind, workspaceId } });
    });
  }

  async function endOverdue(): Promise<void> {
    for (const approval of await listOverdueApprovals({ sql: database.sql, at: clock.now() })) await expire(approval);
  }

  async function look(): Promise<void> {
    for (const duty of [takeBackLeft, sendForgotten, endOverdue]) {
      if (isClosed) return;
      try {
        await duty();
      } catch (error) {
        if (isClosed) return;
        if (isDatabaseUnavailable(error))
          log.debug({ err: error }, 'the database is away; runs are looked after when it is back');
        else log.error({ err: error }, 'runs could not be looked after; it is tried again');
      }
    }
  }

  function lookLater(): void {
    if (!isClosed) stopTimer = clock.after(LOOK_MS, begin);
  }

  function begin(): void {
    working = look().then(lookLater);
  }

  return {
    start: begin,
    async close() {
      isClosed = true;
      stopTimer();
      stopPause();
      await working;
    },
  };
}
