import { runDeviceCalls, runSteps, runToolResults } from '@adiuva/drizzle/cloud';
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { ContentKey, SealedContent } from './content-keys.ts';
import type { Sql } from './database.ts';
import type { StepUsage } from './run-repository.ts';

/** One model call's answer, as JSON of whoever stored it. */
export interface StoredStep {
  runId: string;
  step: number;
  content: unknown;
}

export type ToolOutcome = (typeof runToolResults.$inferSelect)['outcome'];

/** What a tool answered the model. */
export interface StoredToolResult {
  runId: string;
  step: number;
  ordinal: number;
  outcome: ToolOutcome;
  content: unknown;
}

export type DeviceCallState = (typeof runDeviceCalls.$inferSelect)['state'];

/** One `tool_call` to the device: what was asked, and what it answered. */
export interface StoredDeviceCall {
  id: string;
  runId: string;
  state: DeviceCallState;
  result: unknown;
  createdAt: number;
}

export async function insertStep({
  sql,
  key,
  step,
  usage,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  step: StoredStep;
  usage: StepUsage;
  at: number;
}): Promise<void> {
  await sql.insert(runSteps).values({
    runId: step.runId,
    step: step.step,
    attempt: 1,
    ...key.seal({ place: `run_steps:${step.runId}:${step.step}`, value: step.content }),
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    createdAt: at,
  });
}

export async function insertToolResult({
  sql,
  key,
  result,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  result: StoredToolResult;
  at: number;
}): Promise<void> {
  const { runId, step, ordinal, outcome, content } = result;
  const sealed = key.seal({ place: `run_tool_results:${runId}:${step}:${ordinal}`, value: content });
  await sql.insert(runToolResults).values({ runId, step, ordinal, outcome, ...sealed, createdAt: at });
}

export async function readSteps({ sql, key, runIds }: { sql: Sql; key: ContentKey; runIds: string[] }): Promise<StoredStep[]> {
  if (runIds.length === 0) return [];
  const rows = await sql.select().from(runSteps).where(inArray(runSteps.runId, runIds)).orderBy(asc(runSteps.step));
  return rows.map(({ runId, step, contentEnc, keyId }) => ({
    runId,
    step,
    content: key.open({ place: `run_steps:${runId}:${step}`, contentEnc, keyId }),
  }));
}

export async function readToolResults({
  sql,
  key,
  runIds,
}: {
  sql: Sql;
  key: ContentKey;
  runIds: string[];
}): Promise<StoredToolResult[]> {
  if (runIds.length === 0) return [];
  const rows = await sql.select().from(runToolResults).where(inArray(runToolResults.runId, runIds));
  return rows.map(({ runId, step, ordinal, outcome, contentEnc, keyId }) => ({
    runId,
    step,
    ordinal,
    outcome,
    content: key.open({ place: `run_tool_results:${runId}:${step}:${ordinal}`, contentEnc, keyId }),
  }));
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
  const store = async (sealed: SealedContent): Promise<boolean> => {
    const stored = await sql
      .update(runDeviceCalls)
      .set({ state: 'answered', resultEnc: sealed.contentEnc, answeredAt: at })
      .where(and(eq(runDeviceCalls.id, callId), eq(runDeviceCalls.keyId, sealed.keyId), ne(runDeviceCalls.state, 'answered')))
      .returning({ id: runDeviceCalls.id });
    return stored.length === 1;
  };
  const place = `run_device_calls:${callId}:result`;
  const newest = key.seal({ place, value: result });
  if (await store(newest)) return true;
  // Answered before, or asked under a key that is no longer the newest.
  const [row] = await sql.select({ keyId: runDeviceCalls.keyId }).from(runDeviceCalls).where(eq(runDeviceCalls.id, callId));
  if (!row || row.keyId === newest.keyId) return false;
  return store(key.seal({ place, value: result, keyId: row.keyId }));
}

export async function markCallTimedOut({ sql, callId }: { sql: Sql; callId: string }): Promise<void> {
  await sql
    .update(runDeviceCalls)
    .set({ state: 'timed_out' })
    .where(and(eq(runDeviceCalls.id, callId), eq(runDeviceCalls.state, 'pending')));
}

export async function findDeviceCallState({
  sql,
  callId,
  runId,
}: {
  sql: Sql;
  callId: string;
  runId: string;
}): Promise<DeviceCallState | undefined> {
  const [row] = await sql
    .select({ state: runDeviceCalls.state })
    .from(runDeviceCalls)
    .where(and(eq(runDeviceCalls.id, callId), eq(runDeviceCalls.runId, runId)));
  return row?.state;
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
    result:
      row.resultEnc && key.open({ place: `run_device_calls:${row.id}:result`, contentEnc: row.resultEnc, keyId: row.keyId }),
    createdAt: row.createdAt,
  }));
}
