import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, type PostgresBinaries } from './binaries.ts';
import { asUnprivileged, postgresEnvironment } from './unprivileged.ts';

const run = promisify(execFile);

export const CLUSTER_USER = 'adiuva';

/** A database cluster's files and the password that opens it. */
export interface Cluster {
  data: string;
  password: string;
}

/**
 * Opens the cluster of a home, or makes it. It is made under another name and renamed when it is complete, so that a kill
 * in the middle leaves nothing that looks like a database.
 */
export async function openCluster({
  folder,
  binaries,
  signal,
}: {
  folder: string;
  binaries: PostgresBinaries;
  signal: AbortSignal;
}): Promise<Cluster> {
  const home = join(folder, 'postgres');
  if (!existsSync(home)) await makeCluster({ home, binaries, signal });
  chmodSync(home, 0o700);
  return { data: join(home, 'data'), password: readFileSync(join(home, 'password'), 'utf8').trim() };
}

async function makeCluster({
  home,
  binaries,
  signal,
}: {
  home: string;
  binaries: PostgresBinaries;
  signal: AbortSignal;
}): Promise<void> {
  const fresh = `${home}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = join(fresh, 'password');
  writeFileSync(password, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  const command = asUnprivileged({
    file: binaries.initdb,
    args: [
      `--pgdata=${join(fresh, 'data')}`,
      `--username=${CLUSTER_USER}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-locale',
      '--no-instructions',
    ],
  });
  try {
    await run(command.file, command.args, { env: postgresEnvironment(), cwd: fresh, signal });
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true });
    signal.throwIfAborted();
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new EmbeddedPostgresError(`The embedded PostgreSQL could not be made (${lastLine(words) || 'no reason given'}).`, {
      cause,
    });
  }
  renameSync(fresh, home);
}

function lastLine(text: string): string {
  return text.split('\n').at(-1) ?? '';
}
