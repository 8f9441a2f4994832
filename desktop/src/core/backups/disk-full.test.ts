import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDamage } from '#core/backups/check-file.ts';
import { dumpOf } from '#core/test/dump-database.ts';
import { connectCore, isReady, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { mountSmallDisk } from '#core/test/small-disk.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { startDesktop } from '#hosts/test/desktop-process.ts';

const listed = { filter: {}, order: 'position', offset: 0, limit: 500 } as const;
const LONG = 'x'.repeat(20_000);

/** Writes by the page until one is refused. Answers how many were done, and what the refused one said. */
async function writeUntilRefused({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<{ done: number; refusal: unknown }> {
  for (let done = 0; done < 2_000; done += 1) {
    try {
      await rpc.tasks.create({ title: `Page ${done}`, description: LONG });
    } catch (refusal) {
      return { done, refusal };
    }
  }
  throw new Error('the disk never was full');
}

/** The tables and the journal tell of the same rows: nothing is half there. */
function expectWhole(device: string): Record<string, unknown[]> {
  const dump = dumpOf(device);
  expect(dump['journal_changes']).toHaveLength(dump['tasks']?.length ?? -1);
  expect(dump['grants']).toHaveLength(dump['chat_requests']?.length ?? -1);
  expect(findDamage({ file: join(device, 'adiuva.sqlite'), depth: 'full' })).toBeUndefined();
  return dump;
}

describe('a full disk', () => {
  test('refuses every write with a sentence, is read on, keeps nothing half, and goes on by itself', async (context) => {
    const disk = mountSmallDisk({ mebibytes: 6 });
    if (!disk) {
      console.warn('SKIPPED: a really full disk is tested by root only (mount). The limit on a file’s size is tested below.');
      context.skip();
      return;
    }
    const device = join(disk.path, 'device');
    mkdirSync(device, { mode: 0o700 });
    const core = await connectCore({ device });
    const { rpc, clock } = core;
    await startRun(core);
    const insert = (id: string) => ({
      id,
      run_id: 'run-1',
      action: 'insert',
      table: 'tasks',
      data: { title: id, description: LONG },
    });
    expect(await core.socket.call(insert('w-1'))).toMatchObject({ row: { title: 'w-1' } });
    const early = await rpc.backups.create();

    disk.fill();
    const { done, refusal } = await writeUntilRefused(core);
    expect(refusal).toMatchObject({
      code: 'UNAVAILABLE',
      data: { code: 'busy' },
      message: expect.stringMatching(/^The disk is full, so nothing was written\./u),
    });
    const before = expectWhole(device);
    expect(before['tasks']).toHaveLength(done + 1);

    expect((await rpc.tasks.list(listed)).total).toBe(done + 1);
    expect((await rpc.app.status()).storage_fault).toContain('disk is full');
    await expect(rpc.chat.send({ text: LONG })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await core.socket.call(insert('w-2'))).toMatchObject({ code: 'busy', error: expect.stringContaining('disk is full') });
    await expect(rpc.backups.create()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('disk is full'),
    });
    const listing = await rpc.backups.list();
    expect([listing.items, listing.fault]).toEqual([[early], expect.stringContaining('disk is full')]);
    expect(readdirSync(join(device, 'backups'))).toEqual([early.backup_id]);
    await expect(rpc.backups.restore({ backup_id: early.backup_id })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(expectWhole(device)).toEqual(before);

    disk.free();
    clock.advance(10_000);
    await expect
      .poll(async () => {
        clock.advance(1_000);
        return (await rpc.app.status()).storage_fault;
      })
      .toBeUndefined();
    await expect
      .poll(async () => {
        clock.advance(1_000);
        return (await rpc.app.status()).connection.state;
      })
      .toBe('ready');
    await isReady(core);
    const socket = core.backend.connections.at(-1);
    expect(await socket?.call(insert('w-2'))).toMatchObject({ row: { title: 'w-2' } });
    await rpc.tasks.create({ title: 'There is room again', description: LONG });
    expect(expectWhole(device)['tasks']).toHaveLength(done + 3);
    await rpc.backups.create();
    expect((await rpc.backups.list()).fault).toBeUndefined();
  });

  test('and a kill in the middle of it lose nothing that was said to be done', async (context) => {
    const disk = mountSmallDisk({ mebibytes: 6 });
    if (!disk) {
      console.warn('SKIPPED: a kill on a really full disk is tested by root only (mount).');
      context.skip();
      return;
    }
    const home = join(disk.path, 'home');
    const first = startDesktop({ home });
    await first.event('ready');
    for (let n = 0; n < 20; n += 1) first.write({ chat: `Before ${n} ${LONG}` });
    await expect.poll(() => first.events.filter(({ event }) => event === 'chat_started').length).toBe(20);
    disk.fill();
    for (let n = 0; n < 400; n += 1) first.write({ chat: `Full ${n} ${LONG}` });
    expect(await first.event('error')).toMatchObject({ message: expect.stringContaining('disk is full') });
    await first.kill('SIGKILL');
    const said = first.events.flatMap((event) => (event.event === 'chat_started' ? [event['request_id']] : []));

    disk.free();
    const again = startDesktop({ home });
    await again.event('ready');
    again.write({ chat: 'After' });
    await again.event('chat_started');
    const { chat_requests: requests } = expectWhole(join(home, 'device'));
    const kept = (requests as { request_id: string }[]).map(({ request_id: id }) => id);
    expect(kept).toEqual(expect.arrayContaining(said));
    expect(again.events.some(({ event }) => event === 'recovery')).toBe(false);
  });
});

test('a file that may not grow any more refuses writes like a full disk, and goes on when it may', async () => {
  const home = join(temporaryFolder(), 'home');
  const limit = 1_024 * 1_024;
  const desktop = startDesktop({ home });
  await desktop.event('ready');
  const setLimit = (bytes: string): void => {
    expect(spawnSync('prlimit', ['--pid', String(desktop.pid), `--fsize=${bytes}`]).status).toBe(0);
  };
  setLimit(`${limit}:unlimited`);
  for (let n = 0; n < 200; n += 1) desktop.write({ chat: `${n} ${LONG}` });
  expect(await desktop.event('error')).toMatchObject({ message: expect.stringContaining('nothing was changed') });
  setLimit('unlimited:unlimited');
  desktop.write({ chat: 'There is room again' });
  // The ready event, and an answer to each line.
  await expect.poll(() => desktop.events.length, { timeout: 20_000 }).toBe(202);
  const started = desktop.events.filter(({ event }) => event === 'chat_started').length;
  await desktop.kill('SIGTERM');
  expect(expectWhole(join(home, 'device'))['chat_requests']).toHaveLength(started);
  const sqlite = new Database(join(home, 'device', 'adiuva.sqlite'), { readonly: true });
  expect(sqlite.prepare('select text from chat_requests order by rowid desc limit 1').pluck().get()).toBe('There is room again');
  sqlite.close();
});
