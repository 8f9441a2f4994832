import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { beforeEach, afterEach, expect, test } from 'vitest';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import { insertAttachment, readAttachment } from '#backend/storage/attachment-repository.ts';
import { connectionName } from '#backend/storage/key-notices.ts';
import { changeModelSettings, readModelSettings } from '#backend/storage/model-settings-repository.ts';
import { sealedTables } from '#backend/storage/sealed-tables.ts';
import { startBackendProcess } from './backend-process.ts';
import { chat, connectDevice, registerUser } from './bare-device.ts';
import {
  commandEnvironment,
  startRotation,
  startStoreProcess,
  type RotationProcess,
  type StoreProcess,
} from './rotation-process.ts';
import { addSession, addWorkspace, openSealedStore, readEverything, writeRows, type SealedStore } from './sealed-store.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const newSecret = (): Buffer => Buffer.from(randomBytes(48).toString('base64url'));
const workspaceId = 'w';
/** Rows that one number makes, the session's own, the workspace's own, and files aside. */
const TABLES = sealedTables.length - 3;

let address: TestDatabase;
let secret: Buffer;
let open: SealedStore[] = [];
let processes: StoreProcess[] = [];

beforeEach(async () => {
  address = await createTestDatabase();
  secret = newSecret();
});
afterEach(async () => {
  for (const { child } of processes.splice(0)) child.kill('SIGKILL');
  for (const store of open.splice(0)) await store.database.close();
});

async function openStore(current = secret, previous?: Buffer): Promise<SealedStore> {
  const store = await openSealedStore({ address, secrets: { current, previous } });
  open.push(store);
  return store;
}

function startProcess(mode: 'write' | 'read'): StoreProcess {
  const started = startStoreProcess({ mode, address, secrets: { current: secret, previous: undefined }, workspaceId });
  processes.push(started);
  return started;
}

/** A workspace with rows, and nobody connected any more. */
async function fill({ numbers, id = workspaceId }: { numbers: number; id?: string }): Promise<void> {
  const store = await openSealedStore({ address, secrets: { current: secret, previous: undefined } });
  await addWorkspace({ store, id });
  const place = { workspaceId: id, sessionId: `first-of-${id}` };
  await addSession({ sql: store.database.sql, place });
  const key = await store.keys.of(id);
  for (let from = 1; from <= numbers; from += 500) {
    await store.database.transaction(({ sql }) => writeRows({ sql, key, place, from, to: Math.min(numbers, from + 499) }));
  }
  await store.database.close();
}

function rotate({
  current = secret,
  previous,
  args = [],
}: { current?: Buffer; previous?: Buffer; args?: string[] } = {}): RotationProcess {
  return startRotation({ args, env: commandEnvironment({ address, secrets: { current, previous } }) });
}

const keyIds = async (): Promise<string[]> =>
  (await queryDatabase({ address, text: 'select id from workspace_keys order by created_at' })).map(({ id }) => String(id));
const storedKeys = () => queryDatabase({ address, text: 'select * from workspace_keys order by id' });

test('every encrypted column of the schema is one that a rotation knows', async () => {
  const columns = await queryDatabase({
    address,
    text: `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' order by 1`,
  });
  const known = sealedTables.flatMap((table) => table.columns.map(({ column }) => `${table.name}.${column}`));
  const others = ['refresh_tokens.token_sha256', 'workspace_keys.wrapped_key'];
  expect(columns.map(({ name }) => name)).toEqual([...known, ...others].toSorted());
});

test('keys of providers are encrypted anew as well, and are still there', async () => {
  await fill({ numbers: 1 });
  const before = await openStore();
  const change = { keys: { openai: 'sk-of-a-provider' }, roles: { chat: 'openai:gpt-5.4-mini' } };
  const key = await before.keys.of(workspaceId);
  await before.database.transaction(({ sql }) => changeModelSettings({ sql, workspaceId, key, change, at: 1 }));
  const [old] = await keyIds();
  for (const store of open.splice(0)) await store.database.close();
  expect((await rotate().ended).code).toBe(0);
  const [row] = await queryDatabase({ address, text: 'select key_id from model_settings' });
  expect(row?.['key_id']).not.toBe(old);
  const { database, keys } = await openStore();
  const settings = await readModelSettings({ sql: database.sql, workspaceId, keyOf: (id) => keys.of(id) });
  expect(settings).toEqual({ ...change, localBaseUrl: undefined });
});

test('files that were given along are encrypted anew as well, a few at a time, and are still there', async () => {
  await fill({ numbers: 1 });
  const before = await openStore();
  const owner = { workspaceId, userId: `u-${workspaceId}` };
  const key = await before.keys.of(workspaceId);
  await queryDatabase({
    address,
    text: `insert into users (id, email, created_at) values ('${owner.userId}', 'file@x', 1) on conflict do nothing`,
  });
  const content = randomBytes(100_000);
  for (let n = 0; n < 5; n += 1) {
    const attachment = { id: `f-${n}`, contentType: 'text/plain' as const, content, name: 'a.txt', text: 'words' };
    await insertAttachment({ sql: before.database.sql, key, owner, attachment, at: 1, expiresAt: 9 });
  }
  const [old] = await keyIds();
  for (const store of open.splice(0)) await store.database.close();
  expect((await rotate().ended).code).toBe(0);
  expect(await queryDatabase({ address, text: `select id from attachments where key_id = '${old}'` })).toEqual([]);
  const { database, keys } = await openStore();
  const file = await readAttachment({ sql: database.sql, key: await keys.of(workspaceId), owner, id: 'f-4', now: 2 });
  expect(file).toMatchObject({ name: 'a.txt', text: 'words' });
  expect(file?.content.equals(content)).toBe(true);
});

test('20,000 rows get a new key; the old one is gone, and its bytes open nothing', async () => {
  await fill({ numbers: 3_334 });
  const [before] = await keyIds();
  const rotation = rotate();
  expect((await rotation.ended).code).toBe(0);
  const finished = await rotation.until('finished');
  expect(finished).toMatchObject({ rows: 3_334 * TABLES + 1, keys_deleted: 1 });
  const after = await keyIds();
  expect(after).toHaveLength(1);
  expect(after[0]).not.toBe(before);
  const key = await (await openStore()).keys.of(workspaceId);
  expect(await readEverything({ address, key })).toEqual({ rows: 3_334 * TABLES + 1, keyIds: new Set(after) });
}, 120_000);

test('killed at random moments and run again, beside a writer and a reader: all is there, under the newest key', async () => {
  await fill({ numbers: 300 });
  const [first] = await keyIds();
  const writer = startProcess('write');
  const reader = startProcess('read');
  while (writer.count() === 0) await delay(20);
  const signals = ['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGINT', 'SIGKILL'] as const;
  const told: string[] = [];
  for (const signal of signals) {
    const rotation = rotate();
    await Promise.race([rotation.until('started'), rotation.until('resumed')]);
    await delay(Math.random() * 3_000);
    rotation.child.kill(signal);
    const { code, errors } = await rotation.ended;
    told.push(...rotation.lines.map(({ event }) => event));
    // One that goes on may come to its end before the signal comes.
    const isDone = rotation.lines.some(({ event }) => event === 'finished');
    if (signal !== 'SIGKILL' && !isDone)
      expect({ code, errors }).toEqual({ code: 130, errors: expect.stringContaining('goes on from here') });
  }
  expect(told).toContain('resumed');
  expect(await rotate().ended).toMatchObject({ code: 0 });
  const [wrote, read] = [await writer.stop(), await reader.stop()];
  expect([wrote, read]).toEqual([
    { code: 0, errors: '' },
    { code: 0, errors: '' },
  ]);
  const after = await keyIds();
  expect(after).toHaveLength(1);
  expect(after[0]).not.toBe(first);
  const key = await (await openStore()).keys.of(workspaceId);
  expect(await readEverything({ address, key })).toEqual({
    rows: (300 + writer.count()) * TABLES + 2,
    keyIds: new Set(after),
  });
  expect(reader.count()).toBeGreaterThan(1);
}, 240_000);

test('a backend that is stopped is waited for; what it writes when it wakes is under a key that is there', async () => {
  await fill({ numbers: 20 });
  const writer = startProcess('write');
  while (writer.count() === 0) await delay(20);
  writer.child.kill('SIGSTOP');
  const rotation = rotate();
  expect(await rotation.until('waiting')).toMatchObject({ backends: 1, detail: expect.stringContaining('processes') });
  expect(await keyIds()).toHaveLength(2);
  writer.child.kill('SIGCONT');
  expect((await rotation.ended).code).toBe(0);
  expect(await writer.stop()).toEqual({ code: 0, errors: '' });
  const after = await keyIds();
  expect(after).toHaveLength(1);
  const key = await (await openStore()).keys.of(workspaceId);
  expect(await readEverything({ address, key })).toEqual({ rows: (20 + writer.count()) * TABLES + 2, keyIds: new Set(after) });
}, 120_000);

test('a backend whose every connection was cut during a whole rotation neither fails to read nor writes under the old key', async () => {
  await fill({ numbers: 5 });
  const store = await openStore();
  const key: ContentKey = await store.keys.of(workspaceId);
  const stale = key.seal({ place: 'messages:x', value: 1 });
  const [lone] = await queryDatabase({
    address,
    text: `select count(*)::int as n from pg_stat_activity where application_name like 'adiuva backend %'`,
  });
  expect(lone?.['n']).toBeGreaterThan(0);
  const cut = () =>
    queryDatabase({
      address,
      text: `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'adiuva backend %' and datname = current_database()`,
    });
  // As long as it cannot come back, it is not waited for.
  const keeper = setInterval(() => void cut().catch(() => undefined), 20);
  const rotation = rotate();
  await rotation.ended.finally(() => clearInterval(keeper));
  const place = { workspaceId, sessionId: 'late' };
  const refused: unknown[] = [];
  for (let tries = 0; tries < 50; tries++) {
    try {
      await store.database.transaction(async ({ sql }) => {
        await addSession({ sql, place });
        await writeRows({ sql, key, place, from: 1, to: 1 });
      });
      break;
    } catch (error) {
      refused.push(error instanceof Error ? error.message : error);
      await delay(300);
    }
  }
  expect(refused).toContain(
    'The content keys were rotated while the database was out of reach. Nothing was written. The same works now.',
  );
  expect((await rotation.ended).code).toBe(0);
  const after = await keyIds();
  expect(after).not.toContain(stale.keyId);
  expect(await readEverything({ address, key })).toEqual({ rows: 6 * TABLES + 2, keyIds: new Set(after) });
}, 60_000);

test('a new secret: every key is wrapped anew, content stays, and the previous one is not needed any more', async () => {
  await fill({ numbers: 3 });
  await fill({ numbers: 3, id: 'other' });
  const next = newSecret();
  const before = await keyIds();
  const rotation = rotate({ current: next, previous: secret, args: ['--secret-only'] });
  expect((await rotation.ended).code).toBe(0);
  expect(rotation.lines).toEqual([{ event: 'rewrapped', keys: 2 }]);
  expect(await keyIds()).toEqual(before);
  const store = await openStore(next);
  await store.keys.check();
  await queryDatabase({ address, text: `delete from workspaces where id = 'other'` });
  expect((await readEverything({ address, key: await store.keys.of(workspaceId) })).rows).toBe(3 * TABLES + 1);
});

test('a wrong secret, also in the middle of a rotation: a sentence, and nothing is changed', async () => {
  await fill({ numbers: 2_000 });
  const rotation = rotate();
  await rotation.until('started');
  rotation.child.kill('SIGKILL');
  await rotation.ended;
  const before = await storedKeys();
  const wrong = rotate({ current: newSecret() });
  expect(await wrong.ended).toMatchObject({ code: 1, errors: expect.stringContaining('another ADIUVA_SECRET') });
  expect(wrong.lines).toEqual([expect.objectContaining({ event: 'failed', code: 'secret_mismatch' })]);
  expect(await storedKeys()).toEqual(before);
  expect((await rotate().ended).code).toBe(0);
  const key = await (await openStore()).keys.of(workspaceId);
  expect(await readEverything({ address, key })).toEqual({ rows: 2_000 * TABLES + 1, keyIds: new Set(await keyIds()) });
}, 60_000);

test('a backend that does not know the new secret is waited for, and reads and writes on', async () => {
  await fill({ numbers: 2 });
  const store = await openStore();
  const key = await store.keys.of(workspaceId);
  const next = newSecret();
  const rotation = rotate({ current: next, previous: secret });
  expect(await rotation.until('waiting')).toMatchObject({ backends: 1 });
  const place = { workspaceId, sessionId: 'meanwhile' };
  await addSession({ sql: store.database.sql, place });
  await writeRows({ sql: store.database.sql, key, place, from: 1, to: 1 });
  expect((await readEverything({ address, key })).rows).toBe(3 * TABLES + 2);
  await store.database.close();
  open = [];
  expect((await rotation.ended).code).toBe(0);
  const after = await (await openStore(next)).keys.of(workspaceId);
  expect(await readEverything({ address, key: after })).toEqual({ rows: 3 * TABLES + 2, keyIds: new Set(await keyIds()) });
}, 60_000);

test('two rotations at once: the second says so and does nothing', async () => {
  await fill({ numbers: 2 });
  // One that never answers, so that the first rotation waits for it.
  const { socketFolder: host, user, password, name: database } = address;
  const silent = new pg.Client({ host, user, password, database, port: 5432, ssl: false, application_name: connectionName(1) });
  await silent.connect();
  const first = rotate();
  await first.until('started');
  const before = await storedKeys();
  const second = rotate();
  expect(await second.ended).toMatchObject({ code: 1, errors: expect.stringContaining('Another rotation is at work') });
  expect(second.lines).toEqual([expect.objectContaining({ event: 'failed', code: 'rotation_busy' })]);
  expect(await storedKeys()).toEqual(before);
  await silent.end();
  expect((await first.ended).code).toBe(0);
  expect(await keyIds()).toHaveLength(1);
}, 60_000);

test('a damaged row is named and kept with its key; everything else is under the new one', async () => {
  await fill({ numbers: 10 });
  await fill({ numbers: 10, id: 'other' });
  await queryDatabase({ address, text: `update messages set content_enc = '\\x0102' where id = 'first-of-w-4'` });
  const rotation = rotate();
  expect(await rotation.ended).toMatchObject({ code: 1, errors: expect.stringContaining('messages:first-of-w-4') });
  const keysLeft = () => queryDatabase({ address, text: 'select workspace_id from workspace_keys order by 1' });
  expect(await keysLeft()).toEqual([{ workspace_id: 'other' }, { workspace_id: 'w' }, { workspace_id: 'w' }]);
  const damaged = `select content_enc, key_id from messages where session_id = 'first-of-w' order by seq`;
  const rows = await queryDatabase({ address, text: damaged });
  expect(rows[3]?.['content_enc']).toEqual(Buffer.from('0102', 'hex'));
  expect(new Set(rows.map((row) => row['key_id']))).toHaveProperty('size', 2);
  await queryDatabase({ address, text: `update messages set content_enc = null, key_id = null where content_enc = '\\x0102'` });
  expect(await rotate().ended).toMatchObject({ code: 0 });
  expect(await keysLeft()).toEqual([{ workspace_id: 'other' }, { workspace_id: 'w' }]);
}, 60_000);

test('a home: refused while its backend runs, and without its secret; then done, and the backend goes on as before', async () => {
  const home = mkdtempSync(join(tmpdir(), 'adiuva-home-'));
  const [secretFile, aside] = [join(home, 'backend/secret'), join(home, 'secret-aside')];
  const rotateHome = (...args: string[]) => startRotation({ args: ['--home', home, ...args] }).ended;
  try {
    expect(await rotateHome()).toEqual({ code: 1, errors: expect.stringContaining('There is no backend’s database') });
    expect(readdirSync(home)).toEqual([]);
    let backend = await startBackendProcess({ home });
    const { access } = await registerUser(backend);
    const device = await connectDevice({ url: backend.url, token: access });
    chat({ device, message: 'Hello', sessionId: 's-1' });
    await device.until((frame) => frame.type === 'final');
    device.socket.terminate();
    expect(await rotateHome()).toEqual({ code: 1, errors: expect.stringContaining(`in use by process ${backend.child.pid}`) });
    await backend.stop();
    renameSync(secretFile, aside);
    expect(await rotateHome()).toEqual({ code: 1, errors: expect.stringContaining('Put the file back') });
    expect(existsSync(secretFile)).toBe(false);
    renameSync(aside, secretFile);
    const rotation = startRotation({ args: ['--home', home] });
    expect(await rotation.ended).toEqual({ code: 0, errors: '' });
    expect(await rotation.until('finished')).toMatchObject({ keys_deleted: 1 });
    backend = await startBackendProcess({ home });
    const said = await fetch(`${backend.url}/api/v1/sessions/s-1/messages`, { headers: { authorization: `Bearer ${access}` } });
    expect(JSON.stringify(await said.json())).toContain('Hello');
    await backend.stop();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 120_000);
