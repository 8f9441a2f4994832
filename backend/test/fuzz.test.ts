import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend({
    database: await createTestDatabase(),
    answer: (options) =>
      options.prompt.at(-1)?.role === 'user' ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Fine.'] },
  });
});
afterAll(() => backend.close());

const folder = join(dirname(createRequire(import.meta.url).resolve('@adiuva/shared-protocol')), 'frozen');
const samples = readFileSync(join(folder, 'client-frames-v1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Frame);

const FRAMES = 100_000;
/** What a socket survives in a minute; the next bad frame closes it. */
const BATCH = 20;

const fields = [
  'type',
  'id',
  'run_id',
  'seq',
  'row',
  'rows',
  'context',
  'resume',
  'message',
  'decision',
  'approval_id',
  '__proto__',
];

/** Bent frames, the same for the same seed, without making 100,000 trees to shrink. */
function bender(seed: number): () => string {
  let state = seed;
  const chance = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const of = <Item>(items: readonly Item[]): Item | undefined => items[chance(items.length)];
  const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 2_000, seed });
  const texts = fc.sample(fc.string({ maxLength: 60 }), { numRuns: 500, seed });
  return () => {
    const kind = chance(20);
    if (kind === 0) return of(texts) ?? '';
    if (kind === 1) return JSON.stringify(of(values)) ?? 'null';
    const frame: Record<string, unknown> = { ...of(samples) };
    for (let n = chance(4); n > 0; n -= 1) {
      const key = of(fields) ?? 'type';
      Object.defineProperty(frame, key, { value: of(values), enumerable: true, configurable: true, writable: true });
    }
    return JSON.stringify(frame);
  };
}

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('100,000 bent frames on sockets that come and go: the backend neither falls nor grows, and answers the next chat', async () => {
  let token = '';
  const next = bender(20_261_121);
  let before = 0;
  for (let sent = 0; sent < FRAMES; sent += BATCH) {
    // A user may open 600 sockets a minute.
    if (sent % (500 * BATCH) === 0) ({ access: token } = await registerUser(backend));
    const device = await connectDevice({ url: backend.url, token });
    for (let n = 0; n < BATCH; n += 1) {
      const frame = next();
      if (device.socket.readyState === device.socket.OPEN) device.send(frame);
    }
    if (device.socket.readyState === device.socket.OPEN) device.send({ type: 'ping' });
    await Promise.race([device.until((each) => each.type === 'pong'), device.closed()]);
    expect(device.frames.filter((each) => each['code'] === 'internal')).toEqual([]);
    device.socket.terminate();
    if (sent === FRAMES / 5) before = heap();
  }
  expect(heap() - before).toBeLessThan(48 * 1024 * 1024);
  const device = await connectDevice({ url: backend.url, token, hello: { store_id: 'clean' } });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  const requestId = chat({ device, message: 'Still there?' });
  const started = await device.until((each) => each.type === 'run_started' && each['request_id'] === requestId);
  const final = await device.until((each) => each.type === 'final' && each['run_id'] === started['run_id']);
  expect(final).toMatchObject({ status: 'success', response: 'Fine.' });
  device.socket.terminate();
}, 600_000);
