import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHome } from './home.ts';

let folder: string;
const umask = process.umask();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adiuva-home-'));
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});
const mode = (...path: string[]): string => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

test('a home is made for its user alone, whatever the umask is, and so is what is made in it', () => {
  process.umask(0);
  const { device } = openHome(join(folder, 'home'));
  writeFileSync(join(device, 'note'), '');
  mkdirSync(join(device, 'more'));
  expect(['home', 'home/device', 'home/backend', 'home/device/more', 'home/device/note'].map((path) => mode(path))).toEqual([
    '700',
    '700',
    '700',
    '700',
    '600',
  ]);
});

test('one that was open is closed, with all that lies in it', () => {
  process.umask(0);
  mkdirSync(join(folder, 'home', 'device', 'backups'), { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'home', 'device', 'adiuva.sqlite'), '', { mode: 0o644 });
  writeFileSync(join(folder, 'home', 'device', 'backups', 'one'), '', { mode: 0o666 });
  openHome(join(folder, 'home'));
  expect(
    ['home', 'home/device', 'home/device/backups', 'home/device/adiuva.sqlite', 'home/device/backups/one'].map((path) =>
      mode(path),
    ),
  ).toEqual(['700', '700', '700', '600', '600']);
});

test('a folder that holds other things too stays as open as it was', () => {
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'thesis.txt'), '');
  chmodSync(join(folder, 'thesis.txt'), 0o644);
  openHome(folder);
  openHome(folder);
  expect([mode(), mode('thesis.txt'), mode('device')]).toEqual(['755', '644', '700']);
});
