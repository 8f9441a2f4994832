import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

test('2,000 frames of every kind, bent at random, on sockets that come and go: the backend answers the next chat', async () => {
  const { access: token } = await registerUser(backend);
  const bent = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.dictionary(
        fc.constantFrom('type', 'id', 'run_id', 'seq', 'row', 'rows', 'context', 'resume', 'message', '__proto__'),
        fc.jsonValue(),
        { maxKeys: 3 },
      ),
    )
    .map(([sample, changes]) => JSON.stringify({ ...sample, ...changes }));
  const frame = fc.oneof(
    { weight: 8, arbitrary: bent },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );
  const batches = fc.sample(fc.array(frame, { minLength: 20, maxLength: 20 }), 100);
  for (const batch of batches) {
    const device = await connectDevice({ url: backend.url, token });
    for (const each of batch) if (device.socket.readyState === device.socket.OPEN) device.send(each);
    if (device.socket.readyState === device.socket.OPEN) device.send({ type: 'ping' });
    await Promise.race([device.until((each) => each.type === 'pong'), device.closed()]);
    expect(device.frames.filter((each) => each['code'] === 'internal')).toEqual([]);
    device.socket.terminate();
  }
  const device = await connectDevice({ url: backend.url, token, hello: { store_id: 'clean' } });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  const requestId = chat({ device, message: 'Still there?' });
  const started = await device.until((each) => each.type === 'run_started' && each['request_id'] === requestId);
  const final = await device.until((each) => each.type === 'final' && each['run_id'] === started['run_id']);
  expect(final).toMatchObject({ status: 'success', response: 'Fine.' });
  device.socket.terminate();
}, 60_000);
