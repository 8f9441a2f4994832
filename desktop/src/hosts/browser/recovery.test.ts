import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { earlierDatabase } from '#core/test/earlier-database.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { startDesktop } from '#hosts/test/desktop-process.ts';

/** A home whose database is this file. */
function homeWith(file: string): string {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(join(home, 'device'), { recursive: true, mode: 0o700 });
  copyFileSync(file, join(home, 'device', 'adiuva.sqlite'));
  return home;
}

test('a damaged database is told of on the --json stream, at every start until the user chose', async () => {
  const damaged = join(temporaryFolder(), 'damaged');
  writeFileSync(damaged, 'no database');
  const home = homeWith(damaged);
  const first = startDesktop({ home });
  const told = await first.event('recovery');
  expect(told).toEqual({
    event: 'recovery',
    broken_path: expect.stringContaining('adiuva.sqlite.broken-'),
    found_at: expect.any(Number),
    detail: expect.stringContaining('damaged'),
    backups: 0,
  });
  expect(first.events[0]).toMatchObject({ event: 'ready' });
  await first.kill('SIGKILL');
  expect(await startDesktop({ home }).event('recovery')).toEqual(told);
});

test('an update that fails ends the start with a sentence and code 1; the data is as it was', async () => {
  const file = join(earlierDatabase('6259475'), 'adiuva.sqlite');
  const sqlite = new Database(file);
  sqlite.exec('create table client_rules (mine text)');
  sqlite.close();
  const home = homeWith(file);
  const desktop = startDesktop({ home });
  expect(await desktop.ended).toBe(1);
  expect(desktop.stderr()).toContain('adiuva: Your data could not be brought up to date');
  expect(desktop.stderr()).not.toContain('    at ');
  expect(desktop.events).toEqual([
    { event: 'refused', message: expect.stringContaining('the version that you had before still opens it') },
  ]);
  const after = new Database(join(home, 'device', 'adiuva.sqlite'), { readonly: true });
  expect(after.prepare('select count(*) from run_calls').pluck().get()).toBeGreaterThan(0);
  after.close();
});
