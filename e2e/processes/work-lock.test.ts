import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createSeededRandom } from '../fixtures/seeded-random.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';

const lockModule = pathToFileURL(join(import.meta.dirname, '../../scripts/work-lock.mjs')).href;

interface Worker {
  kill: () => void;
  said: () => string;
  /** Of the process that was killed: its id. Else nothing. */
  ended: Promise<number | undefined>;
}

/** A process that takes the lock, holds it for `ms`, and writes down when it does. */
function worker({ folder, log, ms }: { folder: string; log: string; ms: number }): Worker {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { withWorkLock } from ${JSON.stringify(lockModule)};
    const write = (word) => appendFileSync(${JSON.stringify(log)}, word + ' ' + process.pid + '\\n');
    await withWorkLock({ folder: ${JSON.stringify(folder)} }, async () => {
      write('in');
      await new Promise((resolve) => setTimeout(resolve, ${ms}));
      write('out');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]) => {
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`it ended with ${code}: ${said}`);
    return signal === null ? undefined : child.pid;
  });
  return { kill: () => void child.kill('SIGKILL'), said: () => said, ended };
}

function place(): { home: string; folder: string; log: string } {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  const log = join(home, 'log');
  writeFileSync(log, '');
  return { home, folder: join(home, 'lock'), log };
}

test('many at once, some of them killed: one works at a time, all that live get their turn, and nothing stays', async () => {
  const { home, folder, log } = place();
  const random = createSeededRandom(7);
  const workers = Array.from({ length: 12 }, () => worker({ folder, log, ms: 20 + random() * 60 }));
  for (const each of workers.filter((_, index) => index % 3 === 0)) {
    await new Promise((resolve) => setTimeout(resolve, random() * 250));
    each.kill();
  }
  const killed = new Set((await Promise.all(workers.map(({ ended }) => ended))).filter((pid) => pid !== undefined));
  let inside: number | undefined;
  const done = new Set<number>();
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const [word, text] = line.split(' ');
    const pid = Number(text);
    if (word === 'in') {
      expect(inside === undefined || killed.has(inside), `${pid} while ${inside}`).toBe(true);
      inside = pid;
    } else {
      expect(pid).toBe(inside);
      inside = undefined;
      done.add(pid);
    }
  }
  expect(new Set([...done, ...killed]).size).toBe(workers.length);
  await worker({ folder, log, ms: 0 }).ended;
  // What one that was killed had begun to make may lie there; the lock itself does not.
  expect(readdirSync(home)).not.toContain('lock');
});

test('a lock that names nobody, or somebody who is gone, is in nobody’s way', async () => {
  const { folder, log } = place();
  mkdirSync(folder);
  expect(await worker({ folder, log, ms: 0 }).ended).toBe(undefined);
  mkdirSync(folder);
  const gone = worker({ folder: join(folder, 'other'), log, ms: 60_000 });
  await expect.poll(() => readFileSync(log, 'utf8').split('in ').length).toBe(3);
  gone.kill();
  writeFileSync(join(folder, 'pid'), String(await gone.ended));
  expect(await worker({ folder, log, ms: 0 }).ended).toBe(undefined);
});

test('whoever waits for long is told for what', async () => {
  const { folder, log } = place();
  mkdirSync(folder);
  writeFileSync(join(folder, 'pid'), String(process.pid));
  const waiting = worker({ folder, log, ms: 0 });
  await expect.poll(waiting.said).toContain(`waiting for process ${process.pid}`);
  expect(waiting.said()).toContain(folder);
  waiting.kill();
  await waiting.ended;
});
