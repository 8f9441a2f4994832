import { runs } from '@adiuva/drizzle/cloud';
import { and, asc, eq, isNull, sql as statement } from 'drizzle-orm';
import type { Sql } from './database.ts';
import { PRESENCE_LOCK } from './node-presence.ts';
import type { RunRecord } from './run-repository.ts';

/** Whether a node holds its presence lock: `node` is a column or a value. */
const isAlive = (node: ReturnType<typeof statement>) => statement`exists (
  select 1 from pg_locks presence
  where presence.locktype = 'advisory' and presence.granted and presence.classid = ${PRESENCE_LOCK}
    and presence.objid = (hashtext(${node}) & 2147483647)::oid
    and presence.database = (select oid from pg_database where datname = current_database()))`;

/** Held by the device's socket of another living node: its run is that node's. */
const isElsewhere = (node: string) => statement`exists (
  select 1 from devices d
  where d.user_id = ${runs.userId} and d.device_id = ${runs.deviceId}
    and d.connected_node is not null and d.connected_node <> ${node} and ${isAlive(statement`d.connected_node`)})`;

/** A run of the same session is to be done first: it is being worked on, or was said before and waits for a worker. */
const isBehind = statement`exists (
  select 1 from runs other
  where other.workspace_id = ${runs.workspaceId} and other.session_id = ${runs.sessionId} and other.id <> ${runs.id}
    and (other.status = 'running' or (other.status = 'queued' and other.opened_seq < ${runs.openedSeq})))`;

/**
 * Takes a queued run: its epoch grows, so that whoever held it before can commit nothing more, and this counts as a try of
 * its step. Undefined: it has ended, waits, is worked on, is not the next of its session, or belongs to the node that holds
 * its device's socket. Two that take runs of one session at once: the database lets one, and the other rejects with a unique
 * violation.
 */
export async function takeLease({ sql, runId, node }: { sql: Sql; runId: string; node: string }): Promise<RunRecord | undefined> {
  const [row] = await sql
    .update(runs)
    .set({
      leaseEpoch: statement`${runs.leaseEpoch} + 1`,
      leaseBeat: statement`${runs.leaseBeat} + 1`,
      leaseOwner: node,
      attempt: statement`${runs.attempt} + 1`,
      status: 'running',
    })
    .where(and(eq(runs.id, runId), eq(runs.status, 'queued'), statement`not ${isBehind}`, statement`not ${isElsewhere(node)}`))
    .returning();
  return row;
}

/** What a worker learns of a run that it holds: `undefined` of one that it does not hold any more. */
export interface HeldLease {
  runId: string;
  isCancelled: boolean;
  /** Its device is connected to another living node: it is to be worked on there. */
  isElsewhere: boolean;
}

/** Shows that the worker of these runs lives. Answers those that it still holds. */
export async function renewLeases({
  sql,
  node,
  held,
}: {
  sql: Sql;
  node: string;
  held: { runId: string; epoch: number }[];
}): Promise<HeldLease[]> {
  const ids = held.map(({ runId }) => runId);
  const epochs = held.map(({ epoch }) => epoch);
  const { rows } = await sql.execute<{ id: string; cancelled: boolean; elsewhere: boolean }>(statement`
    update runs set lease_beat = lease_beat + 1
    from unnest(${statement.param(ids)}::text[], ${statement.param(epochs)}::int[]) as mine(id, epoch)
    where runs.id = mine.id and runs.lease_epoch = mine.epoch and runs.ended_at is null
    returning runs.id, runs.cancel_requested_at is not null as cancelled, ${isElsewhere(node)} as elsewhere`);
  return rows.map(({ id, cancelled, elsewhere }) => ({ runId: id, isCancelled: cancelled, isElsewhere: elsewhere }));
}

/** A run that somebody works on, or worked on when they died. */
export interface LeasedRun {
  runId: string;
  owner: string | null;
  epoch: number;
  beat: number;
  isOwnerAlive: boolean;
}

export async function listLeasedRuns({ sql }: { sql: Sql }): Promise<LeasedRun[]> {
  return sql
    .select({
      runId: runs.id,
      owner: runs.leaseOwner,
      epoch: runs.leaseEpoch,
      beat: runs.leaseBeat,
      isOwnerAlive: statement<boolean>`${isAlive(statement`${runs.leaseOwner}`)}`,
    })
    .from(runs)
    .where(eq(runs.status, 'running'))
    .orderBy(asc(runs.createdAt), asc(runs.id));
}

/**
 * Gives a run back to the queue, if it is still held under `epoch`: nobody can commit anything under that one any more.
 * `isTry`: what was begun counts as a try of its step. Answers the run; undefined: somebody else has it, or it has ended.
 */
export async function releaseLease({
  sql,
  runId,
  epoch,
  isTry,
}: {
  sql: Sql;
  runId: string;
  epoch: number;
  isTry: boolean;
}): Promise<RunRecord | undefined> {
  const [row] = await sql
    .update(runs)
    .set({
      status: 'queued',
      leaseOwner: null,
      leaseEpoch: statement`${runs.leaseEpoch} + 1`,
      ...(isTry ? {} : { attempt: statement`greatest(0, ${runs.attempt} - 1)` }),
    })
    .where(and(eq(runs.id, runId), eq(runs.leaseEpoch, epoch), eq(runs.status, 'running'), isNull(runs.endedAt)))
    .returning();
  return row;
}

/** The run of a session that is to be worked on next; undefined: one is being worked on, or none waits for a worker. */
export async function findNextOfSession({
  sql,
  workspaceId,
  sessionId,
}: {
  sql: Sql;
  workspaceId: string;
  sessionId: string;
}): Promise<Pick<RunRecord, 'id' | 'kind' | 'workspaceId'> | undefined> {
  const [row] = await sql
    .select({ id: runs.id, kind: runs.kind, workspaceId: runs.workspaceId })
    .from(runs)
    .where(
      and(
        eq(runs.workspaceId, workspaceId),
        eq(runs.sessionId, sessionId),
        eq(runs.status, 'queued'),
        statement`not ${isBehind}`,
      ),
    )
    .orderBy(asc(runs.openedSeq), asc(runs.id))
    .limit(1);
  return row;
}

/**
 * Runs that wait for a worker, could be worked on by this node, and have no job that will bring them one. `isStale`: a job
 * that was fetched so long ago, in seconds, brings nobody any more.
 */
export async function listForgottenRuns({
  sql,
  node,
  staleSeconds,
  limit,
}: {
  sql: Sql;
  node: string;
  staleSeconds: number;
  limit: number;
}): Promise<Pick<RunRecord, 'id' | 'kind' | 'workspaceId'>[]> {
  return sql
    .select({ id: runs.id, kind: runs.kind, workspaceId: runs.workspaceId })
    .from(runs)
    .where(
      and(
        eq(runs.status, 'queued'),
        statement`not ${isBehind}`,
        statement`not ${isElsewhere(node)}`,
        statement`not exists (
          select 1 from pgboss.job job
          where job.name = 'run-' || ${runs.kind} and job.singleton_key = ${runs.id}
            and (job.state < 'active' or (job.state = 'active' and job.started_on > now() - ${staleSeconds} * interval '1 second')))`,
      ),
    )
    .orderBy(asc(runs.createdAt), asc(runs.id))
    .limit(limit);
}
