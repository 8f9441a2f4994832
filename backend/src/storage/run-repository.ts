import { runs } from '@adiuva/drizzle/cloud';
import { and, asc, eq, inArray, isNotNull, isNull, sql as statement } from 'drizzle-orm';
import type { Sql } from './database.ts';

export type RunRecord = typeof runs.$inferSelect;
export type NewRun = typeof runs.$inferInsert;
export type EndStatus = Extract<RunRecord['status'], 'success' | 'partial' | 'error' | 'cancelled' | 'limit'>;

/** Tokens of one model call. */
export interface StepUsage {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  reasoningTokens: number;
  /** US dollars. */
  costUsd: number;
}

/** Adds a run. False: this device already asked with this request id. */
export async function insertRun({ sql, run }: { sql: Sql; run: NewRun }): Promise<boolean> {
  const added = await sql
    .insert(runs)
    .values(run)
    .onConflictDoNothing({ target: [runs.userId, runs.deviceId, runs.requestId] })
    .returning({ id: runs.id });
  return added.length === 1;
}

export async function findRun({ sql, runId }: { sql: Sql; runId: string }): Promise<RunRecord | undefined> {
  const [row] = await sql.select().from(runs).where(eq(runs.id, runId));
  return row;
}

/** Those of the runs that are this device's. */
export async function findRunsOfDevice({
  sql,
  userId,
  deviceId,
  runIds,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
  runIds: string[];
}): Promise<RunRecord[]> {
  if (runIds.length === 0) return [];
  return sql
    .select()
    .from(runs)
    .where(and(eq(runs.userId, userId), eq(runs.deviceId, deviceId), inArray(runs.id, runIds)));
}

export async function findRunByRequest({
  sql,
  userId,
  deviceId,
  requestId,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
  requestId: string;
}): Promise<RunRecord | undefined> {
  const [row] = await sql
    .select()
    .from(runs)
    .where(and(eq(runs.userId, userId), eq(runs.deviceId, deviceId), eq(runs.requestId, requestId)));
  return row;
}

/** The oldest run that a user asked for by this id, from whichever device. */
export async function findRunOfUserByRequest({
  sql,
  userId,
  requestId,
}: {
  sql: Sql;
  userId: string;
  requestId: string;
}): Promise<RunRecord | undefined> {
  const [row] = await sql
    .select()
    .from(runs)
    .where(and(eq(runs.userId, userId), eq(runs.requestId, requestId)))
    .orderBy(asc(runs.createdAt), asc(runs.id))
    .limit(1);
  return row;
}

export async function listOpenRunsOfDevice({
  sql,
  userId,
  deviceId,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
}): Promise<RunRecord[]> {
  return sql
    .select()
    .from(runs)
    .where(and(eq(runs.userId, userId), eq(runs.deviceId, deviceId), isNull(runs.endedAt)))
    .orderBy(asc(runs.createdAt), asc(runs.id));
}

/** Runs that have not ended, of all workspaces. */
export async function countOpenRunsByStatus({ sql }: { sql: Sql }): Promise<{ status: string; kind: string; runs: number }[]> {
  return sql
    .select({ status: runs.status, kind: runs.kind, runs: statement<number>`count(*)::int` })
    .from(runs)
    .where(isNull(runs.endedAt))
    .groupBy(runs.status, runs.kind);
}

/** Runs of a kind that wait for a worker or have one: of the workspace, and of all. */
export async function countOpenRuns({
  sql,
  workspaceId,
  kind,
}: {
  sql: Sql;
  workspaceId: string;
  kind: RunRecord['kind'];
}): Promise<{ workspace: number; all: number }> {
  const [row] = await sql
    .select({
      workspace: statement<number>`(count(*) filter (where ${runs.workspaceId} = ${workspaceId}))::int`,
      all: statement<number>`count(*)::int`,
    })
    .from(runs)
    .where(and(inArray(runs.status, ['queued', 'running']), eq(runs.kind, kind)));
  return row ?? { workspace: 0, all: 0 };
}

/**
 * Takes a run from whoever works on it, to end it: nobody but the caller can commit anything of it from then on. Undefined:
 * it has ended.
 */
export async function seizeRun({ sql, runId }: { sql: Sql; runId: string }): Promise<RunRecord | undefined> {
  const [row] = await sql
    .update(runs)
    .set({ leaseEpoch: statement`${runs.leaseEpoch} + 1` })
    .where(and(eq(runs.id, runId), isNull(runs.endedAt)))
    .returning();
  return row;
}

/**
 * Locks a run for a commit under `epoch`, counts its new events, its model call and the time that went into it. Undefined:
 * the epoch is old, or the run has ended; nothing may be committed.
 */
export async function advanceRun({
  sql,
  runId,
  epoch,
  events,
  usage,
  workedMs,
  attempt,
}: {
  sql: Sql;
  runId: string;
  epoch: number;
  events: number;
  usage: StepUsage;
  /** Since the commit before this one. */
  workedMs: number;
  /** Which try of its step the run is at now; absent: as before. */
  attempt: number | undefined;
}): Promise<{ lastEventSeq: number } | undefined> {
  const [row] = await sql
    .update(runs)
    .set({
      lastEventSeq: statement`${runs.lastEventSeq} + ${events}`,
      inputTokens: statement`${runs.inputTokens} + ${usage.inputTokens}`,
      outputTokens: statement`${runs.outputTokens} + ${usage.outputTokens}`,
      cachedInputTokens: statement`${runs.cachedInputTokens} + ${usage.cachedInputTokens}`,
      reasoningTokens: statement`${runs.reasoningTokens} + ${usage.reasoningTokens}`,
      costUsd: statement`${runs.costUsd} + ${usage.costUsd}`,
      workedMs: statement`${runs.workedMs} + ${workedMs}`,
      ...(attempt === undefined ? {} : { attempt }),
    })
    .where(and(eq(runs.id, runId), eq(runs.leaseEpoch, epoch), isNull(runs.endedAt)))
    .returning({ lastEventSeq: runs.lastEventSeq });
  return row;
}

export async function markRunEnded({
  sql,
  runId,
  status,
  code,
  at,
}: {
  sql: Sql;
  runId: string;
  status: EndStatus;
  code: string | undefined;
  at: number;
}): Promise<void> {
  await sql
    .update(runs)
    .set({ status, code: code ?? null, endedAt: at, leaseOwner: null })
    .where(eq(runs.id, runId));
}

/** Answers the run's status from then on; undefined: it has ended. */
export async function markCancelRequested({
  sql,
  runId,
  at,
}: {
  sql: Sql;
  runId: string;
  at: number;
}): Promise<RunRecord['status'] | undefined> {
  const [row] = await sql
    .update(runs)
    .set({ cancelRequestedAt: statement`coalesce(${runs.cancelRequestedAt}, ${at}::bigint)` })
    .where(and(eq(runs.id, runId), isNull(runs.endedAt)))
    .returning({ status: runs.status });
  return row?.status;
}

/** The run's row, locked until the transaction ends. */
export async function lockRun({ sql, runId }: { sql: Sql; runId: string }): Promise<RunRecord | undefined> {
  const [row] = await sql.select().from(runs).where(eq(runs.id, runId)).for('update');
  return row;
}

/**
 * Gives a run's lease up while its step waits for the device's owner: whoever held it can commit nothing more. `queued`
 * instead of `waiting`: it is to go on at once, since an answer or a cancel came meanwhile. The row is locked by the caller.
 */
export async function markRunWaiting({
  sql,
  runId,
  step,
  hasNews,
}: {
  sql: Sql;
  runId: string;
  step: number;
  /** A call of the step is answered already. */
  hasNews: boolean;
}): Promise<'waiting' | 'queued'> {
  const [row] = await sql
    .update(runs)
    .set({
      status: statement`case when ${hasNews} or ${runs.cancelRequestedAt} is not null then 'queued' else 'waiting' end`,
      waitingStep: step,
      attempt: 0,
      leaseOwner: null,
      leaseEpoch: statement`${runs.leaseEpoch} + 1`,
    })
    .where(eq(runs.id, runId))
    .returning({ status: runs.status });
  return row?.status === 'waiting' ? 'waiting' : 'queued';
}

/** Open runs of a session, each locked until the transaction ends. */
export async function lockOpenRunsOfSession({
  sql,
  workspaceId,
  sessionId,
}: {
  sql: Sql;
  workspaceId: string;
  sessionId: string;
}): Promise<RunRecord[]> {
  return sql
    .select()
    .from(runs)
    .where(and(eq(runs.workspaceId, workspaceId), eq(runs.sessionId, sessionId), isNull(runs.endedAt)))
    .orderBy(asc(runs.id))
    .for('update');
}

export async function markRunQueued({ sql, runId }: { sql: Sql; runId: string }): Promise<void> {
  await sql.update(runs).set({ status: 'queued' }).where(eq(runs.id, runId));
}

/** Those of the runs that have not ended. */
export async function findOpenRunIds({ sql, runIds }: { sql: Sql; runIds: string[] }): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const rows = await sql
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.id, runIds), isNull(runs.endedAt)));
  return new Set(rows.map(({ id }) => id));
}

/** What a model said that the messages of these runs are about; of those without such a word, nothing. */
export async function readIntents({ sql, runIds }: { sql: Sql; runIds: string[] }): Promise<ReadonlyMap<string, string>> {
  if (runIds.length === 0) return new Map();
  const rows = await sql
    .select({ id: runs.id, intent: runs.intent })
    .from(runs)
    .where(and(inArray(runs.id, runIds), isNotNull(runs.intent)));
  return new Map(rows.flatMap(({ id, intent }) => (intent === null ? [] : [[id, intent] as const])));
}

export async function saveIntent({ sql, runId, intent }: { sql: Sql; runId: string; intent: string }): Promise<void> {
  await sql.update(runs).set({ intent }).where(eq(runs.id, runId));
}

/** Keeps the highest `seq` that the device has acknowledged; never more than there is. */
export async function acknowledgeEvents({
  sql,
  runId,
  userId,
  deviceId,
  seq,
}: {
  sql: Sql;
  runId: string;
  userId: string;
  deviceId: string;
  seq: number;
}): Promise<void> {
  await sql
    .update(runs)
    .set({ ackedSeq: statement`greatest(${runs.ackedSeq}, least(${seq}::bigint, ${runs.lastEventSeq}))` })
    .where(and(eq(runs.id, runId), eq(runs.userId, userId), eq(runs.deviceId, deviceId)));
}
