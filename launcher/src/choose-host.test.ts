import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooseHost } from './choose-host.ts';
import { electronBinary } from './electron-binary.ts';

/** A `node_modules` with an `electron` package whose script does what `script` says. */
function modulesWith({ script, installed = false }: { script: string; installed?: boolean }): string {
  const modules = mkdtempSync(join(tmpdir(), 'adiuva-electron-'));
  onTestFinished(() => rmSync(modules, { recursive: true, force: true }));
  const folder = join(modules, 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}');
  writeFileSync(join(folder, 'install.js'), script);
  if (installed) {
    writeFileSync(join(folder, 'path.txt'), 'electron');
    writeFileSync(join(folder, 'dist/version'), 'v45.4.1');
    writeFileSync(join(folder, 'dist/electron'), '');
  }
  return modules;
}

const FETCHES = `const fs = require('node:fs'); process.chdir(__dirname); fs.writeFileSync('fetched', '');
fs.writeFileSync('dist/version', '45.4.1'); fs.writeFileSync('dist/electron', ''); fs.writeFileSync('path.txt', 'electron');`;
const FAILS = `require('node:fs').writeFileSync(__dirname + '/fetched', ''); process.exit(1);`;

async function choose({
  modules,
  host = 'auto',
  open = true,
  env = { DISPLAY: ':0' },
  isRoot = false,
}: {
  modules: string;
  host?: 'auto' | 'electron' | 'browser';
  open?: boolean;
  env?: NodeJS.ProcessEnv;
  isRoot?: boolean;
}) {
  const said: string[] = [];
  const electron = electronBinary({ modules });
  const log = (message: string): void => void said.push(message);
  const choice = await chooseHost({ flags: { host, open }, env, platform: 'linux', isRoot, electron, log });
  return { ...choice, said };
}

test('the desktop program is chosen where its binary is, or comes within seconds', async () => {
  const there = modulesWith({ script: FAILS, installed: true });
  expect(await choose({ modules: there })).toEqual({ host: 'electron', binary: join(there, 'electron/dist/electron'), said: [] });
  expect(existsSync(join(there, 'electron/fetched'))).toBe(false);
  const comes = modulesWith({ script: FETCHES });
  expect(await choose({ modules: comes })).toMatchObject({ host: 'electron' });
});

test('the browser is chosen, in one line, where there is no display or Electron would not run', async () => {
  const modules = modulesWith({ script: FETCHES, installed: true });
  expect(await choose({ modules, env: {} })).toEqual({ host: 'browser', said: [expect.stringContaining('no display')] });
  expect(await choose({ modules, isRoot: true })).toEqual({ host: 'browser', said: [expect.stringContaining('root')] });
  expect(await choose({ modules, host: 'browser' })).toEqual({ host: 'browser', said: [] });
});

test('nothing is fetched where no window is opened, and in CI', async () => {
  const modules = modulesWith({ script: FETCHES });
  expect(await choose({ modules, open: false })).toEqual({ host: 'browser', said: [] });
  expect(await choose({ modules, env: { CI: 'true', DISPLAY: ':0' } })).toEqual({ host: 'browser', said: [] });
  expect(existsSync(join(modules, 'electron/fetched'))).toBe(false);
});

test('a fetch that failed is not tried again by itself, but when it is asked for', async () => {
  const modules = modulesWith({ script: FAILS });
  const mark = join(modules, 'electron/fetched');
  expect(await choose({ modules })).toEqual({ host: 'browser', said: [expect.stringContaining('opens in a browser')] });
  expect(existsSync(mark)).toBe(true);
  rmSync(mark);
  expect(await choose({ modules })).toMatchObject({ host: 'browser' });
  expect(existsSync(mark)).toBe(false);
  await expect(choose({ modules, host: 'electron' })).rejects.toThrow('could not be fetched');
  expect(existsSync(mark)).toBe(true);
});
