import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { Sql } from './database.ts';
import { deleteSpentLogins } from './device-repository.ts';
import { deleteRefreshTokensBefore } from './refresh-token-repository.ts';
import { pruneEvents } from './run-event-repository.ts';

const HOUR_MS = 60 * 60_000;
/** Events of an ended run are kept so long if their device does not acknowledge them. */
const EVENTS_MS = 30 * 24 * HOUR_MS;

/** Deletes, now and every hour, what nobody needs any more. Answers what stops it. */
export function keepTidy({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): () => void {
  let stopTimer: () => void = () => undefined;
  async function tidy(): Promise<void> {
    try {
      await pruneEvents({ sql, before: clock.now() - EVENTS_MS });
      await deleteRefreshTokensBefore({ sql, before: clock.now() - EVENTS_MS });
      await deleteSpentLogins({ sql });
    } catch (error) {
      log.warn({ err: error }, 'old events were not deleted; the next hour tries again');
    }
    stopTimer = clock.after(HOUR_MS, () => void tidy());
  }
  stopTimer = clock.after(HOUR_MS, () => void tidy());
  return () => stopTimer();
}
