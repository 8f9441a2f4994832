import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFakeClock } from '#backend-test/fake-clock.ts';
import { createLog } from '#backend/log.ts';
import { RunStopped } from './run-stopped.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

const log = createLog({ level: 'silent' });

/** A pool whose work ends when a test says so. */
function openPool(): {
  pool: WorkerPool;
  clock: ReturnType<typeof createFakeClock>;
  started: string[];
  finish: (runId: string) => Promise<void>;
  reasons: Map<string, unknown>;
} {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const reasons = new Map<string, unknown>();
  const clock = createFakeClock();
  const pool = createWorkerPool({
    clock,
    log,
    work: ({ runId, signal }) => {
      started.push(runId);
      return new Promise((resolve) => {
        ends.set(runId, resolve);
        signal.addEventListener('abort', () => {
          reasons.set(runId, signal.reason);
          resolve();
        });
      });
    },
  });
  const finish = async (runId: string): Promise<void> => {
    ends.get(runId)?.();
    await turn();
  };
  return { pool, clock, started, finish, reasons };
}

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

test('a kind has its own slots: many agents never hold up a chat', async () => {
  const { pool, started } = openPool();
  for (const runId of names('agent-', 20)) await pool.take({ kind: 'agent', runId, workspaceId: 'w' });
  expect(started).toEqual(names('agent-', 8));
  await pool.take({ kind: 'chat', runId: 'chat', workspaceId: 'w' });
  expect(started.at(-1)).toBe('chat');
});

test('workspaces are taken in turn; one alone may have every slot, beside another it may not', async () => {
  const { pool, started, finish } = openPool();
  for (const runId of names('a-', 12)) await pool.take({ kind: 'agent', runId, workspaceId: 'a' });
  expect(started).toHaveLength(8);
  for (const runId of names('b-', 6)) await pool.take({ kind: 'agent', runId, workspaceId: 'b' });
  for (const runId of names('a-', 5)) await finish(runId);
  // Four of b at most, and no more of a while it has four itself.
  expect(started.slice(8)).toEqual(['b-0', 'b-1', 'b-2', 'b-3', 'a-8']);
});

test('a job that comes while its run is worked on has it looked at once more; one that waits is there once', async () => {
  const { pool, started, finish } = openPool();
  await pool.take({ kind: 'chat', runId: 'r', workspaceId: 'w' });
  await pool.take({ kind: 'chat', runId: 'r', workspaceId: 'w' });
  await pool.take({ kind: 'chat', runId: 'r', workspaceId: 'w' });
  expect(started).toEqual(['r']);
  await finish('r');
  expect(started).toEqual(['r', 'r']);
  await finish('r');
  expect([started.length, pool.has('r')]).toEqual([2, false]);
});

test('more jobs than it can hold are not handed in before there is room', async () => {
  const { pool, finish } = openPool();
  for (const runId of names('r', 8 + 31)) await pool.take({ kind: 'agent', runId, workspaceId: 'w' });
  let isIn = false;
  const last = pool.take({ kind: 'agent', runId: 'last', workspaceId: 'w' }).then(() => (isIn = true));
  await turn();
  expect(isIn).toBe(false);
  await finish('r0');
  await last;
  expect(isIn).toBe(true);
});

test('draining lets what is worked on end, then stops it; nothing else is begun', async () => {
  const { pool, clock, started, finish, reasons } = openPool();
  for (const runId of ['a', 'b', ...names('r', 40)]) void pool.take({ kind: 'chat', runId, workspaceId: 'w' });
  await turn();
  const before = started.length;
  let isDone = false;
  const drained = pool.drain({ patienceMs: 1_000 }).then(() => (isDone = true));
  await finish('a');
  expect([started.length, isDone, pool.has('r39')]).toEqual([before, false, false]);
  clock.advance(1_000);
  await drained;
  expect(reasons.has('a')).toBe(false);
  expect(reasons.get('b')).toEqual(new RunStopped('handover'));
  await pool.take({ kind: 'chat', runId: 'late', workspaceId: 'w' });
  expect(started).not.toContain('late');
});
