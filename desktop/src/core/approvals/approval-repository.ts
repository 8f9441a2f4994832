import { approvals, grants } from '@adiuva/drizzle/local';
import { and, asc, count, desc, eq, inArray, lte, ne, notInArray, sql, type SQL } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** One row of what waits, or waited, for the user's word, as it is stored. */
export type StoredApproval = typeof approvals.$inferSelect;
export type ApprovalState = StoredApproval['state'];

export interface ApprovalRepository {
  add(approval: typeof approvals.$inferInsert): number;
  get(seq: number): StoredApproval | undefined;
  /** The newest of this id that was not closed with its run. */
  find(approvalId: string): StoredApproval | undefined;
  set(change: { seq: number } & Partial<StoredApproval>): void;
  /** Those of the runs whose grants are open. */
  ofOpenRuns(): StoredApproval[];
  /** Closes what waits of runs whose grants are not open. */
  closeOrphans(at: number): void;
  pending(): StoredApproval[];
  overdue(now: number): StoredApproval[];
  closeRun(closing: { runId: string; at: number }): void;
  page(page: { pending: boolean; runId: string | undefined; offset: number; limit: number }): {
    items: StoredApproval[];
    total: number;
  };
}

export function createApprovalRepository({ db }: DeviceDatabase): ApprovalRepository {
  const openRuns = db
    .select({ runId: sql<string>`${grants.runId}` })
    .from(grants)
    .where(eq(grants.state, 'bound'));
  const isPending = eq(approvals.state, 'pending');
  const list = (where: SQL | undefined): StoredApproval[] =>
    db.select().from(approvals).where(where).orderBy(asc(approvals.seq)).all();
  return {
    add: (approval) => Number(db.insert(approvals).values(approval).run().lastInsertRowid),
    get: (seq) => db.select().from(approvals).where(eq(approvals.seq, seq)).get(),
    find: (approvalId) =>
      db
        .select()
        .from(approvals)
        .where(and(eq(approvals.approvalId, approvalId), ne(approvals.state, 'closed')))
        .orderBy(desc(approvals.seq))
        .limit(1)
        .get(),
    set({ seq, ...change }) {
      db.update(approvals).set(change).where(eq(approvals.seq, seq)).run();
    },
    ofOpenRuns: () => list(and(inArray(approvals.runId, openRuns), ne(approvals.state, 'closed'))),
    closeOrphans(at) {
      db.update(approvals)
        .set({ state: 'closed', decidedAt: at })
        .where(
          and(
            inArray(approvals.state, ['pending', 'approved']),
            ne(approvals.kind, 'message'),
            notInArray(approvals.runId, openRuns),
          ),
        )
        .run();
    },
    pending: () => list(isPending),
    overdue: (now) => list(and(isPending, lte(approvals.expiresAt, now))),
    closeRun({ runId, at }) {
      db.update(approvals)
        .set({ state: 'closed', decidedAt: at })
        .where(and(eq(approvals.runId, runId), inArray(approvals.state, ['pending', 'approved'])))
        .run();
    },
    page({ pending, runId, offset, limit }) {
      const where = and(
        pending ? isPending : ne(approvals.state, 'pending'),
        runId === undefined ? undefined : eq(approvals.runId, runId),
      );
      const order = pending ? asc(approvals.seq) : desc(approvals.seq);
      return {
        items: db.select().from(approvals).where(where).orderBy(order).limit(limit).offset(offset).all(),
        total: db.select({ count: count() }).from(approvals).where(where).get()?.count ?? 0,
      };
    },
  };
}
