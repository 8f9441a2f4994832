import { randomBytes } from 'node:crypto';
import type { RunEvent } from '@adiuva/shared-protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, queryDatabase, type TestDatabase } from '#backend-test/test-database.ts';
import { systemClock } from '#backend/clock.ts';
import { newId } from '#backend/ids.ts';
import { createLog } from '#backend/log.ts';
import { createContentKeys, type ContentKey } from '#backend/storage/content-keys.ts';
import { openDatabase, type Database } from '#backend/storage/database.ts';
import { seizeRun } from '#backend/storage/run-repository.ts';
import { createRunLog, LeaseLostError, type RunEventBody, type RunLog } from './run-log.ts';

let address: TestDatabase;
let database: Database;
let key: ContentKey;
let published: RunEvent[];

beforeEach(async () => {
  address = await createTestDatabase();
  database = await openDatabase({ address, log: createLog({ level: 'silent' }) });
  published = [];
  await queryDatabase({
    address,
    text: `insert into workspaces (id, name, tier, created_at) values ('w', 'W', 'pro', 1);
      insert into users (id, email, created_at) values ('u', 'a@b.test', 1);
      insert into sessions (workspace_id, id, user_id, created_at, last_activity_at) values ('w', 's', 'u', 1, 1);
      insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at)
        values ('r', 'w', 'u', 's', 'd', 'st', 'q', 'chat', 'queued', 'm', 'UTC', 1)`,
  });
  const keys = createContentKeys({
    database,
    secrets: { current: randomBytes(32), previous: undefined },
    clock: systemClock,
    newId,
  });
  await keys.create({ sql: database.sql, workspaceId: 'w' });
  key = await keys.of('w');
});
afterEach(() => database.close());

async function open(): Promise<RunLog> {
  const run = await seizeRun({ sql: database.sql, runId: 'r' });
  if (!run) throw new Error('the run is not there');
  const publish = (events: RunEvent[]): void => void published.push(...events);
  return createRunLog({ database, clock: systemClock, run, key, publish });
}
const chunk = (text: string): RunEventBody => ({ type: 'text_chunk', message_id: 'm', text });
const storedSeqs = async (): Promise<unknown[]> =>
  (await queryDatabase({ address, text: 'select seq from run_events order by seq' })).map((row) => row['seq']);

test('events get their places in the order of the writes, without gaps, and are published once stored', async () => {
  const log = await open();
  const texts = Array.from({ length: 50 }, (_, index) => String(index));
  await Promise.all(texts.map((text) => log.write({ events: [chunk(text)] })));
  expect(published.map((event) => event.seq)).toEqual(texts.map((_, index) => index + 1));
  expect(published.map((event) => event.type === 'text_chunk' && event.text)).toEqual(texts);
  expect(await storedSeqs()).toEqual(texts.map((_, index) => index + 1));
});

test('a worker whose run was taken over can commit nothing more, however often it tries', async () => {
  const first = await open();
  await first.write({ events: [chunk('a')] });
  const second = await open();
  await expect(first.write({ events: [chunk('b')] })).rejects.toThrow(LeaseLostError);
  await second.write({ events: [chunk('c')] });
  await expect(first.write({ events: [chunk('d')] })).rejects.toThrow(LeaseLostError);
  expect(published.map((event) => event.type === 'text_chunk' && event.text)).toEqual(['a', 'c']);
  expect(await storedSeqs()).toEqual([1, 2]);
});

test('a write that fails takes its events with it, and nothing comes after it', async () => {
  const log = await open();
  const failed = log.write({
    events: [chunk('a')],
    rows: async () => {
      throw new Error('disk full');
    },
  });
  await expect(failed).rejects.toThrow('disk full');
  await expect(log.write({ events: [chunk('b')] })).rejects.toThrow('disk full');
  expect(await storedSeqs()).toEqual([]);
  expect(published).toEqual([]);
});
