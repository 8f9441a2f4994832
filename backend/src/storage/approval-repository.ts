import { approvals } from '@adiuva/drizzle/cloud';
import type { JsonObject } from '@adiuva/shared-protocol';
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { ContentKey } from './content-keys.ts';
import type { Sql } from './database.ts';

export type ApprovalStatus = (typeof approvals.$inferSelect)['status'];

/** A call of a tool of the backend's that its user is asked about. */
export interface StoredApproval {
  id: string;
  runId: string;
  step: number;
  ordinal: number;
  tool: string;
  status: ApprovalStatus;
  /** The tool was begun: it may have been done, whether or not its reply was stored. */
  isExecuting: boolean;
  input: JsonObject;
  reason: string;
  /** What the user made of the input. */
  editedInput: JsonObject | undefined;
  /** Why the user rejected it. */
  rejection: string | undefined;
  requestedAt: number;
  expiresAt: number;
}

const contentSchema = z.object({ input: z.record(z.string(), z.json()), reason: z.string() });
const decisionSchema = z.object({ input: z.record(z.string(), z.json()).optional(), reason: z.string().optional() });

const placeOf = (id: string, part: 'content' | 'decision'): string => `approvals:${id}:${part}`;

export async function insertApproval({
  sql,
  key,
  approval,
}: {
  sql: Sql;
  key: ContentKey;
  approval: Pick<StoredApproval, 'id' | 'runId' | 'step' | 'ordinal' | 'tool' | 'input' | 'reason' | 'requestedAt' | 'expiresAt'>;
}): Promise<void> {
  const { input, reason, ...row } = approval;
  await sql
    .insert(approvals)
    .values({ ...row, status: 'PENDING_APPROVAL', ...key.seal({ place: placeOf(row.id, 'content'), value: { input, reason } }) });
}

function toApproval({ row, key }: { row: typeof approvals.$inferSelect; key: ContentKey }): StoredApproval {
  const { contentEnc, decisionEnc, keyId, decidedAt: _decidedAt, decidedBy: _decidedBy, ...rest } = row;
  const { input, reason } = contentSchema.parse(key.open({ place: placeOf(row.id, 'content'), contentEnc, keyId }));
  const decision = decisionEnc
    ? decisionSchema.parse(key.open({ place: placeOf(row.id, 'decision'), contentEnc: decisionEnc, keyId }))
    : {};
  return { ...rest, input, reason, editedInput: decision.input, rejection: decision.reason };
}

export async function readApprovals({
  sql,
  key,
  runId,
}: {
  sql: Sql;
  key: ContentKey;
  runId: string;
}): Promise<StoredApproval[]> {
  const rows = await sql
    .select()
    .from(approvals)
    .where(eq(approvals.runId, runId))
    .orderBy(asc(approvals.step), asc(approvals.ordinal));
  return rows.map((row) => toApproval({ row, key }));
}

/** Whose approval it is; undefined: there is none of this id. */
export async function findApproval({
  sql,
  id,
}: {
  sql: Sql;
  id: string;
}): Promise<{ runId: string; tool: string; status: ApprovalStatus; expiresAt: number } | undefined> {
  const [row] = await sql
    .select({ runId: approvals.runId, tool: approvals.tool, status: approvals.status, expiresAt: approvals.expiresAt })
    .from(approvals)
    .where(eq(approvals.id, id));
  return row;
}

/** Keeps the first decision about an approval. False: it was decided, expired or withdrawn before. */
export async function decideApproval({
  sql,
  key,
  id,
  status,
  decision,
  by,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  id: string;
  status: 'APPROVED' | 'REJECTED';
  decision: { input?: JsonObject; reason?: string };
  by: 'device' | 'user';
  at: number;
}): Promise<boolean> {
  const [row] = await sql.select({ keyId: approvals.keyId }).from(approvals).where(eq(approvals.id, id)).for('update');
  if (!row) return false;
  const isSaid = decision.input !== undefined || decision.reason !== undefined;
  const decisionEnc = isSaid ? key.seal({ place: placeOf(id, 'decision'), value: decision, keyId: row.keyId }).contentEnc : null;
  const decided = await sql
    .update(approvals)
    .set({ status, decisionEnc, decidedAt: at, decidedBy: by })
    .where(and(eq(approvals.id, id), eq(approvals.status, 'PENDING_APPROVAL')))
    .returning({ id: approvals.id });
  return decided.length === 1;
}

/** Runs with an approval that nobody answered in time. */
export async function listOverdueApprovals({ sql, at }: { sql: Sql; at: number }): Promise<{ id: string; runId: string }[]> {
  return sql
    .select({ id: approvals.id, runId: approvals.runId })
    .from(approvals)
    .where(and(eq(approvals.status, 'PENDING_APPROVAL'), lte(approvals.expiresAt, at)))
    .orderBy(asc(approvals.expiresAt))
    .limit(200);
}

/** Ends what waits: nobody may answer it any more. */
export async function expireApprovals({
  sql,
  at,
  ...which
}: { sql: Sql; at: number } & ({ id: string } | { runId: string })): Promise<boolean> {
  const expired = await sql
    .update(approvals)
    .set({ status: 'EXPIRED', decidedAt: at })
    .where(
      and(
        'id' in which ? eq(approvals.id, which.id) : eq(approvals.runId, which.runId),
        eq(approvals.status, 'PENDING_APPROVAL'),
      ),
    )
    .returning({ id: approvals.id });
  return expired.length > 0;
}

/** The tool is about to run. False: it was begun before, and may have been done. */
export async function beginApproved({ sql, id }: { sql: Sql; id: string }): Promise<boolean> {
  const begun = await sql
    .update(approvals)
    .set({ isExecuting: true })
    .where(and(eq(approvals.id, id), eq(approvals.status, 'APPROVED'), eq(approvals.isExecuting, false)))
    .returning({ id: approvals.id });
  return begun.length === 1;
}

export async function markApprovalExecuted({ sql, id }: { sql: Sql; id: string }): Promise<void> {
  await sql
    .update(approvals)
    .set({ status: 'EXECUTED' })
    .where(and(eq(approvals.id, id), eq(approvals.status, 'APPROVED')));
}

/** Those of these that nobody has answered. */
export async function findPendingApprovalIds({ sql, ids }: { sql: Sql; ids: string[] }): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(inArray(approvals.id, ids), eq(approvals.status, 'PENDING_APPROVAL')));
  return new Set(rows.map(({ id }) => id));
}
