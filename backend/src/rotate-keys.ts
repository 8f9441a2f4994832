import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FlagError, parseFlags, type CommonFlags } from '@adiuva/launcher/flags.ts';
import { HomeLockedError, lockHome } from '@adiuva/launcher/home-lock.ts';
import { openHome } from '@adiuva/launcher/home.ts';
import { printEvent } from '@adiuva/launcher/json-lines.ts';
import { requireNode24 } from '@adiuva/launcher/node-version.ts';
import pg from 'pg';
import { systemClock } from './clock.ts';
import { loadConfig, type Config } from './config.ts';
import { newId } from './ids.ts';
import { createLog, type Log } from './log.ts';
import { describeRotation, rotateKeys, type RotationEvent } from './maintenance/index.ts';
import { openDatabase, type DatabaseAddress } from './storage/database.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres/index.ts';
import { openSecretFile } from './storage/secret-file.ts';

type Close = () => Promise<void> | void;

/** There is nothing to rotate, or not all that is needed for it. */
class NothingToRotateError extends Error {
  readonly code = 'nothing_to_rotate';
}

/** `npm run rotate-keys`: new content keys for every workspace. It may be ended at any moment, and goes on when run again. */
async function main(): Promise<number> {
  requireNode24();
  const flags = parseFlags({
    argv: process.argv.slice(2),
    switches: ['secret-only'],
    env: process.env,
    platform: process.platform,
  });
  const log = createLog({ level: 'warn' });
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort());
  const open: Close[] = [];
  try {
    await rotate({ flags, log, open, signal: stopped.signal });
    return 0;
  } catch (error) {
    return tell({ error, isJson: flags.json });
  } finally {
    for (const close of open.toReversed()) await close();
  }
}

/** Opens what is needed, each with its disposer in `open`, and rotates. */
async function rotate({
  flags,
  log,
  open,
  signal,
}: {
  flags: CommonFlags & { switches: ReadonlySet<'secret-only'> };
  log: Log;
  open: Close[];
  signal: AbortSignal;
}): Promise<void> {
  const config = loadConfig(process.env);
  const { address, secret } = await openStore({ flags, config, log, open, signal });
  const database = await openDatabase({ address, log });
  open.push(() => database.close());
  const client = new pg.Client({ ...database.client, application_name: 'adiuva rotation', keepAlive: true });
  // What happens to the connection is told by the query that it happens to.
  client.on('error', () => undefined);
  await client.connect();
  open.push(() => client.end().catch(() => undefined));
  const report = (event: RotationEvent): void => {
    if (flags.json) printEvent({ ...event });
    else process.stdout.write(`${describeRotation(event)}\n`);
  };
  await rotateKeys({
    client,
    secrets: { current: secret, previous: config.previousSecret },
    clock: systemClock,
    newId,
    isSecretOnly: flags.switches.has('secret-only'),
    signal,
    report,
  });
}

/** The database, and the secret that its keys are wrapped by; neither is made here. */
async function openStore({
  flags,
  config,
  log,
  open,
  signal,
}: {
  flags: CommonFlags;
  config: Config;
  log: Log;
  open: Close[];
  signal: AbortSignal;
}): Promise<{ address: DatabaseAddress; secret: Buffer }> {
  const { databaseUrl } = config;
  if (databaseUrl !== undefined && config.secret) return { address: { url: databaseUrl }, secret: config.secret };
  const folder = join(flags.home, 'backend');
  if (databaseUrl === undefined && !existsSync(join(folder, 'postgres'))) {
    throw new NothingToRotateError(
      `There is no backend’s database in ${flags.home}. Nothing was done. Name the right home with --home, or set DATABASE_URL.`,
    );
  }
  if (!config.secret && !existsSync(join(folder, 'secret'))) {
    throw new NothingToRotateError(
      `The secret that this database was written under is not here (${join(folder, 'secret')} is missing). Nothing was done. Put the file back, or set ADIUVA_SECRET.`,
    );
  }
  const home = openHome(flags.home);
  const secret = config.secret ?? openSecretFile({ folder: home.backend });
  if (databaseUrl !== undefined) return { address: { url: databaseUrl }, secret };
  open.push(lockHome({ part: 'backend', folder: home.backend }));
  const embedded = await startEmbeddedPostgres({ folder: home.backend, log, signal });
  open.push(() => embedded.stop());
  return { address: embedded.address, secret };
}

/** Says what went wrong; answers the exit code. */
function tell({ error, isJson }: { error: unknown; isJson: boolean }): number {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isOurs = error instanceof Error && code !== undefined;
  const words = isOurs ? explain(error) : error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (isJson) printEvent({ event: code === 'rotation_stopped' ? 'stopped' : 'failed', code: code ?? 'internal', message: words });
  process.stderr.write(`adiuva: ${words}\n`);
  if (error instanceof FlagError) return 2;
  return code === 'rotation_stopped' ? 130 : 1;
}

function explain(error: Error): string {
  if (error instanceof HomeLockedError)
    return `${error.message} Nothing was done: keys are rotated while the backend of a home does not run.`;
  const isKnown = error.name !== 'Error' && error.name !== 'error';
  return isKnown
    ? error.message
    : `The database did not answer (${error.message}). Everything can be read as before. Run the command again: it goes on from here.`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(tell({ error, isJson: false })),
);
