import {
  approvals,
  attachments,
  messages,
  runDeviceCalls,
  runEvents,
  runs,
  runSteps,
  runToolResults,
  sessions,
} from '@adiuva/drizzle/cloud';
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, notInArray, or, sql as statement } from 'drizzle-orm';
import type { SessionAddress } from './conversation-repository.ts';
import type { Sql } from './database.ts';

/** What is taken of a session: of every run that has ended, or of those whose device has all of their events. */
export type Taken = 'ended' | 'acknowledged';

const isSession = ({ workspaceId, sessionId }: SessionAddress) =>
  and(eq(sessions.workspaceId, workspaceId), eq(sessions.id, sessionId));
const isAcknowledged = statement<boolean>`(${runs.endedAt} is not null and ${runs.ackedSeq} >= ${runs.lastEventSeq})`;
const hasContent = statement`exists (
  select 1 from messages said where said.run_id = ${runs.id} and said.content_enc is not null)`;
const isAfter = ({ workspaceId, sessionId }: SessionAddress) =>
  gt(statement`(${sessions.workspaceId}, ${sessions.id})`, statement`(${workspaceId}, ${sessionId})`);

/** Sessions that still have content, and whose last activity is older than `before`; those after `after`, in order. */
export async function listIdleSessions({
  sql,
  before,
  after,
  limit,
}: {
  sql: Sql;
  before: number;
  after: SessionAddress | undefined;
  limit: number;
}): Promise<SessionAddress[]> {
  return sql
    .select({ workspaceId: sessions.workspaceId, sessionId: sessions.id })
    .from(sessions)
    .where(and(lt(sessions.lastActivityAt, before), lt(sessions.contentGoneSeq, sessions.lastSeq), after && isAfter(after)))
    .orderBy(asc(sessions.workspaceId), asc(sessions.id))
    .limit(limit);
}

/** Sessions that still have content of a run whose device has all of its events; those after `after`, in order. */
export async function listAcknowledgedSessions({
  sql,
  after,
  limit,
}: {
  sql: Sql;
  after: SessionAddress | undefined;
  limit: number;
}): Promise<SessionAddress[]> {
  return sql
    .select({ workspaceId: sessions.workspaceId, sessionId: sessions.id })
    .from(sessions)
    .where(
      and(
        lt(sessions.contentGoneSeq, sessions.lastSeq),
        statement`exists (select 1 from runs
          where ${runs.workspaceId} = ${sessions.workspaceId} and ${runs.sessionId} = ${sessions.id}
            and ${isAcknowledged} and ${hasContent})`,
        after && isAfter(after),
      ),
    )
    .orderBy(asc(sessions.workspaceId), asc(sessions.id))
    .limit(limit);
}

/**
 * Takes a session's content, in the caller's transaction: words, steps, results, calls, approvals; the device's history
 * too. Rows, places and sums stay. A run that waits for its user keeps its own content. False: the session is being worked
 * on, or somebody holds one of its rows; nothing was taken, and a later try will do. Nobody is waited for.
 */
export async function takeContent({
  sql,
  session,
  taken,
  eventsBefore,
}: {
  sql: Sql;
  session: SessionAddress;
  taken: Taken;
  /** Events that their device does not have are kept if their run ended later than this. */
  eventsBefore: number;
}): Promise<boolean> {
  const ofSession = and(eq(runs.workspaceId, session.workspaceId), eq(runs.sessionId, session.sessionId));
  const isLeft = and(ofSession, or(isNull(runs.endedAt), hasContent));
  // Runs first, then their session: as whoever ends a run does.
  const locked = await sql
    .select({ id: runs.id, status: runs.status, endedAt: runs.endedAt, isAcknowledged })
    .from(runs)
    .where(isLeft)
    .orderBy(asc(runs.id))
    .for('no key update', { skipLocked: true });
  const [row] = await sql
    .select({ id: sessions.id })
    .from(sessions)
    .where(isSession(session))
    .for('no key update', { skipLocked: true });
  if (!row) return false;
  const left = await sql.select({ id: runs.id }).from(runs).where(isLeft);
  const own = new Set(locked.map(({ id }) => id));
  if (left.some(({ id }) => !own.has(id))) return false;
  if (locked.some(({ status }) => status === 'queued' || status === 'running')) return false;

  const isTaken = (run: (typeof locked)[number]): boolean => run.endedAt !== null && (taken === 'ended' || run.isAcknowledged);
  const kept = locked.filter((run) => !isTaken(run)).map(({ id }) => id);
  const gone = locked.filter(isTaken).map(({ id }) => id);
  await sql
    .update(messages)
    .set({ contentEnc: null, keyId: null })
    .where(
      and(
        eq(messages.workspaceId, session.workspaceId),
        eq(messages.sessionId, session.sessionId),
        isNotNull(messages.contentEnc),
        kept.length === 0 ? undefined : or(isNull(messages.runId), notInArray(messages.runId, kept)),
      ),
    );
  if (gone.length > 0) await deleteWork({ sql, runIds: gone, eventsBefore });
  const isOpen = locked.some(({ endedAt }) => endedAt === null);
  await sql
    .update(sessions)
    .set({
      contentGoneSeq: statement`coalesce((select min(kept.seq) - 1 from messages kept
        where kept.workspace_id = ${session.workspaceId} and kept.session_id = ${session.sessionId}
          and kept.content_enc is not null), ${sessions.lastSeq})`,
      ...(isOpen ? {} : { stateSnapshot: null, keyId: null }),
    })
    .where(isSession(session));
  return true;
}

/** What these runs thought, asked and got, and the files that were given along. */
async function deleteWork({ sql, runIds, eventsBefore }: { sql: Sql; runIds: string[]; eventsBefore: number }): Promise<void> {
  await sql.delete(runToolResults).where(inArray(runToolResults.runId, runIds));
  await sql.delete(runSteps).where(inArray(runSteps.runId, runIds));
  await sql.delete(runDeviceCalls).where(inArray(runDeviceCalls.runId, runIds));
  await sql.delete(approvals).where(inArray(approvals.runId, runIds));
  await sql.delete(attachments).where(inArray(attachments.runId, runIds));
  const had = sql
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.id, runIds), or(isAcknowledged, lt(runs.endedAt, eventsBefore))));
  await sql.delete(runEvents).where(inArray(runEvents.runId, had));
}

/**
 * Deletes up to `limit` runs that ended before `before` and have no content any more. Until then a message that is sent
 * again finds its run. Answers how many.
 */
export async function deleteEmptyRuns({ sql, before, limit }: { sql: Sql; before: number; limit: number }): Promise<number> {
  const spent = sql
    .select({ id: runs.id })
    .from(runs)
    .where(and(lt(runs.endedAt, before), statement`not ${hasContent}`))
    .limit(limit)
    .for('update', { skipLocked: true });
  const deleted = await sql.delete(runs).where(inArray(runs.id, spent)).returning({ id: runs.id });
  return deleted.length;
}
