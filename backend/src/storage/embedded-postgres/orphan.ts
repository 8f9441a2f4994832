import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './binaries.ts';

/** Milliseconds an orphan may take to end after being asked, and then after being told. */
const PATIENCE_MS = 3_000;

/**
 * A backend that was killed leaves its PostgreSQL running. Ends it, so that a new one can own the files. Only a process
 * that is PostgreSQL and works in exactly this folder is signalled: a number in a file may long belong to another.
 */
export async function stopOrphan({ data }: { data: string }): Promise<void> {
  const pid = postmasterOf(data);
  if (pid === undefined || !isPostgresOn({ pid, data })) return;
  // SIGINT: no new connections, open ones are ended, files are closed in order. SIGQUIT: at once; recovery follows.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      if (!isPostgresOn({ pid, data })) return;
      await delay(20);
    }
  }
  throw new EmbeddedPostgresError(`A PostgreSQL that an earlier backend left (process ${pid}) does not end. End it by hand.`);
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

function isPostgresOn({ pid, data }: { pid: number; data: string }): boolean {
  try {
    if (process.platform === 'linux') {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      const state = /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return name === 'postgres' && state !== 'Z' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(data);
  } catch {
    // The process is gone, or belongs to somebody else: not ours in either case.
    return false;
  }
}
