import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '#backend/log.ts';
import { EmbeddedPostgresError, type PostgresBinaries } from './binaries.ts';
import { CLUSTER_USER, type Cluster } from './cluster.ts';
import { stopOrphans } from './orphan.ts';
import { asUnprivileged, postgresEnvironment } from './unprivileged.ts';

const START_MS = 20_000;
const STOP_MS = 2_000;
const LOG_BYTES = 1_000_000;
/** A server that dies is started again after so long, in milliseconds, doubled each time it dies again soon. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** One that lived for so long, in milliseconds, did not die of its start. */
const STEADY_MS = 60_000;
/** Deaths in a row after which the very first start is given up, and a later one is told as a fault of the machine. */
const PATIENT_DEATHS = 5;

export interface PostgresServer {
  /** Ends it in order; at once when that takes too long. */
  stop(): Promise<void>;
}

/**
 * Runs PostgreSQL as a child: no TCP, only a socket in our own folder. When it dies by itself it is started again, for as long
 * as it takes: a disk that is full may have room later. What is connected then sees errors meanwhile. Durability is PostgreSQL's own: nothing of it is switched off.
 */
export async function startPostgresServer({
  binaries,
  cluster,
  folder,
  socketFolder,
  log,
  signal,
}: {
  binaries: PostgresBinaries;
  cluster: Cluster;
  folder: string;
  socketFolder: string;
  log: Log;
  /** Gives the start up. */
  signal: AbortSignal;
}): Promise<PostgresServer> {
  const logFile = join(folder, 'postgres.log');
  const stopped = new AbortController();
  let deaths = 0;
  let launchedAt = 0;

  function launch(): ChildProcess {
    if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) truncateSync(logFile);
    const output = openSync(logFile, 'a', 0o600);
    const settings = {
      listen_addresses: '',
      unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
      unix_socket_permissions: '0700',
      max_connections: '100',
      shared_buffers: '32MB',
      jit: 'off',
      max_wal_senders: '0',
      wal_level: 'minimal',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // A statement's parameters are the user's; the log tells faults without them.
      log_min_error_statement: 'panic',
      log_parameter_max_length_on_error: '0',
    };
    const command = asUnprivileged({
      file: binaries.postgres,
      args: ['-D', cluster.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    });
    // A group of its own: a Ctrl+C in the terminal must not end the database before those that use it.
    const started = spawn(command.file, command.args, {
      stdio: ['ignore', output, output],
      detached: true,
      env: postgresEnvironment(),
      cwd: folder,
    });
    closeSync(output);
    launchedAt = performance.now();
    // One of the two comes first, and the other may not come at all.
    let isOver = false;
    const onEnd = (cause: string): void => {
      if (!isOver && !stopped.signal.aborted) void revive(cause);
      isOver = true;
    };
    started.once('error', (error) => onEnd(error.message));
    started.once('exit', (code, ending) => onEnd(ending ?? `code ${code}`));
    return started;
  }

  async function revive(cause: string): Promise<void> {
    deaths = performance.now() - launchedAt > STEADY_MS ? 1 : deaths + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1));
    const about = { cause, again_in_ms: pause };
    if (deaths > PATIENT_DEATHS) log.error(about, 'the embedded PostgreSQL keeps dying; see postgres.log in the home');
    else log.warn(about, 'the embedded PostgreSQL ended by itself; starting it again');
    try {
      await delay(pause, undefined, { signal: stopped.signal });
      await stopOrphans({ data: cluster.data });
      if (!stopped.signal.aborted) child = launch();
    } catch (error) {
      if (stopped.signal.aborted) return;
      await revive(error instanceof Error ? error.message : String(error));
    }
  }

  await stopOrphans({ data: cluster.data });
  signal.throwIfAborted();
  let child = launch();
  try {
    await waitUntilReady({
      socketFolder,
      password: cluster.password,
      isGivenUp: () => signal.aborted || deaths > PATIENT_DEATHS,
    });
  } catch (cause) {
    stopped.abort();
    child.kill('SIGQUIT');
    signal.throwIfAborted();
    throw new EmbeddedPostgresError(`The embedded PostgreSQL does not start (${lastWords(logFile)}).`, { cause });
  }
  return {
    async stop() {
      stopped.abort();
      if (hasEnded(child)) return;
      child.kill('SIGINT');
      const until = performance.now() + STOP_MS;
      while (!hasEnded(child) && performance.now() < until) await delay(10);
      if (hasEnded(child)) return;
      child.kill('SIGQUIT');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function waitUntilReady({
  socketFolder,
  password,
  isGivenUp,
}: {
  socketFolder: string;
  password: string;
  isGivenUp: () => boolean;
}): Promise<void> {
  const until = performance.now() + START_MS;
  for (;;) {
    const client = new pg.Client({
      host: socketFolder,
      port: 5432,
      user: CLUSTER_USER,
      password,
      database: 'postgres',
      ssl: false,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > until || isGivenUp()) throw error;
      await delay(15);
    }
  }
}

function lastWords(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  } catch {
    return 'it left no log';
  }
}
