import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#backend/log.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';

const log = createLog({ level: 'silent' });
let folder: string;
let server: EmbeddedPostgres | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adiuva-embedded-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({ folder, log });
  return server;
}

async function query({ address, text }: { address: EmbeddedPostgres['address']; text: string }): Promise<unknown[]> {
  const client = new pg.Client({
    host: address.socketFolder,
    user: address.user,
    password: address.password,
    database: address.name,
    ssl: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = (): string => join(folder, 'postgres/data/postmaster.pid');
const postmaster = (): number => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

test('no TCP, durable, closed to others, and what was written is there after a stop', async () => {
  const running = await start();
  const { address } = running;
  const settings = await query({
    address,
    text: "select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'full_page_writes', 'synchronous_commit') order by name",
  });
  expect(settings).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'full_page_writes', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  for (const path of ['postgres', 'postgres/data', 'socket']) expect(statSync(join(folder, path)).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'postgres/password')).mode & 0o077).toBe(0);
  await expect(query({ address: { ...address, password: 'password' }, text: 'select 1' })).rejects.toThrow(/password/);
  await query({ address, text: 'create table kept (id int)' });
  await running.stop();
  expect(existsSync(pidFile())).toBe(false);
  expect(await query({ address: (await start()).address, text: 'select * from kept' })).toEqual([]);
});

test('a kill in the middle of making the cluster leaves a home that starts', async () => {
  mkdirSync(join(folder, 'postgres.new/data'), { recursive: true });
  writeFileSync(join(folder, 'postgres.new/data/PG_VERSION'), '18\n');
  expect(await query({ address: (await start()).address, text: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test('a PostgreSQL that an earlier backend left running is ended, and its data are there', async () => {
  const script = `const { startEmbeddedPostgres } = await import('#backend/storage/embedded-postgres/index.ts');
    const { createLog } = await import('#backend/log.ts');
    await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, log: createLog({ level: 'silent' }) }); console.log('up'); setInterval(() => {}, 1000);`;
  const earlier = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: join(import.meta.dirname, '..', 'src'),
  });
  await once(earlier.stdout, 'data');
  const orphan = postmaster();
  const gone = once(earlier, 'exit');
  earlier.kill('SIGKILL');
  await gone;
  expect(await query({ address: (await start()).address, text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  expect(postmaster()).not.toBe(orphan);
});

test('a process that is not PostgreSQL on this folder is never signalled, whatever postmaster.pid says', async () => {
  await (await start()).stop();
  const innocent = spawn('sleep', ['60'], { stdio: 'ignore' });
  writeFileSync(pidFile(), `${innocent.pid}\n${join(folder, 'postgres/data')}\n1\n5432\n`);
  expect(await query({ address: (await start()).address, text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  expect(innocent.exitCode ?? innocent.signalCode).toBe(null);
  innocent.kill('SIGKILL');
});

test('a PostgreSQL that is killed comes back by itself, with what was committed', async () => {
  const { address } = await start();
  await query({ address, text: 'create table kept as select 7 as id' });
  process.kill(postmaster(), 'SIGKILL');
  for (let tries = 0; ; tries += 1) {
    await delay(50);
    const rows = await query({ address, text: 'select id from kept' }).catch((error: unknown) => error);
    if (Array.isArray(rows)) {
      expect(rows).toEqual([{ id: 7 }]);
      break;
    }
    if (tries > 200) throw rows;
  }
});

test('a home so deep that a socket in it has no address gets its socket elsewhere, closed to others', async () => {
  const deep = join(folder, 'd'.repeat(60), 'e'.repeat(60));
  mkdirSync(deep, { recursive: true });
  server = await startEmbeddedPostgres({ folder: deep, log });
  expect(server.address.socketFolder.startsWith(tmpdir())).toBe(true);
  expect(statSync(server.address.socketFolder).mode & 0o077).toBe(0);
  expect(await query({ address: server.address, text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  const socketFolder = server.address.socketFolder;
  await server.stop();
  rmSync(socketFolder, { recursive: true, force: true });
});

test('one that cannot be started is tried again and again, and is there once it can be', async () => {
  const { address } = await start();
  const settings = join(folder, 'postgres/data/postgresql.conf');
  const good = readFileSync(settings, 'utf8');
  writeFileSync(settings, 'shared_buffers = nonsense\n');
  process.kill(postmaster(), 'SIGKILL');
  const failures = (): number => readFileSync(join(folder, 'postgres.log'), 'utf8').split('contains errors').length - 1;
  // More often than a first start is tried.
  await expect.poll(failures, { timeout: 60_000, interval: 100 }).toBeGreaterThan(5);
  await expect(query({ address, text: 'select 1' })).rejects.toThrow();
  writeFileSync(settings, good);
  const answered = (): Promise<unknown> => query({ address, text: 'select 1 as one' }).catch(() => undefined);
  await expect.poll(answered, { timeout: 30_000, interval: 200 }).toEqual([{ one: 1 }]);
}, 120_000);
