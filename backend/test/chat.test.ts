import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { startTestPostgres, type TestPostgres } from './test-postgres.ts';

let postgres: TestPostgres;
let backend: TestBackend;
let device: BareDevice;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

const isFinal = (frame: Frame): boolean => frame.type === 'final';

test('a message, one select on tasks, an answer', async () => {
  backend = await startTestBackend({
    database: await postgres.create(),
    answer: (_, count) => (count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['You have ', 'one task.'] }),
  });
  const user = await registerUser(backend);
  device = await connectDevice({ url: backend.url, token: user.access });
  answerCalls({ device, answer: () => ({ rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 }) });
  const requestId = chat({ device, message: 'List my tasks' });
  const final = await device.until(isFinal);

  expect(final).toMatchObject({
    status: 'success',
    response: 'You have one task.',
    usage: { input_tokens: 200, model: 'test:script' },
  });
  expect(device.frames.filter((frame) => frame.type === 'tool_call')).toMatchObject([{ action: 'select', table: 'tasks' }]);
  expect(device.frames.map((frame) => frame.type)).toEqual([
    'device_ready',
    'run_started',
    'tool_trace',
    'tool_call',
    'tool_trace',
    'text_chunk',
    'final',
  ]);
  const events = device.frames.filter((frame) => 'seq' in frame);
  expect(events.map((frame) => frame['seq'])).toEqual([1, 2, 3, 4, 5]);
  expect(events[0]).toMatchObject({ kind: 'chat', request_id: requestId, model: 'test:script' });
  expect(backend.prompts[1]?.prompt.at(-1)).toMatchObject({
    role: 'tool',
    content: [
      { toolName: 'list_tasks', output: { type: 'text', value: '{"total":1,"tasks":[{"id":"t-1","title":"Buy milk"}]}' } },
    ],
  });
});
