import { appNotices } from '@adiuva/drizzle/local';
import { and, count, desc, eq, gt, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

export type StoredNotice = typeof appNotices.$inferSelect;

export interface NoticeRepository {
  add(notice: typeof appNotices.$inferInsert): number;
  get(id: number): StoredNotice | undefined;
  /** Those that the user has not dismissed, newest first. */
  open(): StoredNotice[];
  /** How many a run has asked for, how many all have since `since`, and how many are neither shown nor dismissed. */
  counts(of: { runId: string; since: number; until: number }): { ofRun: number; lately: number; unclosed: number };
  /** From one state to another; answers whether it was in the first. */
  move(change: { id: number; from: StoredNotice['state']; to: StoredNotice['state']; at: number }): boolean;
  /** Everything of a state at once, up to one of them. */
  moveAll(change: { from: StoredNotice['state']; to: StoredNotice['state']; at: number; upTo?: number }): void;
  /** Forgets what was closed before an instant. */
  prune(before: number): void;
}

export function createNoticeRepository({ db }: DeviceDatabase): NoticeRepository {
  // The words of the index, which knows no bound value.
  const isUnclosed = sql`state <> 'closed'`;
  const closing = ({ to, at }: { to: StoredNotice['state']; at: number }) => ({
    state: to,
    ...(to === 'closed' ? { closedAt: at } : {}),
  });
  const countOf = (where: SQL | undefined): number =>
    db.select({ count: count() }).from(appNotices).where(where).get()?.count ?? 0;
  return {
    add: (notice) => Number(db.insert(appNotices).values(notice).run().lastInsertRowid),
    get: (id) => db.select().from(appNotices).where(eq(appNotices.id, id)).get(),
    open: () =>
      db
        .select()
        .from(appNotices)
        .where(and(isUnclosed, eq(appNotices.state, 'open')))
        .orderBy(desc(appNotices.id))
        .all(),
    counts: ({ runId, since, until }) => ({
      ofRun: countOf(eq(appNotices.runId, runId)),
      lately: countOf(and(gt(appNotices.at, since), lte(appNotices.at, until))),
      unclosed: countOf(isUnclosed),
    }),
    move: ({ id, from, ...change }) =>
      db
        .update(appNotices)
        .set(closing(change))
        .where(and(eq(appNotices.id, id), eq(appNotices.state, from)))
        .run().changes > 0,
    moveAll({ from, upTo, ...change }) {
      db.update(appNotices)
        .set(closing(change))
        .where(and(isUnclosed, eq(appNotices.state, from), upTo === undefined ? undefined : lte(appNotices.id, upTo)))
        .run();
    },
    prune(before) {
      db.delete(appNotices)
        .where(and(eq(appNotices.state, 'closed'), lt(appNotices.at, before)))
        .run();
    },
  };
}
