import { messages, runDeviceCalls, runs, runSteps, runToolResults, sessions } from '@adiuva/drizzle/cloud';
import { and, asc, count, desc, eq, inArray, isNull, sql as statement } from 'drizzle-orm';
import { z } from 'zod';
import type { ContentKey } from './content-keys.ts';
import type { SessionAddress, StoredMessage } from './conversation-repository.ts';
import type { Sql } from './database.ts';
import { detachModelCalls } from './model-call-repository.ts';
import { QUEUE_SCHEMA } from './run-jobs.ts';

export type SessionRecord = typeof sessions.$inferSelect;

/** A user's own session; another's in the same workspace is not theirs. */
export interface OwnSession extends SessionAddress {
  userId: string;
}

const isOwn = ({ workspaceId, sessionId, userId }: OwnSession) =>
  and(eq(sessions.workspaceId, workspaceId), eq(sessions.id, sessionId), eq(sessions.userId, userId));

export async function findSession({ sql, session }: { sql: Sql; session: OwnSession }): Promise<SessionRecord | undefined> {
  const [row] = await sql.select().from(sessions).where(isOwn(session));
  return row;
}

/** A user's sessions, newest activity first; `before`: those that follow on that one. */
export async function listSessions({
  sql,
  userId,
  workspaceId,
  before,
  limit,
}: {
  sql: Sql;
  userId: string;
  workspaceId: string;
  before: { lastActivityAt: number; id: string } | undefined;
  limit: number;
}): Promise<SessionRecord[]> {
  const follows =
    before && statement`(${sessions.lastActivityAt}, ${sessions.id}) < (${before.lastActivityAt}::bigint, ${before.id})`;
  return sql
    .select()
    .from(sessions)
    .where(and(eq(sessions.workspaceId, workspaceId), eq(sessions.userId, userId), follows))
    .orderBy(desc(sessions.lastActivityAt), desc(sessions.id))
    .limit(limit);
}

/** Runs that have not ended, by session; a session without one is not named. */
export async function countOpenRunsBySession({
  sql,
  workspaceId,
  sessionIds,
}: {
  sql: Sql;
  workspaceId: string;
  sessionIds: string[];
}): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await sql
    .select({ sessionId: runs.sessionId, open: count() })
    .from(runs)
    .where(and(eq(runs.workspaceId, workspaceId), inArray(runs.sessionId, sessionIds), isNull(runs.endedAt)))
    .groupBy(runs.sessionId);
  return new Map(rows.map(({ sessionId, open }) => [sessionId, open]));
}

const contentSchema = z.object({ text: z.string() });

/** What the user said first, by session; a session without it, or whose content is gone, is not named. */
export async function readFirstUserMessages({
  sql,
  key,
  workspaceId,
  sessionIds,
}: {
  sql: Sql;
  key: ContentKey;
  workspaceId: string;
  sessionIds: string[];
}): Promise<Map<string, Pick<StoredMessage, 'role' | 'runId' | 'text'>>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await sql
    .selectDistinctOn([messages.sessionId])
    .from(messages)
    .where(and(eq(messages.workspaceId, workspaceId), inArray(messages.sessionId, sessionIds), eq(messages.role, 'user')))
    .orderBy(asc(messages.sessionId), asc(messages.seq));
  return new Map(
    rows.flatMap(({ id, sessionId, role, runId, contentEnc, keyId }) => {
      if (contentEnc === null || keyId === null) return [];
      const { text } = contentSchema.parse(key.open({ place: `messages:${id}`, contentEnc, keyId }));
      return [[sessionId, { role, runId: runId ?? undefined, text }] as const];
    }),
  );
}

/** Where a step stands among all steps of its session's runs. */
export interface StepPlace {
  runCreatedAt: number;
  runId: string;
  step: number;
}

/** A step without its content. */
export interface SessionStep extends StepPlace {
  attempt: number;
  createdAt: number;
}

/** Steps of a session's runs in the order in which the runs were opened, from the step at `from` on. */
export async function listSessionSteps({
  sql,
  session,
  turn,
  from,
  limit,
}: {
  sql: Sql;
  session: SessionAddress;
  /** Steps of this number alone. */
  turn: number | undefined;
  from: StepPlace | undefined;
  limit: number;
}): Promise<SessionStep[]> {
  const follows =
    from &&
    statement`(${runs.createdAt}, ${runs.id}, ${runSteps.step}) >= (${from.runCreatedAt}::bigint, ${from.runId}, ${from.step}::integer)`;
  return sql
    .select({
      runCreatedAt: runs.createdAt,
      runId: runs.id,
      step: runSteps.step,
      attempt: runSteps.attempt,
      createdAt: runSteps.createdAt,
    })
    .from(runSteps)
    .innerJoin(runs, eq(runs.id, runSteps.runId))
    .where(
      and(
        eq(runs.workspaceId, session.workspaceId),
        eq(runs.sessionId, session.sessionId),
        turn === undefined ? undefined : eq(runSteps.step, turn),
        follows,
      ),
    )
    .orderBy(asc(runs.createdAt), asc(runs.id), asc(runSteps.step))
    .limit(limit);
}

/** When tool calls began (the first call to the device) and when they had their answer, by `run:step:ordinal`. */
export async function readToolCallTimes({
  sql,
  runIds,
}: {
  sql: Sql;
  runIds: string[];
}): Promise<{ startedAt: Map<string, number>; finishedAt: Map<string, number> }> {
  if (runIds.length === 0) return { startedAt: new Map(), finishedAt: new Map() };
  const [asked, answered] = await Promise.all([
    sql
      .select({ id: runDeviceCalls.id, at: runDeviceCalls.createdAt })
      .from(runDeviceCalls)
      .where(inArray(runDeviceCalls.runId, runIds))
      .orderBy(desc(runDeviceCalls.createdAt)),
    sql
      .select({
        runId: runToolResults.runId,
        step: runToolResults.step,
        ordinal: runToolResults.ordinal,
        at: runToolResults.createdAt,
      })
      .from(runToolResults)
      .where(inArray(runToolResults.runId, runIds)),
  ]);
  return {
    // A device call's id is its tool call's, and a number. Of one tool call, the earliest stays.
    startedAt: new Map(asked.map(({ id, at }) => [id.slice(0, id.lastIndexOf(':')), at])),
    finishedAt: new Map(answered.map(({ runId, step, ordinal, at }) => [`${runId}:${step}:${ordinal}`, at])),
  };
}

/**
 * Deletes a session with all that hangs on it: messages, runs, steps, results, calls, events, approvals, and the queue's
 * jobs, which name its runs. What its model calls used stays, without its name. Its row is locked first, so that no run is opened in it meanwhile. `open`: a run of it has not
 * ended, and nothing was deleted.
 */
export async function deleteSession({ sql, session }: { sql: Sql; session: OwnSession }): Promise<'deleted' | 'open' | 'none'> {
  const [row] = await sql.select({ id: sessions.id }).from(sessions).where(isOwn(session)).for('update');
  if (!row) return 'none';
  const open = await countOpenRunsBySession({ sql, workspaceId: session.workspaceId, sessionIds: [session.sessionId] });
  if (open.size > 0) return 'open';
  await sql.execute(statement`
    delete from ${statement.identifier(QUEUE_SCHEMA)}.job
    where singleton_key in (
      select ${runs.id} from ${runs} where ${runs.workspaceId} = ${session.workspaceId} and ${runs.sessionId} = ${session.sessionId}
    )`);
  await detachModelCalls({ sql, session });
  await sql.delete(sessions).where(isOwn(session));
  return 'deleted';
}
