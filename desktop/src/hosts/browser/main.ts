/** `npm run desktop`: the core, and its page in a browser. The one file of this process that reads the environment. */
import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { FlagError, parseFlags } from '@adiuva/launcher/flags.ts';
import { HomeLockedError, lockHome } from '@adiuva/launcher/home-lock.ts';
import { openHome } from '@adiuva/launcher/home.ts';
import { printEvent, readLines } from '@adiuva/launcher/json-lines.ts';
import { requireNode24 } from '@adiuva/launcher/node-version.ts';
import { endOnSignal } from '@adiuva/launcher/shutdown.ts';
import { DatabaseRefusedError, StorageFaultError } from '#core/storage/index.ts';
import { createHostCore } from '#hosts/create-host-core.ts';
import { openFileSecrets } from '#hosts/file-secrets.ts';
import { passOverSealed } from '#hosts/sealed-secrets.ts';
import { createRpcServer } from '#hosts/serve-rpc.ts';
import { createStderrLogger } from '#hosts/stderr-logger.ts';
import { startAppServer, type AppServer } from './app-server.ts';
import { openBrowser } from './open-browser.ts';

const DEFAULT_PORT = 4173;
/** Built, this file lies beside the page; its source does not. */
const isBuilt = basename(import.meta.dirname) === 'bundle';
const pageFolder = join(import.meta.dirname, isBuilt ? '../renderer' : '../../../out/renderer');

function say(message: string): void {
  process.stderr.write(`adiuva: ${message}\n`);
}

/** The sentence for the user, and what lies behind it for whoever helps them. */
function refuse(error: DatabaseRefusedError): void {
  say(error.message);
  if (error.cause instanceof Error) say(`(${error.cause.message})`);
  if (process.argv.includes('--json')) printEvent({ event: 'refused', message: error.message });
}

function readBackendUrl(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = URL.parse(given);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new FlagError('--backend-url takes the address of a backend, such as http://127.0.0.1:4180.');
  return given;
}

async function main(): Promise<void> {
  const { env } = process;
  const flags = parseFlags({
    argv: process.argv.slice(2),
    own: ['backend-url'],
    switches: ['own-backend'],
    env,
    platform: process.platform,
  });
  if (flags.host === 'electron')
    throw new FlagError('This command opens the app in a browser. "npm start -- --host electron" opens the desktop program.');
  const backendUrl = readBackendUrl(flags.own['backend-url']);
  const paths = openHome(flags.home);
  const unlock = lockHome({ part: 'device', folder: paths.device });

  const logger = createStderrLogger();
  const core = createHostCore({
    device: paths.device,
    startedWith: {
      backendUrl,
      ownBackend: flags.switches.has('own-backend'),
      accessToken: env['ADIUVA_ACCESS_TOKEN']?.trim(),
      hasParent: process.send !== undefined,
    },
    ports: { logger, secrets: passOverSealed(openFileSecrets({ folder: paths.device, logger })) },
  });
  const rpc = createRpcServer({ router: core.router, onFault: (fault) => logger.error('RPC failed', { fault }) });
  const pageToken = env['ADIUVA_APP_TOKEN'] || randomBytes(32).toString('base64url');
  const serve = (port: number): Promise<AppServer> => startAppServer({ port, token: pageToken, folder: pageFolder, rpc });
  const server = await serve(flags.port ?? DEFAULT_PORT).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE' || flags.port !== undefined) throw cause;
    say(`port ${DEFAULT_PORT} is taken; using a free one`);
    return serve(0);
  });

  endOnSignal({
    log: say,
    dispose: async () => {
      await server.close();
      await core.dispose();
      unlock();
    },
  });

  const url = `http://127.0.0.1:${server.port}/#token=${pageToken}`;
  if (flags.json) {
    printEvent({ event: 'ready', app_url: url });
    const { recovery, items } = core.backups.list();
    if (recovery) printEvent({ event: 'recovery', ...recovery, backups: items.length });
    core.commands.listen(printEvent);
    readLines({ input: process.stdin, onLine: (line) => core.commands.run(line) });
  } else {
    core.commands.listen(() => undefined);
    process.stdout.write(`Adiuva is ready: ${url}\nYour data: ${paths.device}\nCtrl+C stops it.\n`);
  }
  if (flags.open && !(await openBrowser({ url: server.openingUrl(), platform: process.platform })))
    say('no browser could be opened from here; open the address above yourself.');
}

requireNode24();
try {
  await main();
} catch (error) {
  if (error instanceof FlagError) {
    say(error.message);
    process.exit(2);
  }
  if (error instanceof HomeLockedError) say(error.message);
  else if (error instanceof DatabaseRefusedError) refuse(error);
  else if (error instanceof StorageFaultError) refuse(new DatabaseRefusedError(`Adiuva could not start. ${error.message}`));
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    say('the port is in use. Start with another --port, or --port 0 for any free one.');
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
