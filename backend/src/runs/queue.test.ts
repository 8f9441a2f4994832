import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFakeClock } from '#backend-test/fake-clock.ts';
import { createLog } from '#backend/log.ts';
import { createRunQueue } from './queue.ts';

const log = createLog({ level: 'silent' });

test('jobs of one group run one after the other in their order, groups beside each other, a job once', async () => {
  const started: string[] = [];
  const releases = new Map<string, () => void>();
  const work = (runId: string): Promise<void> => {
    started.push(runId);
    return new Promise((resolve) => releases.set(runId, resolve));
  };
  const queue = createRunQueue({ work, clock: createFakeClock(), log });
  queue.resume([
    { runId: 'a1', group: 'a' },
    { runId: 'a2', group: 'a' },
    { runId: 'b1', group: 'b' },
    { runId: 'a1', group: 'a' },
  ]);
  expect(started).toEqual(['a1', 'b1']);
  expect(queue.size()).toBe(3);
  releases.get('a1')?.();
  await turn();
  expect(started).toEqual(['a1', 'b1', 'a2']);
  releases.get('a2')?.();
  releases.get('b1')?.();
  await turn();
  expect(queue.size()).toBe(0);
});

test('work that fails is tried again, later and later, before the next of its group', async () => {
  const clock = createFakeClock();
  const tries: string[] = [];
  const work = async (runId: string): Promise<void> => {
    tries.push(runId);
    if (runId === 'a1' && tries.length < 3) throw new Error('the database is away');
  };
  const queue = createRunQueue({ work, clock, log });
  queue.resume([
    { runId: 'a1', group: 'a' },
    { runId: 'a2', group: 'a' },
  ]);
  await turn();
  clock.advance(1_000);
  await turn();
  expect(tries).toEqual(['a1', 'a1']);
  clock.advance(1_999);
  await turn();
  expect(tries).toEqual(['a1', 'a1']);
  clock.advance(1);
  await turn();
  expect(tries).toEqual(['a1', 'a1', 'a1', 'a2']);
});

test('a job of a transaction that is rolled back is none; a closed queue starts nothing and waits for what runs', async () => {
  const started: string[] = [];
  let release: () => void = () => undefined;
  const work = (runId: string): Promise<void> => {
    started.push(runId);
    return new Promise((resolve) => (release = resolve));
  };
  const queue = createRunQueue({ work, clock: createFakeClock(), log });
  const commits: (() => void)[] = [];
  const transaction = { sql: undefined as never, afterCommit: (callback: () => void) => void commits.push(callback) };
  queue.enqueue({ transaction, job: { runId: 'a1', group: 'a' } });
  expect(started).toEqual([]);
  for (const commit of commits) commit();
  expect(started).toEqual(['a1']);
  const order: string[] = [];
  const closed = queue.close().then(() => order.push('closed'));
  queue.resume([{ runId: 'b1', group: 'b' }]);
  await turn();
  order.push('released');
  release();
  await closed;
  expect([started, order]).toEqual([['a1'], ['released', 'closed']]);
});

test('a run that is woken while it is worked on is worked on once more, after the next of its group', async () => {
  const started: string[] = [];
  const releases: (() => void)[] = [];
  const work = (runId: string): Promise<void> => {
    started.push(runId);
    return new Promise((resolve) => releases.push(resolve));
  };
  const queue = createRunQueue({ work, clock: createFakeClock(), log });
  queue.resume([
    { runId: 'a1', group: 'a' },
    { runId: 'a2', group: 'a' },
  ]);
  for (let count = 0; count < 3; count += 1) queue.wake({ runId: 'a1', group: 'a' });
  for (let count = 0; count < 3; count += 1) {
    releases[count]?.();
    await turn();
  }
  expect(started).toEqual(['a1', 'a2', 'a1']);
  expect(queue.size()).toBe(0);
});
