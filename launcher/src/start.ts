import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { chooseHost, type HostChoice } from './choose-host.ts';
import { createCarriedLines } from './carried-lines.ts';
import { electronBinary } from './electron-binary.ts';
import { FlagError, parseFlags } from './flags.ts';
import { printEvent, readLines } from './json-lines.ts';
import { BACKEND_NODE_FLAGS, CORE_MALLOC, CORE_NODE_FLAGS } from './node-flags.ts';
import { staysHere } from './stays-here.ts';
import { endOnSignal } from './shutdown.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

/** How long a child may take to stop, in milliseconds; less than the 5 s that the whole may take. */
const PATIENCE_MS = 3_500;

const root = join(import.meta.dirname, '..', '..');
const readySchema = z.object({ event: z.literal('ready'), backend_url: z.string().optional(), app_url: z.string().optional() });

function log(message: string): void {
  process.stderr.write(`adiuva: ${message}\n`);
}

function readyOf(line: string): z.infer<typeof readySchema> | undefined {
  try {
    const parsed = readySchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** What Node runs: the programs as `npm start` built them, or, while one works on them, their sources. */
const built = { backend: join(root, 'desktop/out/bundle/backend.js'), desktop: join(root, 'desktop/out/bundle/desktop.js') };
const sources = { backend: join(root, 'backend/src/main.ts'), desktop: join(root, 'desktop/src/hosts/browser/main.ts') };

/** `npm start`: the backend with its database, then the desktop, until a signal. */
function start(): void {
  const flags = parseFlags({
    argv: process.argv.slice(2),
    switches: ['from-source'],
    env: process.env,
    platform: process.platform,
  });
  const programs = flags.switches.has('from-source') ? sources : built;
  const appToken = process.env['ADIUVA_APP_TOKEN'] ?? randomBytes(32).toString('base64url');
  let backendUrl: string | undefined;
  let appUrl: string | undefined;
  let desktop: SupervisedProcess | undefined;
  // Chosen while the backend starts.
  const chosen = chooseHost({
    flags,
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    electron: electronBinary({ modules: join(root, 'node_modules') }),
    log,
  });
  chosen.catch((error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    end(error instanceof FlagError ? 2 : 1);
  });
  const lines = createCarriedLines({ write: (text) => desktop?.write(text) ?? false, giveUp: printEvent });

  const home = ['--home', flags.home, '--json'];
  const backend = superviseProcess({
    name: 'backend',
    arguments: () => [
      ...BACKEND_NODE_FLAGS,
      programs.backend,
      ...home,
      '--local-account',
      '--port',
      backendUrl ? new URL(backendUrl).port : '0',
    ],
    environment: () => process.env,
    onLine: (line) => {
      const ready = readyOf(line);
      if (!ready?.backend_url) return false;
      if (!backendUrl) {
        const url = ready.backend_url;
        backendUrl = url;
        chosen.then(
          (choice) => open({ url, choice }),
          // Said already, and the end is on its way.
          () => undefined,
        );
      }
      return true;
    },
    onMessage: (message) => desktop?.send(message),
    onGivenUp: (code) => end(code === 0 ? 1 : code),
    log,
  });

  function open({ url, choice }: { url: string; choice: HostChoice }): void {
    desktop = startDesktop({ url, choice });
    if (flags.json) readLines({ input: process.stdin, onLine: (line) => lines.send(line) });
  }

  function argumentsOf({ url, choice }: { url: string; choice: HostChoice }): string[] {
    // What is told to a backend that asks a model elsewhere does not stay on this machine.
    const own = [...home, '--backend-url', url, ...(staysHere(process.env['LOCAL_LLM_BASE_URL']) ? ['--own-backend'] : [])];
    if (choice.host === 'electron') return [join(root, 'desktop/out'), ...own];
    const port = appUrl ? new URL(appUrl).port : flags.port;
    return [
      ...CORE_NODE_FLAGS,
      programs.desktop,
      ...own,
      ...(flags.open && !appUrl ? [] : ['--no-open']),
      ...(port === undefined ? [] : ['--port', String(port)]),
    ];
  }

  function startDesktop({ url, choice }: { url: string; choice: HostChoice }): SupervisedProcess {
    return superviseProcess({
      name: 'desktop',
      ...(choice.host === 'electron' ? { program: choice.binary, mayEnd: true } : {}),
      arguments: () => argumentsOf({ url, choice }),
      environment: () => ({ ...CORE_MALLOC, ...process.env, ADIUVA_APP_TOKEN: appToken }),
      onLine: (line) => {
        const answer = lines.answerIn(line);
        if (answer) printEvent(answer);
        if (answer !== false) return false;
        const ready = readyOf(line);
        if (!ready) process.stdout.write(`${line}\n`);
        else if (ready.app_url && !appUrl) {
          appUrl = ready.app_url;
          announce({ app_url: appUrl, backend_url: url });
        }
        return ready !== undefined;
      },
      onMessage: (message) => backend.send(message),
      onReady: () => lines.sendAgain(),
      onGivenUp: (code) => {
        if (choice.host === 'browser') return end(code === 0 ? 1 : code);
        if (appUrl || flags.host === 'electron') return end(code);
        log('the desktop program does not start on this machine, so the app opens in a browser');
        desktop = startDesktop({ url, choice: { host: 'browser' } });
      },
      log,
    });
  }

  function announce(urls: { app_url: string; backend_url: string }): void {
    if (flags.json) printEvent({ event: 'ready', ...urls });
    else
      process.stdout.write(
        `\nAdiuva is ready: ${urls.app_url.startsWith('http') ? urls.app_url : 'in its own window'}\nYour data: ${join(flags.home, 'device')}\nCtrl+C stops it.\n\n`,
      );
  }

  const end = endOnSignal({
    log,
    dispose: async () => {
      // The desktop first: what it still has to say, it says to a backend that is there.
      await desktop?.stop({ patienceMs: PATIENCE_MS / 2 });
      await backend.stop({ patienceMs: PATIENCE_MS });
    },
  });
}

try {
  start();
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  log(error.message);
  process.exitCode = 2;
}
