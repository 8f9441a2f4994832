import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HomeLockedError, lockHome } from './home-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adiuva-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A process that holds the lock until it is killed. */
async function holder(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const script = `const { lockHome } = await import(${JSON.stringify(join(import.meta.dirname, 'home-lock.ts'))});
    lockHome({ part: 'device', folder: ${JSON.stringify(folder)} }); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test('a second process is told who holds the home; the lock ends with its holder, even by SIGKILL', async () => {
  const first = await holder();
  try {
    lockHome({ part: 'device', folder });
    expect.unreachable('the lock was given twice');
  } catch (error) {
    expect(error).toBeInstanceOf(HomeLockedError);
    expect(error).toMatchObject({ code: 'home_locked', pid: first.pid });
    expect(String(error)).toContain(`process ${first.pid}`);
  }
  await first.kill();
  const release = lockHome({ part: 'device', folder });
  release();
  lockHome({ part: 'device', folder })();
});
