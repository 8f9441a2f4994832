import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectWhole } from '#core/test/expect-whole.ts';
import { mountSmallDisk } from '#core/test/small-disk.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { startDesktop } from '#hosts/test/desktop-process.ts';

const LONG = 'x'.repeat(20_000);

test('a full disk and a kill in the middle of it lose nothing that was said to be done', async (context) => {
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
