import { chatRequests, runs } from '@adiuva/drizzle/local';
import { count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** A message that no run has answered whole. */
export interface OpenRequest {
  requestId: string;
  sessionId: string;
  text: string;
  state: typeof chatRequests.$inferSelect.state;
  runId: string | null;
  createdAt: number;
}

export type EndedRunRow = typeof runs.$inferSelect & { text: string | null };

/** What was asked, by whether it is over. */
export interface RunListRepository {
  /** Messages that wait, and runs that go on; the newest message first. */
  open(page: { offset: number; limit: number }): OpenRequest[];
  openCount(): number;
  /** The newest end first. */
  ended(page: { offset: number; limit: number }): { items: EndedRunRow[]; total: number };
}

export function createRunListRepository({ db }: DeviceDatabase): RunListRepository {
  const isWaiting = inArray(chatRequests.state, ['held', 'queued', 'sent']);
  const isOver = isNotNull(runs.endedAt);
  const columns = {
    requestId: chatRequests.requestId,
    sessionId: chatRequests.sessionId,
    text: chatRequests.text,
    state: chatRequests.state,
    runId: chatRequests.runId,
    createdAt: chatRequests.createdAt,
    // SQLite's own row number is the order in which they were written, whatever the clock did.
    written: sql<number>`${chatRequests}.rowid`.as('written'),
  };
  return {
    open({ offset, limit }) {
      const waiting = db.select(columns).from(chatRequests).where(isWaiting);
      const goingOn = db
        .select(columns)
        .from(runs)
        .innerJoin(chatRequests, eq(chatRequests.requestId, runs.requestId))
        .where(isNull(runs.endedAt));
      return unionAll(waiting, goingOn)
        .orderBy(sql`written desc`)
        .limit(limit)
        .offset(offset)
        .all();
    },
    openCount() {
      const waiting = db.select({ count: count() }).from(chatRequests).where(isWaiting).get()?.count ?? 0;
      const goingOn = db.select({ count: count() }).from(runs).where(isNull(runs.endedAt)).get()?.count ?? 0;
      return waiting + goingOn;
    },
    ended({ offset, limit }) {
      const items = db
        .select({ run: runs, text: chatRequests.text })
        .from(runs)
        .leftJoin(chatRequests, eq(chatRequests.requestId, runs.requestId))
        .where(isOver)
        .orderBy(desc(runs.endedAt), desc(runs.runId))
        .limit(limit)
        .offset(offset)
        .all();
      return {
        items: items.map(({ run, text }) => ({ ...run, text })),
        total: db.select({ count: count() }).from(runs).where(isOver).get()?.count ?? 0,
      };
    },
  };
}
