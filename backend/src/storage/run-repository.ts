import { runs } from '@adiuva/drizzle/cloud';
import { and, asc, count, eq, inArray, isNull, sql as statement } from 'drizzle-orm';
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

/** Every run that has not ended, oldest first. */
export async function listOpenRuns({ sql }: { sql: Sql }): Promise<RunRecord[]> {
  return sql.select().from(runs).where(isNull(runs.endedAt)).orderBy(asc(runs.createdAt), asc(runs.id));
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

export async function countOpenRuns({ sql, workspaceId }: { sql: Sql; workspaceId: string }): Promise<number> {
  const [row] = await sql
    .select({ open: count() })
    .from(runs)
    .where(and(eq(runs.workspaceId, workspaceId), inArray(runs.status, ['queued', 'running', 'waiting'])));
  return row?.open ?? 0;
}

/**
 * Takes a run over: its epoch grows, so that whoever held it before can commit nothing more. Undefined: it has ended.
 */
export async function takeLease({
  sql,
  runId,
  owner,
}: {
  sql: Sql;
  runId: string;
  owner: string;
}): Promise<RunRecord | undefined> {
  const [row] = await sql
    .update(runs)
    .set({ leaseEpoch: statement`${runs.leaseEpoch} + 1`, leaseOwner: owner, status: 'running' })
    .where(and(eq(runs.id, runId), isNull(runs.endedAt)))
    .returning();
  return row;
}

/**
 * Locks a run for a commit under `epoch`, counts its new events and its model call. Undefined: the epoch is old, or the
 * run has ended; nothing may be committed.
 */
export async function advanceRun({
  sql,
  runId,
  epoch,
  events,
  usage,
}: {
  sql: Sql;
  runId: string;
  epoch: number;
  events: number;
  usage: StepUsage;
}): Promise<{ lastEventSeq: number } | undefined> {
  const [row] = await sql
    .update(runs)
    .set({
      lastEventSeq: statement`${runs.lastEventSeq} + ${events}`,
      inputTokens: statement`${runs.inputTokens} + ${usage.inputTokens}`,
      outputTokens: statement`${runs.outputTokens} + ${usage.outputTokens}`,
      cachedInputTokens: statement`${runs.cachedInputTokens} + ${usage.cachedInputTokens}`,
      reasoningTokens: statement`${runs.reasoningTokens} + ${usage.reasoningTokens}`,
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

export async function markCancelRequested({ sql, runId, at }: { sql: Sql; runId: string; at: number }): Promise<void> {
  await sql
    .update(runs)
    .set({ cancelRequestedAt: at })
    .where(and(eq(runs.id, runId), isNull(runs.cancelRequestedAt), isNull(runs.endedAt)));
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
