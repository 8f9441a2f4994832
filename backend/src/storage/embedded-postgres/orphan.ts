import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './binaries.ts';

/** Milliseconds an orphan may take to end after being asked, and then after being told. */
const PATIENCE_MS = 3_000;

/**
 * A backend that was killed leaves its PostgreSQL running; a PostgreSQL that was killed may leave its own children. Ends
 * them, so that a new one can own the files. Only processes that are PostgreSQL and work in exactly this folder are
 * signalled: a number in a file may long belong to another.
 */
export async function stopOrphans({ data }: { data: string }): Promise<void> {
  // SIGINT: no new connections, open ones are ended, files are closed in order. SIGQUIT: at once; recovery follows.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of processesOn(data)) signalIfThere({ pid, signal });
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      if (processesOn(data).length === 0) {
        // Nobody works on the files, whatever number stands here: a process that nobody has buried yet would keep it alive.
        rmSync(join(data, 'postmaster.pid'), { force: true });
        return;
      }
      await delay(20);
    }
  }
  throw new EmbeddedPostgresError('A PostgreSQL that an earlier backend left does not end. End it by hand.');
}

function signalIfThere({ pid, signal }: { pid: number; signal: NodeJS.Signals }): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}

/** Every living PostgreSQL process that works in the folder; where /proc is missing, the one that the folder names. */
function processesOn(data: string): number[] {
  if (process.platform === 'linux') {
    const folder = realpathSync(data);
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isPostgresIn({ pid, folder }));
  }
  const named = postmasterOf(data);
  return named !== undefined && isPostgresByName({ pid: named, data }) ? [named] : [];
}

function isPostgresIn({ pid, folder }: { pid: number; folder: string }): boolean {
  try {
    // A process that has ended but is not buried yet has no folder any more.
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    // The process is gone, or belongs to somebody else: not ours in either case.
    return false;
  }
}

function isPostgresByName({ pid, data }: { pid: number; data: string }): boolean {
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(data);
  } catch {
    // ps answers so when there is no such process.
    return false;
  }
}

function postmasterOf(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '', 10);
    return pid > 1 ? pid : undefined;
  } catch {
    // No such file: nothing was left.
    return undefined;
  }
}
