// Rows in every table that holds encrypted content, each saying its own place, and what reads all of them back.
import {
  approvals,
  messages,
  runDeviceCalls,
  runEvents,
  runs,
  runSteps,
  runToolResults,
  sessions,
  users,
  workspaces,
} from '@adiuva/drizzle/cloud';
import { and, eq } from 'drizzle-orm';
import { systemClock } from '#backend/clock.ts';
import { newId } from '#backend/ids.ts';
import { createLog } from '#backend/log.ts';
import { createContentKeys, type ContentKey, type ContentKeys } from '#backend/storage/content-keys.ts';
import { openDatabase, type Database, type Sql } from '#backend/storage/database.ts';
import type { Secrets } from '#backend/storage/derived-keys.ts';
import { sealedTables, type RowKey } from '#backend/storage/sealed-tables.ts';
import { queryDatabase, type TestDatabase } from './test-database.ts';

export interface SealedStore {
  database: Database;
  keys: ContentKeys;
}

/** Opens it as a backend does. */
export async function openSealedStore({ address, secrets }: { address: TestDatabase; secrets: Secrets }): Promise<SealedStore> {
  const database = await openDatabase({ address, log: createLog({ level: 'silent' }) });
  return { database, keys: createContentKeys({ database, secrets, clock: systemClock, newId }) };
}

/** Where rows are written: a session of a workspace, with one run of the same id. */
export interface Place {
  workspaceId: string;
  sessionId: string;
}

/** A user with a workspace and its first key. */
export async function addWorkspace({ store: { database, keys }, id }: { store: SealedStore; id: string }): Promise<void> {
  await database.transaction(async ({ sql }) => {
    await sql.insert(users).values({ id, email: `${id}@example.test`, createdAt: 1 });
    await sql.insert(workspaces).values({ id, name: 'W', tier: 'pro', createdAt: 1 });
    await keys.create({ sql, workspaceId: id });
  });
}

export async function addSession({ sql, place: { workspaceId, sessionId } }: { sql: Sql; place: Place }): Promise<void> {
  const userId = workspaceId;
  await sql.insert(sessions).values({ workspaceId, id: sessionId, userId, createdAt: 1, lastActivityAt: 1 });
  await sql.insert(runs).values({
    id: sessionId,
    workspaceId,
    userId,
    sessionId,
    deviceId: 'd',
    storeId: 's',
    requestId: sessionId,
    kind: 'chat',
    status: 'waiting',
    model: 'm',
    timezone: 'UTC',
    createdAt: 1,
  });
}

/** Writes rows number `from` to `to`, each number once in each of the tables. They are counted from 1. */
export async function writeRows({
  sql,
  key,
  place: { workspaceId, sessionId: runId },
  from,
  to,
}: {
  sql: Sql;
  key: ContentKey;
  place: Place;
  from: number;
  to: number;
}): Promise<void> {
  const content = (place: string) => key.seal({ place, value: { place } });
  const each = <Row>(toRow: (number: number, id: string) => Row): Row[] =>
    Array.from({ length: to - from + 1 }, (_, index) => toRow(from + index, `${runId}-${from + index}`));
  const createdAt = 1;
  await sql.insert(messages).values(
    each((seq, id) => {
      const row = { id, workspaceId, sessionId: runId, seq, role: 'user' as const, runId, createdAt };
      return { ...row, ...content(`messages:${id}`) };
    }),
  );
  await sql
    .insert(runSteps)
    .values(each((step) => ({ runId, step, attempt: 1, createdAt, ...content(`run_steps:${runId}:${step}`) })));
  await sql.insert(runToolResults).values(
    each((step) => {
      const row = { runId, step, ordinal: 0, outcome: 'ok' as const, createdAt };
      return { ...row, ...content(`run_tool_results:${runId}:${step}:0`) };
    }),
  );
  await sql
    .insert(runEvents)
    .values(each((seq) => ({ runId, seq, type: 'text_chunk', createdAt, ...content(`run_events:${runId}:${seq}`) })));
  await sql.insert(runDeviceCalls).values(
    each((number, id) => {
      const { contentEnc: frameEnc, keyId } = content(`run_device_calls:${id}:frame`);
      const place = `run_device_calls:${id}:result`;
      const resultEnc = number % 2 === 0 ? key.seal({ place, value: { place }, keyId }).contentEnc : null;
      return { id, runId, action: 'insert', state: 'answered' as const, frameEnc, resultEnc, keyId, createdAt };
    }),
  );
  await sql.insert(approvals).values(
    each((step, id) => {
      const row = { id, runId, step, ordinal: 0, tool: 't', status: 'PENDING_APPROVAL' as const, requestedAt: 1, expiresAt: 1 };
      return { ...row, ...content(`approvals:${id}:content`) };
    }),
  );
  const snapshot = content(`sessions:${workspaceId}:${runId}:snapshot`);
  await sql
    .update(sessions)
    .set({ stateSnapshot: snapshot.contentEnc, keyId: snapshot.keyId, lastSeq: to })
    .where(and(eq(sessions.workspaceId, workspaceId), eq(sessions.id, runId)));
}

/**
 * Opens every value of every table, of one workspace's key; throws when one does not open or is another's. Answers how many
 * rows there are, and under which keys.
 */
export async function readEverything({
  address,
  key,
}: {
  address: TestDatabase;
  key: ContentKey;
}): Promise<{ rows: number; keyIds: Set<string> }> {
  const keyIds = new Set<string>();
  let count = 0;
  for (const { name, primaryKey, columns } of sealedTables) {
    const rows = await queryDatabase({ address, text: `select * from ${name} where key_id is not null` });
    count += rows.length;
    for (const row of rows) {
      const at = primaryKey.map(({ column }) => row[column]) as RowKey;
      const keyId = String(row['key_id']);
      keyIds.add(keyId);
      for (const { column, place } of columns) {
        const contentEnc = row[column];
        if (!Buffer.isBuffer(contentEnc)) continue;
        const value = key.open({ place: place(at), contentEnc, keyId });
        if (JSON.stringify(value) !== JSON.stringify({ place: place(at) }))
          throw new Error(`${place(at)} holds another's content`);
      }
    }
  }
  return { rows: count, keyIds };
}
