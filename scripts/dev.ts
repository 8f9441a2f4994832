/**
 * `npm run dev`: everything in an isolated home (.dev-home), reloading. The page comes from Vite with hot replacement
 * and speaks to the real core through Vite's proxy; a change of backend, core or contract starts both again.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer } from 'vite';
import { endOnSignal } from '@adiuva/launcher/shutdown.ts';

const root = join(import.meta.dirname, '..');
const token = randomBytes(32).toString('base64url');
const APP_PORT = 4273;
const PAGE_PORT = 5173;
/** An editor saves several files at once: wait until it is done. */
const SETTLE_MS = 200;

const watched = [
  'backend/src',
  'desktop/src/core',
  'desktop/src/hosts',
  'desktop/src/rpc',
  'shared-protocol/src',
  'drizzle/src',
  'drizzle/migrations',
  'reading/src',
];

function log(message: string): void {
  process.stderr.write(`adiuva: ${message}\n`);
}

let app: ChildProcess | undefined;
let restarting: Promise<void> = Promise.resolve();

function startApp(): void {
  const args = [
    'launcher/src/start.ts',
    '--home',
    join(root, '.dev-home'),
    '--port',
    String(APP_PORT),
    '--no-open',
    '--json',
    '--from-source',
  ];
  app = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ADIUVA_APP_TOKEN: token },
  });
  if (app.stdout)
    createInterface({ input: app.stdout }).on('line', (line) =>
      log(line.includes('"ready"') ? `open http://127.0.0.1:${PAGE_PORT}/#token=${token}` : line),
    );
}

async function stopApp(): Promise<void> {
  if (!app || app.exitCode !== null || app.signalCode !== null) return;
  const gone = once(app, 'exit');
  app.kill('SIGTERM');
  await gone;
}

let settle: NodeJS.Timeout | undefined;
function restartSoon(): void {
  clearTimeout(settle);
  settle = setTimeout(() => {
    log('a source changed; starting again');
    restarting = restarting.then(stopApp).then(startApp);
  }, SETTLE_MS);
}

const page = await createServer({
  root: join(root, 'desktop/src/renderer'),
  configFile: join(root, 'desktop/vite.config.ts'),
  server: {
    host: '127.0.0.1',
    port: PAGE_PORT,
    strictPort: true,
    proxy: { '/rpc': { target: `http://127.0.0.1:${APP_PORT}`, ws: true, changeOrigin: true, rewriteWsOrigin: true } },
  },
});
await page.listen();
startApp();
const watchers = watched
  .map((folder) => join(root, folder))
  .filter((folder) => existsSync(folder))
  .map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file && /(?<!\.test)\.(ts|sql)$/.test(file)) restartSoon();
    }),
  );

endOnSignal({
  log,
  dispose: async () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(settle);
    await restarting;
    await Promise.all([stopApp(), page.close()]);
  },
});
