import { runDeviceCalls, runs } from '@adiuva/drizzle/cloud';
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { ContentKey, ContentKeys } from './content-keys.ts';
import type { Sql } from './database.ts';

export type DeviceCallState = (typeof runDeviceCalls.$inferSelect)['state'];

/** One `tool_call` to the device: what was asked, and what it answered. */
export interface StoredDeviceCall {
  id: string;
  runId: string;
  state: DeviceCallState;
  /** As it was first sent. */
  frame: unknown;
  result: unknown;
  createdAt: number;
  answeredAt: number | null;
}

export async function insertDeviceCall({
  sql,
  key,
  call,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  call: { id: string; runId: string; action: string; frame: unknown };
  at: number;
}): Promise<void> {
  const sealed = key.seal({ place: `run_device_calls:${call.id}:frame`, value: call.frame });
  await sql.insert(runDeviceCalls).values({
    id: call.id,
    runId: call.runId,
    action: call.action,
    state: 'pending',
    frameEnc: sealed.contentEnc,
    keyId: sealed.keyId,
    createdAt: at,
  });
}

/** Stores a call's answer, the first one only, under the key of its question. False: there was an answer already. */
export async function storeDeviceResult({
  sql,
  key,
  callId,
  result,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  callId: string;
  result: unknown;
  at: number;
}): Promise<boolean> {
  const place = `run_device_calls:${callId}:result`;
  let sealed = key.seal({ place, value: result });
  for (;;) {
    const stored = await sql
      .update(runDeviceCalls)
      .set({ state: 'answered', resultEnc: sealed.contentEnc, answeredAt: at })
      .where(and(eq(runDeviceCalls.id, callId), eq(runDeviceCalls.keyId, sealed.keyId), ne(runDeviceCalls.state, 'answered')))
      .returning({ id: runDeviceCalls.id });
    if (stored.length === 1) return true;
    // Answered before; or asked under another key, which a rotation may change once more meanwhile.
    const [row] = await sql
      .select({ keyId: runDeviceCalls.keyId, state: runDeviceCalls.state })
      .from(runDeviceCalls)
      .where(eq(runDeviceCalls.id, callId));
    if (!row || row.state === 'answered') return false;
    sealed = key.seal({ place, value: result, keyId: row.keyId });
  }
}

/** Also one that came to wait in the same moment: the model was told that no answer came. */
export async function markCallTimedOut({ sql, callId }: { sql: Sql; callId: string }): Promise<void> {
  await sql
    .update(runDeviceCalls)
    .set({ state: 'timed_out' })
    .where(and(eq(runDeviceCalls.id, callId), ne(runDeviceCalls.state, 'answered')));
}

/** The device asks its owner first. What was answered stays so. */
export async function markCallWaiting({ sql, callId }: { sql: Sql; callId: string }): Promise<void> {
  await sql
    .update(runDeviceCalls)
    .set({ state: 'waiting' })
    .where(and(eq(runDeviceCalls.id, callId), eq(runDeviceCalls.state, 'pending')));
}

/** Those of these calls that still wait for their device's owner. */
export async function findWaitingCallIds({ sql, callIds }: { sql: Sql; callIds: string[] }): Promise<Set<string>> {
  if (callIds.length === 0) return new Set();
  const rows = await sql
    .select({ id: runDeviceCalls.id })
    .from(runDeviceCalls)
    .where(and(inArray(runDeviceCalls.id, callIds), eq(runDeviceCalls.state, 'waiting')));
  return new Set(rows.map(({ id }) => id));
}

export async function findDeviceCall({
  sql,
  callId,
}: {
  sql: Sql;
  callId: string;
}): Promise<{ runId: string; state: DeviceCallState } | undefined> {
  const [row] = await sql
    .select({ runId: runDeviceCalls.runId, state: runDeviceCalls.state })
    .from(runDeviceCalls)
    .where(eq(runDeviceCalls.id, callId));
  return row;
}

/** Calls of a device's open runs that wait for its owner, oldest first, each frame as it was first sent. */
export async function readWaitingCalls({
  sql,
  contentKeys,
  device: { userId, deviceId, storeId },
  callId,
}: {
  sql: Sql;
  contentKeys: Pick<ContentKeys, 'of'>;
  device: { userId: string; deviceId: string; storeId: string };
  /** This one alone. */
  callId?: string;
}): Promise<{ id: string; frame: unknown }[]> {
  const rows = await sql
    .select({
      id: runDeviceCalls.id,
      frameEnc: runDeviceCalls.frameEnc,
      keyId: runDeviceCalls.keyId,
      workspaceId: runs.workspaceId,
    })
    .from(runDeviceCalls)
    .innerJoin(runs, eq(runs.id, runDeviceCalls.runId))
    .where(
      and(
        eq(runs.userId, userId),
        eq(runs.deviceId, deviceId),
        eq(runs.storeId, storeId),
        isNull(runs.endedAt),
        eq(runDeviceCalls.state, 'waiting'),
        callId === undefined ? undefined : eq(runDeviceCalls.id, callId),
      ),
    )
    .orderBy(asc(runDeviceCalls.createdAt), asc(runDeviceCalls.id));
  return Promise.all(
    rows.map(async ({ id, frameEnc, keyId, workspaceId }) => {
      const key = await contentKeys.of(workspaceId);
      return { id, frame: key.open({ place: `run_device_calls:${id}:frame`, contentEnc: frameEnc, keyId }) };
    }),
  );
}

export async function readDeviceCalls({
  sql,
  key,
  runId,
}: {
  sql: Sql;
  key: ContentKey;
  runId: string;
}): Promise<StoredDeviceCall[]> {
  const rows = await sql.select().from(runDeviceCalls).where(eq(runDeviceCalls.runId, runId));
  return rows.map((row) => ({
    id: row.id,
    runId: row.runId,
    state: row.state,
    frame: key.open({ place: `run_device_calls:${row.id}:frame`, contentEnc: row.frameEnc, keyId: row.keyId }),
    result:
      row.resultEnc && key.open({ place: `run_device_calls:${row.id}:result`, contentEnc: row.resultEnc, keyId: row.keyId }),
    createdAt: row.createdAt,
    answeredAt: row.answeredAt,
  }));
}
