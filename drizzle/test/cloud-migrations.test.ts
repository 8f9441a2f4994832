import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudMigrations } from '../src/migrations.ts';
import { startPostgres, type TestPostgres } from './start-postgres.ts';

let postgres: TestPostgres;
let client: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'adiuva-migrations-'));

beforeAll(async () => {
  postgres = await startPostgres();
  client = await postgres.connect();
});
afterAll(async () => {
  await client.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Migrates with the first `count` migrations only, as an older release would have. */
async function migrateFirst(count: number): Promise<void> {
  const partial = join(folder, `first-${count}`);
  cpSync(cloudMigrations, partial, { recursive: true });
  const journal = join(partial, 'meta', '_journal.json');
  const parsed = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...parsed, entries: parsed.entries.slice(0, count) }));
  await migrate(drizzle(client), { migrationsFolder: partial });
}

const rows = async (text: string): Promise<unknown[]> => (await client.query<Record<string, unknown>>(text)).rows;

test('0000 makes accounts, conversations and runs, with defaults that a row can live on', async () => {
  expect(await rows("select table_name from information_schema.tables where table_schema = 'public'")).toEqual([]);
  await migrateFirst(1);

  await client.query(`
    insert into workspaces (id, name, tier, created_at) values ('w', 'Personal', 'pro', 1);
    insert into users (id, email, created_at) values ('u', 'anna@example.test', 1);
    insert into memberships (workspace_id, user_id, role, created_at) values ('w', 'u', 'owner', 1);
    insert into sessions (workspace_id, id, user_id, created_at, last_activity_at) values ('w', 's', 'u', 1, 1);
    insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at)
      values ('r', 'w', 'u', 's', 'd', 'st', 'q', 'chat', 'queued', 'offline:rules', 'UTC', 1);
    insert into run_events (run_id, seq, type, content_enc, key_id, created_at) values ('r', 1, 'run_started', '\\x00', 'k', 1);
    insert into messages (id, workspace_id, session_id, seq, role, run_id, content_enc, key_id, created_at)
      values ('m', 'w', 's', 1, 'user', 'r', '\\x00', 'k', 1);
  `);
  expect(await rows('select is_local, password_hash from users')).toEqual([{ is_local: false, password_hash: null }]);
  expect(await rows('select lease_epoch, last_event_seq, acked_seq, input_tokens, cost_usd, ended_at from runs')).toEqual([
    { lease_epoch: 0, last_event_seq: 0, acked_seq: 0, input_tokens: 0, cost_usd: 0, ended_at: null },
  ]);
});

test.each([
  ['an address twice', "insert into users (id, email, created_at) values ('u2', 'anna@example.test', 1)"],
  [
    'an event’s place in its run twice',
    "insert into run_events (run_id, seq, type, content_enc, key_id, created_at) values ('r', 1, 'final', '\\x00', 'k', 1)",
  ],
  [
    'a message’s place in its session twice',
    "insert into messages (id, workspace_id, session_id, seq, role, content_enc, key_id, created_at) values ('m2', 'w', 's', 1, 'user', '\\x00', 'k', 1)",
  ],
  [
    'a device’s request twice',
    "insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at) values ('r2', 'w', 'u', 's', 'd', 'st', 'q', 'chat', 'queued', 'm', 'UTC', 1)",
  ],
  [
    'a run without its session',
    "insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at) values ('r3', 'w', 'u', 'nowhere', 'd', 'st', 'q3', 'chat', 'queued', 'm', 'UTC', 1)",
  ],
])('%s is refused', async (_, statement) => {
  await expect(client.query(statement)).rejects.toThrow(/duplicate key|violates foreign key/);
});

test('0001: a run and a device of before wait for nothing and know no log-in; a device that goes takes its log-ins along', async () => {
  await client.query(`
    insert into devices (user_id, device_id, store_id, app_version, capabilities, created_at, last_seen_at)
      values ('u', 'd', 'st', '0.1.0', '[]', 1, 2), ('u', 'other', 'st', '0.1.0', '[]', 1, 2);
    insert into run_device_calls (id, run_id, action, state, frame_enc, key_id, created_at)
      values ('c', 'r', 'delete', 'pending', '\\x00', 'k', 1);
    update runs set status = 'running', lease_owner = 'process', lease_epoch = 3 where id = 'r';
  `);
  const before = await rows('select * from runs');
  await migrateFirst(2);
  expect(await rows('select * from runs')).toEqual(before.map((row) => ({ ...(row as object), waiting_step: null })));
  expect(await rows('select device_id, revoked_at from devices order by device_id')).toEqual([
    { device_id: 'd', revoked_at: null },
    { device_id: 'other', revoked_at: null },
  ]);
  expect(await rows('select * from device_logins')).toEqual([]);

  await client.query(`
    insert into device_logins (user_id, device_id, family_id, last_hello_at)
      values ('u', 'd', 'f', 3), ('u', 'd', 'g', 3), ('u', 'other', 'f', 4);
    update run_device_calls set state = 'waiting';
    update runs set status = 'waiting', waiting_step = 1, lease_owner = null;
  `);
  await expect(
    client.query("insert into device_logins (user_id, device_id, family_id, last_hello_at) values ('u', 'd', 'f', 5)"),
  ).rejects.toThrow('duplicate key');
  await expect(
    client.query("insert into device_logins (user_id, device_id, family_id, last_hello_at) values ('u', 'gone', 'f', 5)"),
  ).rejects.toThrow('violates foreign key');
  await client.query("delete from devices where device_id = 'd'");
  expect(await rows('select device_id, family_id from device_logins')).toEqual([{ device_id: 'other', family_id: 'f' }]);
  await client.query("delete from devices; delete from run_device_calls; update runs set status = 'queued'");
});

test('0002: messages and tokens of before are counted, runs keep their order, what was worked on is to be taken up', async () => {
  await client.query(`
    insert into messages (id, workspace_id, session_id, seq, role, run_id, content_enc, key_id, created_at)
      values ('m-2', 'w', 's', 2, 'assistant', 'r', '\\x01', 'k', 2);
    update runs set status = 'running', lease_owner = 'process', input_tokens = 7, output_tokens = 3, cost_usd = 0.5;
  `);
  await migrateFirst(3);
  expect(await rows('select message_count, input_tokens, output_tokens, cost_usd, state_snapshot from sessions')).toEqual([
    { message_count: 2, input_tokens: '7', output_tokens: '3', cost_usd: 0.5, state_snapshot: null },
  ]);
  expect(await rows('select status, lease_owner, opened_seq, attempt, lease_beat from runs')).toEqual([
    { status: 'queued', lease_owner: null, opened_seq: 1, attempt: 0, lease_beat: 0 },
  ]);
  expect(await rows('select id, previous_seq, content_enc from messages order by seq')).toEqual([
    { id: 'm', previous_seq: null, content_enc: Buffer.from([0]) },
    { id: 'm-2', previous_seq: 1, content_enc: Buffer.from([1]) },
  ]);
});

test.each([
  ['a gap between two messages', 4, 'violates foreign key'],
  ['a message before the first', 0, 'violates check'],
  ['a place twice', 2, 'duplicate key'],
])('%s is refused by the database itself', async (_, seq, fault) => {
  const message = `insert into messages (id, workspace_id, session_id, seq, role, created_at) values ('m-x', 'w', 's', ${seq}, 'user', 3)`;
  await expect(client.query(message)).rejects.toThrow(fault);
});

test('two runs of one session are never worked on at once; a call asks for approval once', async () => {
  await client.query(`
    insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at)
      values ('r-2', 'w', 'u', 's', 'd', 'st', 'q-2', 'chat', 'running', 'm', 'UTC', 1);
    insert into approvals (id, run_id, step, ordinal, tool, status, content_enc, key_id, requested_at, expires_at)
      values ('a', 'r-2', 1, 0, 'send_notification', 'PENDING_APPROVAL', '\\x00', 'k', 1, 2);
  `);
  await expect(client.query("update runs set status = 'running' where id = 'r'")).rejects.toThrow('runs_one_at_work');
  await client.query("update runs set status = 'waiting' where id = 'r-2'; update runs set status = 'running' where id = 'r'");
  await expect(
    client.query(
      "insert into approvals (id, run_id, step, ordinal, tool, status, content_enc, key_id, requested_at, expires_at) values ('a2', 'r-2', 1, 0, 't', 'APPROVED', '\\x00', 'k', 1, 2)",
    ),
  ).rejects.toThrow('duplicate key');
  await client.query("delete from messages where seq = 2; delete from runs where id = 'r-2'");
  expect(await rows('select * from approvals')).toEqual([]);
});

test('0003: what runs of before used stands as one call each; a run that goes leaves the sums', async () => {
  await client.query(`
    insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at)
      values ('r-none', 'w', 'u', 's', 'd', 'st', 'q-none', 'chat', 'error', 'offline:rules', 'UTC', 1);
    update runs set cached_input_tokens = 4, worked_ms = 12, ended_at = 99 where id = 'r';
  `);
  await migrateFirst(4);
  const calls =
    'select session_id, run_id, role, model, outcome, input_tokens, cached_input_tokens, cost_usd, at from model_calls';
  const call = {
    session_id: 's',
    role: 'chat',
    model: 'offline:rules',
    outcome: 'ok',
    input_tokens: 7,
    cached_input_tokens: 4,
    cost_usd: 0.5,
    at: '99',
  };
  expect(await rows(calls)).toEqual([{ ...call, run_id: 'r' }]);
  await client.query(`
    insert into model_calls (id, workspace_id, user_id, session_id, run_id, role, model, outcome, input_tokens, output_tokens,
      cached_input_tokens, cache_write_tokens, reasoning_tokens, cost_usd, is_priced, latency_ms, at)
      select 'c-2', workspace_id, user_id, session_id, 'r-none', role, model, outcome, 1, 1, 0, 0, 0, 0, false, 1, 100 from model_calls;
    delete from runs where id = 'r-none';
    update runs set ended_at = null, cached_input_tokens = 0 where id = 'r';
  `);
  expect(await rows(`select run_id, is_priced from model_calls where id = 'c-2'`)).toEqual([{ run_id: null, is_priced: false }]);
});

test('0003: keys stand encrypted under a key that is named, or not at all', async () => {
  const settings = (keys: string): string =>
    `insert into model_settings (workspace_id, roles, keys_enc, key_id, updated_at) values ('w', '{"chat": "openai:m"}', ${keys}, 1)`;
  await expect(client.query(settings("'\\x00', null"))).rejects.toThrow('violates check');
  await client.query(settings('null, null'));
  await expect(client.query(settings("'\\x00', 'k'"))).rejects.toThrow('duplicate key');
});

test('0004: of runs of before no model said what they were about', async () => {
  await migrateFirst(5);
  expect(await rows('select id, intent from runs')).toEqual([{ id: 'r', intent: null }]);
});

test('0005: a file that is given along goes with its run', async () => {
  await migrateFirst(6);
  await client.query(`
    insert into runs (id, workspace_id, user_id, session_id, device_id, store_id, request_id, kind, status, model, timezone, created_at)
      values ('r-file', 'w', 'u', 's', 'd', 'st', 'q-file', 'chat', 'error', 'offline:rules', 'UTC', 1);
    insert into attachments (id, workspace_id, user_id, content_type, bytes, meta_enc, content_enc, key_id, run_id, ordinal, created_at)
      values ('f', 'w', 'u', 'image/png', 1, '\\x00', '\\x00', 'k', 'r-file', 0, 1);
    delete from runs where id = 'r-file';
  `);
  expect(await rows('select * from attachments')).toEqual([]);
});

test('all migrations leave what was there, and a second time change nothing', async () => {
  await migrate(drizzle(client), { migrationsFolder: cloudMigrations });
  await migrate(drizzle(client), { migrationsFolder: cloudMigrations });
  expect(await rows('select id, seq from messages')).toEqual([{ id: 'm', seq: 1 }]);
});

test('a workspace that is deleted takes everything of it along', async () => {
  await client.query("delete from workspaces where id = 'w'");
  for (const table of [
    'memberships',
    'sessions',
    'messages',
    'runs',
    'run_events',
    'model_settings',
    'model_calls',
    'attachments',
  ])
    expect(await rows(`select * from ${table}`)).toEqual([]);
  expect(await rows('select id from users')).toEqual([{ id: 'u' }]);
});
