import { grants, runs } from '@adiuva/drizzle/local';
import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DeviceDatabase } from '#core/storage/index.ts';
import { OWN_BACKEND } from './destinations.ts';
import { readLimits, type Amounts } from './limits.ts';

export type CloseReason = NonNullable<typeof grants.$inferSelect.closeReason>;

/** What the owner asked of a backend, and what was used of it. */
export interface Grant {
  requestId: string;
  /** The only backend that may act on it, by its name. */
  destination: string;
  kind: 'chat' | 'agent' | 'journey';
  state: 'open' | 'bound' | 'closed';
  runId: string | null;
  limits: Amounts;
  /** As older releases counted it; what is used now stands in the ledger. */
  used: Amounts;
  /** It read text that nobody here wrote or approved. */
  tainted: boolean;
  /** After this instant no run is bound to it any more; null before the first sending. */
  expiresAt: number | null;
  closeReason: CloseReason | null;
}

export interface GrantRepository {
  add(grant: Pick<Grant, 'requestId' | 'destination' | 'kind' | 'limits'> & { storeId: string; at: number }): void;
  ofRequest(requestId: string): Grant | undefined;
  ofRun(runId: string): Grant | undefined;
  bound(): Grant[];
  /** Those that may still be acted on, oldest first. */
  unclosed(): Grant[];
  setDestination(change: { requestId: string; destination: string }): void;
  /** The first sending starts the time that a run may be bound in; a later one changes nothing. */
  markSent(sending: { requestId: string; at: number; expiresAt: number }): void;
  /** Whether a run of this conversation read such text before. */
  isSessionTainted(sessionId: string): boolean;
  setTainted(requestId: string): void;
  setLimits(change: { requestId: string; limits: Amounts }): void;
  bind(binding: { requestId: string; runId: string; at: number }): void;
  close(closing: { requestId: string; reason: CloseReason; at: number }): void;
  /** Closes what was granted in another database of this device. */
  closeForeign(store: { storeId: string; at: number }): void;
}

const scopeSchema = z.object({ destination: z.string().default(OWN_BACKEND) });

function scopeOf({ destination }: Pick<Grant, 'destination'>): string {
  return JSON.stringify({ tables: 'all', destination });
}

function read(row: typeof grants.$inferSelect): Grant {
  return {
    requestId: row.requestId,
    destination: scopeSchema.parse(JSON.parse(row.scope)).destination,
    kind: row.kind,
    state: row.state,
    runId: row.runId,
    limits: readLimits(row.limits),
    used: { calls: row.calls, rows: row.rowsRead, bytes: row.bytesRead, inserts: row.inserts, updates: row.updates },
    tainted: row.tainted === 1,
    expiresAt: row.expiresAt,
    closeReason: row.closeReason,
  };
}

export function createGrantRepository({ db }: DeviceDatabase): GrantRepository {
  const { placeholder } = sql;
  const ofRequest = db
    .select()
    .from(grants)
    .where(eq(grants.requestId, placeholder('requestId')))
    .prepare();
  const ofRun = db
    .select()
    .from(grants)
    .where(eq(grants.runId, placeholder('runId')))
    .prepare();

  return {
    add({ requestId, destination, kind, limits, storeId, at }) {
      db.insert(grants)
        .values({
          requestId,
          kind,
          scope: scopeOf({ destination }),
          limits: JSON.stringify(limits),
          state: 'open',
          storeId,
          createdAt: at,
        })
        .onConflictDoNothing()
        .run();
    },
    ofRequest(requestId) {
      const row = ofRequest.get({ requestId });
      return row && read(row);
    },
    ofRun(runId) {
      const row = ofRun.get({ runId });
      return row && read(row);
    },
    unclosed: () =>
      db
        .select()
        .from(grants)
        .where(ne(grants.state, 'closed'))
        .orderBy(sql`rowid`)
        .all()
        .map(read),
    setDestination({ requestId, destination }) {
      db.update(grants)
        .set({ scope: scopeOf({ destination }) })
        .where(eq(grants.requestId, requestId))
        .run();
    },
    bound: () => db.select().from(grants).where(eq(grants.state, 'bound')).all().map(read),
    markSent({ requestId, at, expiresAt }) {
      db.update(grants)
        .set({
          firstSentAt: sql`coalesce(${grants.firstSentAt}, ${at})`,
          expiresAt: sql`coalesce(${grants.expiresAt}, ${expiresAt})`,
        })
        .where(eq(grants.requestId, requestId))
        .run();
    },
    isSessionTainted: (sessionId) =>
      db
        .select({ runId: grants.runId })
        .from(grants)
        .innerJoin(runs, eq(runs.runId, grants.runId))
        .where(and(eq(runs.sessionId, sessionId), eq(grants.tainted, 1)))
        .limit(1)
        .get() !== undefined,
    setTainted(requestId) {
      db.update(grants).set({ tainted: 1 }).where(eq(grants.requestId, requestId)).run();
    },
    setLimits({ requestId, limits }) {
      db.update(grants)
        .set({ limits: JSON.stringify(limits) })
        .where(eq(grants.requestId, requestId))
        .run();
    },
    bind({ requestId, runId, at }) {
      db.update(grants)
        .set({ state: 'bound', runId, boundAt: at })
        .where(and(eq(grants.requestId, requestId), eq(grants.state, 'open')))
        .run();
    },
    close({ requestId, reason, at }) {
      db.update(grants)
        .set({ state: 'closed', closeReason: reason, closedAt: at })
        .where(and(eq(grants.requestId, requestId), ne(grants.state, 'closed')))
        .run();
    },
    closeForeign({ storeId, at }) {
      db.update(grants)
        .set({ state: 'closed', closeReason: 'reset', closedAt: at })
        .where(and(ne(grants.storeId, storeId), ne(grants.state, 'closed')))
        .run();
    },
  };
}
