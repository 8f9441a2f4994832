import { FlagError, parseFlags, type CommonFlags } from '@adiuva/launcher/flags.ts';
import { lockHome } from '@adiuva/launcher/home-lock.ts';
import { openHome } from '@adiuva/launcher/home.ts';
import { printEvent } from '@adiuva/launcher/json-lines.ts';
import { requireNode24 } from '@adiuva/launcher/node-version.ts';
import { onParentMessage, sendToParent } from '@adiuva/launcher/parent-channel.ts';
import { endOnSignal, SHUTDOWN_MS } from '@adiuva/launcher/shutdown.ts';
import packageJson from '../package.json' with { type: 'json' };
import { loadConfig } from './config.ts';
import { createBackend, type Backend } from './create-backend.ts';
import { createLog, type Log } from './log.ts';
import { createModels, isOnThisMachine } from './models/index.ts';
import { createOfflineModel } from './models/offline/index.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres/index.ts';
import { openSecretFile } from './storage/secret-file.ts';

const DEFAULT_PORT = 8787;
const HOUR_MS = 60 * 60_000;
/** Steps that are being done at a signal may take so long to end, in milliseconds. */
const DRAIN_MS = 8_000;
/** Whoever closes the app waits; what is handed over goes on at its next start. */
const APP_DRAIN_MS = 1_200;

/** `npm run backend`: one process, its database with it, until a signal. */
async function main(): Promise<void> {
  requireNode24();
  const flags = parseFlags({
    argv: process.argv.slice(2),
    switches: ['local-account'],
    env: process.env,
    platform: process.platform,
  });
  const isLocal = flags.switches.has('local-account');
  // Beside an app the log speaks of faults alone.
  const log = createLog({ level: isLocal ? 'warn' : 'info' });
  const stopped = new AbortController();
  /** What is open, in the order in which it was opened. */
  const open: Close[] = [];
  const dispose = async (): Promise<void> => {
    for (const close of open.splice(0).toReversed()) await close();
  };
  const starting = start({ flags, log, open, signal: stopped.signal });
  endOnSignal({
    log: (message) => log.error(message),
    // The steps have their time first, and everything else has its own after them.
    patienceMs: isLocal ? SHUTDOWN_MS : DRAIN_MS + SHUTDOWN_MS,
    dispose: async () => {
      stopped.abort();
      // What is being opened is opened or given up first: nothing is left behind.
      await Promise.allSettled([starting]);
      await dispose();
    },
  });
  try {
    const url = await starting;
    if (flags.json) printEvent({ event: 'ready', backend_url: url });
    else process.stdout.write(`Adiuva's backend is ready: ${url}\n`);
  } catch (error) {
    // A signal came first: it ends the process.
    if (stopped.signal.aborted) return;
    await dispose();
    throw error;
  }
}

type Close = () => Promise<void> | void;

/** Opens everything, each with its disposer in `open`. Answers the backend's address. */
async function start({
  flags,
  log,
  open,
  signal,
}: {
  flags: CommonFlags & { switches: ReadonlySet<'local-account'> };
  log: Log;
  open: Close[];
  signal: AbortSignal;
}): Promise<string> {
  const isLocal = flags.switches.has('local-account');
  const config = loadConfig(process.env);
  const { baseUrl } = config.servers.local;
  if (isLocal && baseUrl !== undefined && !isOnThisMachine({ baseUrl })) {
    log.warn(
      'LOCAL_LLM_BASE_URL is on another machine. The app takes models called local: for ones on this machine, so what a client’s rule keeps on this machine goes there too.',
    );
  }
  const home = openHome(flags.home);
  open.push(lockHome({ part: 'backend', folder: home.backend }));
  const current = config.secret ?? openSecretFile({ folder: home.backend });
  const embedded =
    config.databaseUrl === undefined ? await startEmbeddedPostgres({ folder: home.backend, log, signal }) : undefined;
  if (embedded) open.push(() => embedded.stop());
  const backend = await createBackend({
    database: embedded?.address ?? { url: config.databaseUrl ?? '' },
    secrets: { current, previous: config.previousSecret },
    models: createModels({
      available: [createOfflineModel()],
      servers: config.servers,
      ...config.models,
    }),
    metricsToken: config.metricsToken,
    tier: config.defaultTier ?? (embedded ? 'pro' : 'free'),
    retentionDays: config.retentionDays,
    approvalMs: config.approvalHours * HOUR_MS,
    registration: isLocal ? 'closed' : 'open',
    port: flags.port ?? DEFAULT_PORT,
    version: packageJson.version,
    log,
    drainMs: isLocal ? APP_DRAIN_MS : DRAIN_MS,
  });
  open.push(() => backend.close());
  if (isLocal) open.push(await answerParent(backend));
  return backend.url;
}

/** Gives access tokens of the local account to the process that started this one, as often as it asks. */
async function answerParent(backend: Backend): Promise<() => void> {
  const account = await backend.accounts.openLocalAccount();
  return onParentMessage((message) => {
    if (message.type !== 'access_token_request') return;
    void backend.accounts
      .localAccessToken(account)
      .then((token) => sendToParent({ type: 'access_token', id: message.id, access_token: token }));
  });
}

main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isExpected = error instanceof FlagError || typeof code === 'string';
  const words = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`adiuva: ${words}\n`);
  process.exit(error instanceof FlagError ? 2 : 1);
});
