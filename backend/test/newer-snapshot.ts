import { systemClock } from '#backend/clock.ts';
import { newId } from '#backend/ids.ts';
import { createLog } from '#backend/log.ts';
import { createContentKeys } from '#backend/storage/content-keys.ts';
import { openDatabase } from '#backend/storage/database.ts';
import type { Secrets } from '#backend/storage/derived-keys.ts';
import { updateSessionState } from '#backend/storage/snapshot-repository.ts';
import { noUsage } from '#backend/runs/run-log.ts';
import { queryDatabase, type TestDatabase } from './test-database.ts';

/** Writes a session's snapshot as a backend of a later release would. */
export async function sealNewerSnapshot({
  database: address,
  secrets,
  sessionId,
}: {
  database: TestDatabase;
  secrets: Secrets;
  sessionId: string;
}): Promise<void> {
  const [row] = await queryDatabase({ address, text: 'select workspace_id from sessions where id = $1', values: [sessionId] });
  const workspaceId = String(row?.['workspace_id']);
  const database = await openDatabase({ address, log: createLog({ level: 'silent' }) });
  const keys = createContentKeys({ database, secrets, clock: systemClock, newId });
  await updateSessionState({
    sql: database.sql,
    key: await keys.of(workspaceId),
    session: { workspaceId, sessionId },
    usage: noUsage,
    snapshot: { version: 99, what: 'nobody here knows' },
  });
  await database.close();
}
