import { messages, sessions } from '@adiuva/drizzle/cloud';
import { and, desc, eq, inArray, lte, sql as statement } from 'drizzle-orm';
import type { ContentKey } from './content-keys.ts';
import type { Sql } from './database.ts';

export interface SessionAddress {
  workspaceId: string;
  sessionId: string;
}

export interface StoredMessage {
  id: string;
  seq: number;
  role: 'user' | 'assistant';
  runId: string | undefined;
  /** Undefined: retention took it. */
  text: string | undefined;
  createdAt: number;
}

const placeOf = (id: string): string => `messages:${id}`;

/**
 * Makes the session if it is not there, and locks its row until the transaction ends. Answers the place of its newest
 * message, and the place up to which retention took the content.
 */
export async function openSession({
  sql,
  session,
  userId,
  at,
}: {
  sql: Sql;
  session: SessionAddress;
  userId: string;
  at: number;
}): Promise<{ lastSeq: number; contentGoneSeq: number }> {
  const [row] = await sql
    .insert(sessions)
    .values({ workspaceId: session.workspaceId, id: session.sessionId, userId, createdAt: at, lastActivityAt: at })
    .onConflictDoUpdate({ target: [sessions.workspaceId, sessions.id], set: { lastActivityAt: at } })
    .returning({ lastSeq: sessions.lastSeq, contentGoneSeq: sessions.contentGoneSeq });
  return row ?? { lastSeq: 0, contentGoneSeq: 0 };
}

/** Locks the session's row until the transaction ends: what is decided by all runs of a session is decided one at a time. */
export async function lockSession({ sql, session }: { sql: Sql; session: SessionAddress }): Promise<void> {
  await sql
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.workspaceId, session.workspaceId), eq(sessions.id, session.sessionId)))
    .for('update');
}

/** Appends messages in order, and counts them. The session's row is locked until the transaction ends: `seq` has no gaps. */
export async function appendMessages({
  sql,
  key,
  session,
  at,
  entries,
}: {
  sql: Sql;
  key: ContentKey;
  session: SessionAddress;
  at: number;
  entries: { id: string; role: 'user' | 'assistant'; runId?: string; text: string }[];
}): Promise<void> {
  const [locked] = await sql
    .update(sessions)
    .set({
      lastSeq: statement`${sessions.lastSeq} + ${entries.length}`,
      messageCount: statement`${sessions.messageCount} + ${entries.length}`,
      lastActivityAt: statement`greatest(${sessions.lastActivityAt}, ${at}::bigint)`,
    })
    .where(and(eq(sessions.workspaceId, session.workspaceId), eq(sessions.id, session.sessionId)))
    .returning({ lastSeq: sessions.lastSeq });
  if (!locked) throw new Error(`session ${session.sessionId} is not there`);
  const first = locked.lastSeq - entries.length + 1;
  await sql.insert(messages).values(
    entries.map(({ id, role, runId, text }, index) => ({
      id,
      workspaceId: session.workspaceId,
      sessionId: session.sessionId,
      seq: first + index,
      role,
      runId: runId ?? null,
      ...key.seal({ place: placeOf(id), value: { text } }),
      createdAt: at,
    })),
  );
}

/** The session's newest messages up to `untilSeq`, oldest first. */
export async function readMessages({
  sql,
  key,
  session,
  untilSeq,
  limit,
}: {
  sql: Sql;
  key: ContentKey;
  session: SessionAddress;
  untilSeq: number;
  limit: number;
}): Promise<StoredMessage[]> {
  const rows = await sql
    .select()
    .from(messages)
    .where(
      and(eq(messages.workspaceId, session.workspaceId), eq(messages.sessionId, session.sessionId), lte(messages.seq, untilSeq)),
    )
    .orderBy(desc(messages.seq))
    .limit(limit);
  return rows.toReversed().map((row) => toMessage({ row, key }));
}

/** The answers of these runs, wherever in their session they stand. */
export async function readReplies({
  sql,
  key,
  runIds,
}: {
  sql: Sql;
  key: ContentKey;
  runIds: string[];
}): Promise<StoredMessage[]> {
  if (runIds.length === 0) return [];
  const rows = await sql
    .select()
    .from(messages)
    .where(and(inArray(messages.runId, runIds), eq(messages.role, 'assistant')));
  return rows.map((row) => toMessage({ row, key }));
}

/** What the user said to open a run. */
export async function findUserMessage({
  sql,
  key,
  runId,
}: {
  sql: Sql;
  key: ContentKey;
  runId: string;
}): Promise<StoredMessage | undefined> {
  const [row] = await sql
    .select()
    .from(messages)
    .where(and(eq(messages.runId, runId), eq(messages.role, 'user')))
    .limit(1);
  return row && toMessage({ row, key });
}

function toMessage({ row, key }: { row: typeof messages.$inferSelect; key: ContentKey }): StoredMessage {
  const { id, seq, role, contentEnc, keyId, createdAt } = row;
  const common = { id, seq, role, runId: row.runId ?? undefined, createdAt };
  if (contentEnc === null || keyId === null) return { ...common, text: undefined };
  const content = key.open({ place: placeOf(id), contentEnc, keyId });
  const text = typeof content === 'object' && content !== null && 'text' in content ? content.text : '';
  return { ...common, text: typeof text === 'string' ? text : '' };
}
