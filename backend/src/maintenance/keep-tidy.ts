import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import { deleteExpiredAttachments } from '#backend/storage/attachment-repository.ts';
import type { SessionAddress } from '#backend/storage/conversation-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import { deleteSpentLogins } from '#backend/storage/device-repository.ts';
import { deleteRefreshTokensBefore } from '#backend/storage/refresh-token-repository.ts';
import {
  deleteEmptyRuns,
  listAcknowledgedSessions,
  listIdleSessions,
  takeContent,
  type Taken,
} from '#backend/storage/retention.ts';
import { pruneEvents } from '#backend/storage/run-event-repository.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/**
 * Events of an ended run are kept so long if their device does not acknowledge them; and the rows of runs so long after
 * their content, so that a message that is sent again is not answered twice.
 */
const KEPT_MS = 30 * DAY_MS;
/** How often acknowledged content is looked for when nothing is to be kept. */
const SOON_MS = 3_000;
const BATCH = 100;

interface TidyPowers {
  database: Database;
  clock: Clock;
  log: Log;
  /** Days after a session's last activity; 0: its content goes once its device has it. */
  retentionDays: number;
}

/**
 * Deletes what nobody needs any more, and takes content that is to be forgotten: now, every hour, and without retention
 * every few seconds. Any number of backends may do so at once. Answers what stops it, once the work at hand is done.
 */
export function keepTidy(powers: TidyPowers): () => Promise<void> {
  const { clock, log, retentionDays } = powers;
  const stopping = new AbortController();
  const repeats = [repeat({ everyMs: HOUR_MS, work: (signal) => tidy({ ...powers, signal }) })];
  if (retentionDays === 0) repeats.push(repeat({ everyMs: SOON_MS, work: (signal) => takeAcknowledged({ ...powers, signal }) }));

  /** Begins at once; the next time comes `everyMs` after the work is done. */
  function repeat({ everyMs, work }: { everyMs: number; work: (signal: AbortSignal) => Promise<void> }): () => Promise<void> {
    let stopTimer: () => void = () => undefined;
    let current = Promise.resolve();
    async function workOnce(): Promise<void> {
      try {
        await work(stopping.signal);
      } catch (error) {
        log.warn({ err: error }, 'old content was not deleted; it is tried again');
      }
      if (!stopping.signal.aborted) stopTimer = clock.after(everyMs, next);
    }
    function next(): void {
      current = workOnce();
    }
    next();
    return async () => {
      stopTimer();
      await current;
    };
  }

  return async () => {
    stopping.abort();
    await Promise.all(repeats.map((stop) => stop()));
  };
}

type Sweep = TidyPowers & { signal: AbortSignal };

async function tidy(sweep: Sweep): Promise<void> {
  const { database, clock, retentionDays, signal } = sweep;
  const { sql } = database;
  const now = clock.now();
  await pruneEvents({ sql, before: now - KEPT_MS });
  await deleteRefreshTokensBefore({ sql, before: now - KEPT_MS });
  await deleteSpentLogins({ sql });
  await deleteExpiredAttachments({ sql, before: now });
  // Without retention, what no device ever fetched goes by age.
  const before = now - (retentionDays === 0 ? KEPT_MS : retentionDays * DAY_MS);
  await takeAll({ sweep, taken: 'ended', list: (after) => listIdleSessions({ sql, before, after, limit: BATCH }) });
  const runsBefore = now - retentionDays * DAY_MS - KEPT_MS;
  while (!signal.aborted && (await deleteEmptyRuns({ sql, before: runsBefore, limit: BATCH })) === BATCH);
}

async function takeAcknowledged(sweep: Sweep): Promise<void> {
  const { sql } = sweep.database;
  await takeAll({ sweep, taken: 'acknowledged', list: (after) => listAcknowledgedSessions({ sql, after, limit: BATCH }) });
}

/** A transaction each; what is being worked on is left for the next time. */
async function takeAll({
  sweep: { database, clock, signal },
  taken,
  list,
}: {
  sweep: Sweep;
  taken: Taken;
  list: (after: SessionAddress | undefined) => Promise<SessionAddress[]>;
}): Promise<void> {
  let after: SessionAddress | undefined;
  do {
    const batch = await list(after);
    for (const session of batch) {
      if (signal.aborted) return;
      const eventsBefore = clock.now() - KEPT_MS;
      await database.transaction(({ sql }) => takeContent({ sql, session, taken, eventsBefore }));
    }
    after = batch.length < BATCH ? undefined : batch.at(-1);
  } while (after);
}
