import { approvals, chatRequests, executedCalls, grants, runs } from '@adiuva/drizzle/local';
import { eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

const NOT_SENT = 'Your data was restored while this message waited, so it was not sent. Send it again if you still want to.';
const ENDED = 'Your data was restored while this was worked on, so it was ended here.';
/** PROTOCOL 6: what becomes of the runs of another store. */
const CODE = 'device_reset';

/** Ends whatever the content has open, in the transaction that brings it: nobody acts on an old grant (PROTOCOL 6). */
export function endOpenWork({ database: { db }, at }: { database: DeviceDatabase; at: number }): void {
  db.update(grants).set({ state: 'closed', closeReason: 'reset', closedAt: at }).where(ne(grants.state, 'closed')).run();
  db.delete(executedCalls).run();
  db.update(approvals)
    .set({ state: 'closed', reason: ENDED, decidedAt: at })
    .where(inArray(approvals.state, ['pending', 'approved']))
    .run();
  db.update(chatRequests)
    .set({ state: 'failed', failure: NOT_SENT })
    .where(inArray(chatRequests.state, ['held', 'queued', 'sent']))
    .run();
  db.update(runs)
    .set({ status: 'cancelled', code: CODE, response: sql`coalesce(${runs.response}, ${ENDED})`, endedAt: at, announced: 1 })
    .where(isNull(runs.endedAt))
    .run();
  // Told when it was new: not once more.
  db.update(runs).set({ announced: 1 }).where(eq(runs.announced, 0)).run();
}
