import { sessions } from '@adiuva/drizzle/cloud';
import { and, eq, sql as statement } from 'drizzle-orm';
import type { ContentKey } from './content-keys.ts';
import type { SessionAddress } from './conversation-repository.ts';
import type { Sql } from './database.ts';
import type { StepUsage } from './run-repository.ts';

const placeOf = ({ workspaceId, sessionId }: SessionAddress): string => `sessions:${workspaceId}:${sessionId}:snapshot`;
const isSession = ({ workspaceId, sessionId }: SessionAddress) =>
  and(eq(sessions.workspaceId, workspaceId), eq(sessions.id, sessionId));

/** A session's snapshot, as whoever wrote it left it; undefined: there is none. `lock`: its row is locked until the transaction ends. */
export async function readStoredSnapshot({
  sql,
  key,
  session,
  lock = false,
}: {
  sql: Sql;
  key: ContentKey;
  session: SessionAddress;
  lock?: boolean;
}): Promise<unknown> {
  const query = sql
    .select({ contentEnc: sessions.stateSnapshot, keyId: sessions.keyId })
    .from(sessions)
    .where(isSession(session));
  const [row] = await (lock ? query.for('update') : query);
  if (!row?.contentEnc || row.keyId === null) return undefined;
  return key.open({ place: placeOf(session), contentEnc: row.contentEnc, keyId: row.keyId });
}

/** Counts a model call in its session, and keeps where its runs stand. Undefined: the snapshot stays as it is; null: there is none. */
export async function updateSessionState({
  sql,
  key,
  session,
  usage,
  snapshot,
}: {
  sql: Sql;
  key: ContentKey;
  session: SessionAddress;
  usage: StepUsage;
  snapshot: object | null | undefined;
}): Promise<void> {
  const sealed = snapshot ? key.seal({ place: placeOf(session), value: snapshot }) : undefined;
  await sql
    .update(sessions)
    .set({
      inputTokens: statement`${sessions.inputTokens} + ${usage.inputTokens}`,
      outputTokens: statement`${sessions.outputTokens} + ${usage.outputTokens}`,
      cachedInputTokens: statement`${sessions.cachedInputTokens} + ${usage.cachedInputTokens}`,
      reasoningTokens: statement`${sessions.reasoningTokens} + ${usage.reasoningTokens}`,
      costUsd: statement`${sessions.costUsd} + ${usage.costUsd}`,
      ...(snapshot === undefined ? {} : { stateSnapshot: sealed?.contentEnc ?? null, keyId: sealed?.keyId ?? null }),
    })
    .where(isSession(session));
}
