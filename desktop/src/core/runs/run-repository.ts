import { runEvents, runs } from '@adiuva/drizzle/local';
import type { Usage } from '@adiuva/shared-protocol';
import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** A run as this device saw it. It has ended when `endedAt` is set: by its `final`, `waiting` apart. */
export interface Run {
  runId: string;
  requestId: string | null;
  sessionId: string | null;
  kind: string;
  model: string | null;
  /** The address of the backend that it was bound over. */
  destination: string | null;
  status: string;
  response: string | null;
  code: string | null;
  usage: string | null;
  lastSeq: number;
  startedAt: number;
  endedAt: number | null;
}

export interface RunRepository {
  start(run: Pick<Run, 'runId' | 'requestId' | 'sessionId' | 'kind' | 'model' | 'destination' | 'startedAt'>): void;
  get(runId: string): Run | undefined;
  ofRequest(requestId: string): Run | undefined;
  /** Runs that the backend has not ended, with the last event stored of each. */
  unended(): { runId: string; lastSeq: number; status: string }[];
  /** Those of one conversation. */
  unendedOf(sessionId: string): { runId: string }[];
  newest(): Run | undefined;
  page(page: { offset: number; limit: number; changedOnly: boolean }): { items: Run[]; total: number };
  /** Stores an event and that it is the run's last. */
  addEvent(event: { runId: string; seq: number; type: string; frame: string; at: number }): void;
  /** Characters of the events that are kept of a run. */
  eventSize(runId: string): number;
  events(query: { runId: string; types: readonly string[] }): { seq: number; type: string; frame: string }[];
  /** The kind of the last event that was stored. */
  newestEvent(runId: string): string | undefined;
  setStatus(change: {
    runId: string;
    status: string;
    response?: string;
    code?: string | null;
    usage?: Usage;
    endedAt?: number;
  }): void;
  /** Writes these runs as they are, so that a durable transaction has something to bring to the disk. */
  rewrite(runIds: readonly string[]): void;
  unannounced(): Run[];
  markAnnounced(runId: string): void;
}

export function createRunRepository({ db }: DeviceDatabase): RunRepository {
  const { placeholder } = sql;
  const get = db
    .select()
    .from(runs)
    .where(eq(runs.runId, placeholder('runId')))
    .prepare();
  const addEvent = db
    .insert(runEvents)
    .values({
      runId: placeholder('runId'),
      seq: placeholder('seq'),
      type: placeholder('type'),
      frame: placeholder('frame'),
      at: placeholder('at'),
    })
    .prepare();
  const setLastSeq = db
    .update(runs)
    .set({ lastSeq: sql`${placeholder('seq')}` })
    .where(eq(runs.runId, placeholder('runId')))
    .prepare();
  const changed = sql`exists (select 1 from journal_changes where journal_changes.run_id = ${runs.runId})`;

  return {
    start(run) {
      db.insert(runs)
        .values({ ...run, status: 'running' })
        .run();
    },
    get: (runId) => get.get({ runId }),
    ofRequest: (requestId) => db.select().from(runs).where(eq(runs.requestId, requestId)).get(),
    unended: () =>
      db
        .select({ runId: runs.runId, lastSeq: runs.lastSeq, status: runs.status })
        .from(runs)
        .where(isNull(runs.endedAt))
        .orderBy(asc(runs.startedAt))
        .all(),
    unendedOf: (sessionId) =>
      db
        .select({ runId: runs.runId })
        .from(runs)
        .where(and(eq(runs.sessionId, sessionId), isNull(runs.endedAt)))
        .all(),
    newest: () => db.select().from(runs).orderBy(desc(runs.startedAt), desc(runs.runId)).limit(1).get(),
    page({ offset, limit, changedOnly }) {
      const where = changedOnly ? changed : undefined;
      const items = db
        .select()
        .from(runs)
        .where(where)
        .orderBy(desc(runs.startedAt), desc(runs.runId))
        .limit(limit)
        .offset(offset)
        .all();
      return { items, total: db.select({ count: count() }).from(runs).where(where).get()?.count ?? 0 };
    },
    addEvent(event) {
      addEvent.run({ ...event });
      setLastSeq.run({ runId: event.runId, seq: event.seq });
    },
    eventSize: (runId) =>
      db
        .select({ size: sql<number>`coalesce(sum(length(${runEvents.frame})), 0)` })
        .from(runEvents)
        .where(eq(runEvents.runId, runId))
        .get()?.size ?? 0,
    events: ({ runId, types }) =>
      db
        .select({ seq: runEvents.seq, type: runEvents.type, frame: runEvents.frame })
        .from(runEvents)
        .where(and(eq(runEvents.runId, runId), inArray(runEvents.type, [...types])))
        .orderBy(asc(runEvents.seq))
        .all(),
    newestEvent: (runId) =>
      db
        .select({ type: runEvents.type })
        .from(runEvents)
        .where(eq(runEvents.runId, runId))
        .orderBy(desc(runEvents.seq))
        .limit(1)
        .get()?.type,
    setStatus({ runId, usage, ...change }) {
      db.update(runs)
        .set({ ...change, ...(usage ? { usage: JSON.stringify(usage) } : {}) })
        .where(eq(runs.runId, runId))
        .run();
    },
    rewrite(runIds) {
      for (const runId of runIds)
        db.update(runs)
          .set({ lastSeq: sql`${runs.lastSeq}` })
          .where(eq(runs.runId, runId))
          .run();
    },
    unannounced: () =>
      db
        .select()
        .from(runs)
        .where(and(eq(runs.announced, 0), sql`${runs.endedAt} is not null`, eq(runs.kind, 'chat')))
        .orderBy(asc(runs.endedAt))
        .all(),
    markAnnounced(runId) {
      db.update(runs).set({ announced: 1 }).where(eq(runs.runId, runId)).run();
    },
  };
}
