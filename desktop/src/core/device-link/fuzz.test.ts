import { TABLE_NAMES, TOOL_ACTIONS } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { connectCore, startRun } from '#core/test/open-core.ts';

const FRAMES = 100_000;
/** Between two batches the clock is moved on by a minute: so many bad frames a socket survives. */
const BATCH = 20;

const folder = join(dirname(createRequire(import.meta.url).resolve('@adiuva/shared-protocol')), 'frozen');
const samples = readFileSync(join(folder, 'backend-frames-v1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>)
  // What ends the socket or its run by right would only end the test.
  .filter(({ type }) => type !== 'device_ready' && type !== 'final');

const keys = ['type', 'id', 'run_id', 'seq', 'action', 'table', 'data', 'filters', 'limit', 'source', 'text', 'message_id'];
const others = ['approval_id', 'request_id', 'input', 'expires_at', 'kind', '__proto__', 'constructor', 'toString'];

/** A machine's worth of bent frames, the same for the same seed, without making 100,000 of them by shrinking trees. */
function bender(seed: number): () => string {
  let state = seed;
  const chance = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const of = <Item>(items: readonly Item[]): Item | undefined => items[chance(items.length)];
  const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 2_000, seed });
  const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 500, seed });
  const meant: readonly unknown[] = [...TOOL_ACTIONS, ...TABLE_NAMES, 'run-1', 'nobody', 0, 1, 2, 3, null, {}, { id: 'x' }];
  return () => {
    const kind = chance(20);
    if (kind === 0) return of(texts) ?? '';
    if (kind === 1) return JSON.stringify(of(values)) ?? 'null';
    const frame: Record<string, unknown> = { ...of(samples) };
    for (let n = chance(4); n > 0; n -= 1) {
      const key = of([...keys, ...others]) ?? 'type';
      Object.defineProperty(frame, key, {
        value: of(chance(2) ? values : meant),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return JSON.stringify(frame);
  };
}

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('100,000 bent frames: the device neither falls nor grows, and goes on', { timeout: 240_000 }, async () => {
  const core = await connectCore();
  await core.rpc.tasks.create({ title: 'Mine' });
  await startRun(core);
  await core.socket.call({ id: 'first', run_id: 'run-1', action: 'select', table: 'tasks' });
  const isReadyAgain = (): Promise<void> =>
    expect
      .poll(
        async () => {
          const { state } = (await core.rpc.app.status()).connection;
          if (state === 'waiting') core.clock.advance(10_000);
          return state;
        },
        { interval: 2, timeout: 10_000 },
      )
      .toBe('ready');
  const next = bender(20_261_121);
  let socket = core.socket;
  let before = 0;
  for (let sent = 0; sent < FRAMES; sent += BATCH) {
    for (let n = 0; n < BATCH; n += 1) socket.socket.send(next());
    for (let half = 0; half < 2; half += 1) {
      socket.send({ type: 'ping' });
      // Missing events end a socket by right: they come again with the next one.
      await Promise.race([socket.frame({ type: 'pong' }).catch(() => undefined), socket.closed]);
      core.clock.advance(30_000);
    }
    // The test keeps no answers, so that what grows is the device.
    socket.frames.length = 0;
    if (socket.socket.readyState !== socket.socket.OPEN) {
      await isReadyAgain();
      socket = await core.backend.connection(core.backend.connections.length);
    }
    if (sent === FRAMES / 5) before = heap();
  }
  expect(heap() - before).toBeLessThan(32 * 1024 * 1024);
  expect(statSync(join(core.device, 'adiuva.sqlite')).size).toBeLessThan(64 * 1024 * 1024);
  expect(core.log.filter((line) => line.includes('a call failed') || line.includes('could not be handled'))).toEqual([]);
  const { items } = await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 });
  expect(items.map(({ title }) => title)).toContain('Mine');
  expect((await core.rpc.app.status()).connection.state).toBe('ready');
  expect((await core.rpc.trust.warnings({ offset: 0, limit: 200 })).total).toBeLessThan(100);
});
