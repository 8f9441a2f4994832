import { afterEach, expect, test } from 'vitest';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { answerCalls, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { listenToRun } from './listen-to-run.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let database: TestDatabase;
let token: string;
const devices: BareDevice[] = [];

afterEach(async () => {
  for (const device of devices.splice(0)) device.socket.terminate();
  await backend.close();
});

type Options = Omit<Parameters<typeof startTestBackend>[0], 'database'>;

async function start(options: Options = {}): Promise<void> {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, ...options });
  token = (await registerUser(backend)).access;
}

async function connect(hello: { device_id?: string } = {}): Promise<BareDevice> {
  const device = await connectDevice({ url: backend.url, token, hello });
  devices.push(device);
  return device;
}

const ask = (request: { method?: string; path: string; body?: unknown; headers?: Record<string, string> }): Promise<HttpAnswer> =>
  askHttp({ url: backend.url, token, ...request });
const post = (path: string, body?: unknown): Promise<HttpAnswer> => ask({ method: 'POST', path, body });
const open = (body: object): Promise<HttpAnswer> => post('/agent/runs', body);
const listen = (runId: string, lastId?: string) => listenToRun({ url: backend.url, token, runId, lastId });
const typesOf = (events: { type: string }[]): string[] => events.map(({ type }) => type);
const isCall = (frame: Frame): boolean => frame.type === 'tool_call';

async function run(runId: string): Promise<Record<string, unknown>> {
  return (await ask({ path: `/agent/runs/${runId}` })).body;
}

async function opened(body: object): Promise<string> {
  const answer = await open(body);
  expect([answer.status, answer.body]).toEqual([202, { run_id: expect.any(String), session_id: expect.any(String) }]);
  return String(answer.body['run_id']);
}

test('a message is answered without any device, and the run says how it went', async () => {
  await start({ answer: () => ({ text: ['Good ', 'morning.'] }) });
  const answer = await open({ message: 'Hello', session_id: 's-1' });
  expect([answer.status, answer.body['session_id']]).toEqual([202, 's-1']);
  const runId = String(answer.body['run_id']);
  const heard = await listen(runId);
  expect(typesOf(heard.events)).toEqual([
    'RUN_STARTED',
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_END',
    'RUN_FINISHED',
  ]);
  expect(heard.events[0]).toMatchObject({ threadId: 's-1', runId, protocolVersion: '1.0', metadata: { kind: 'chat' } });
  expect(heard.messages).toMatchObject([{ role: 'assistant', content: 'Good morning.' }]);
  expect(heard.events.at(-1)).toMatchObject({
    outcome: { type: 'success' },
    result: { status: 'success', response: 'Good morning.' },
    usage: [{ model: 'test:script', inputTokens: 100, outputTokens: 10, cachedInputTokens: 40 }],
  });
  expect(await run(runId)).toEqual({
    run_id: runId,
    session_id: 's-1',
    device_id: null,
    request_id: expect.any(String),
    kind: 'chat',
    status: 'success',
    response: 'Good morning.',
    usage: expect.objectContaining({ input_tokens: 100, output_tokens: 10, cached_input_tokens: 40, model: 'test:script' }),
    created_at: expect.any(Number),
    ended_at: expect.any(Number),
    approvals: [],
    tool_calls: [],
  });
  expect(JSON.stringify(backend.prompts[0]?.prompt)).toContain('UTC');
});

test('the same request_id is the same run; with another message it is refused', async () => {
  await start();
  await connect();
  const request = { message: 'Hello', request_id: 'q-1', timezone: 'Europe/Rome', device_id: 'dev-1' };
  const answers = await Promise.all([open(request), open(request), open(request)]);
  answers.push(await open(request));
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  const conflict = await open({ ...request, message: 'Bye' });
  expect([conflict.status, conflict.body['code']]).toEqual([409, 'id_conflict']);
  expect(await queryDatabase({ address: database, text: 'select device_id, timezone from runs' })).toEqual([
    { device_id: 'dev-1', timezone: 'Europe/Rome' },
  ]);
});

test('a body that says what is not known, or too little, is refused with its faults', async () => {
  await start();
  for (const body of [
    {},
    { message: '' },
    { message: 'x', model: 'y' },
    { message: 'x', timezone: 'Mars' },
    { message: 'x', session_id: 'a b' },
    '{',
  ]) {
    const answer = await post('/agent/runs', body);
    expect([answer.status, answer.body['code']]).toEqual([422, 'invalid_request']);
  }
  const unknown = await open({ message: 'x', device_id: 'no-such' });
  expect([unknown.status, unknown.body['code']]).toEqual([404, 'not_found']);
  expect(await queryDatabase({ address: database, text: 'select id from runs' })).toEqual([]);
});

test('a run asks the device that was seen last, and its calls are told', async () => {
  await start({
    answer: (_, count) => (count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['One task.'] }),
  });
  const device = await connect();
  answerCalls({ device, answer: () => ({ rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 }) });
  const heard = await listen(await opened({ message: 'List my tasks' }));
  expect(device.frames.filter(isCall)).toHaveLength(1);
  expect(heard.messages).toMatchObject([
    { role: 'assistant', toolCalls: [{ function: { name: 'list_tasks', arguments: '{}' } }] },
    { role: 'tool', content: '1 task', metadata: { outcome: 'ok' } },
    { role: 'assistant', content: 'One task.' },
  ]);
});

test('a stream goes on after any id of its events; at its end there is nothing, and an id of nothing is refused', async () => {
  await start({ answer: () => ({ text: ['Good ', 'morning.'] }) });
  const runId = await opened({ message: 'Hello' });
  await listen(runId);
  const path = `/agent/runs/${runId}/events`;
  const whole = String((await ask({ path })).body['text']);
  const blocks = whole.split('\n\n').filter((block) => block.startsWith('id: '));
  for (const [index, block] of blocks.entries()) {
    const id = /^id: (.*)$/m.exec(block)?.[1] ?? '';
    const answer = await ask({ path, headers: { 'last-event-id': id } });
    if (index === blocks.length - 1) expect(answer.status).toBe(204);
    else
      expect(
        String(answer.body['text'])
          .split('\n\n')
          .filter((each) => each.startsWith('id: ')),
      ).toEqual(blocks.slice(index + 1));
  }
  for (const id of ['nonsense', '9999', '-1', '1.0', '1e3']) {
    const answer = await ask({ path, headers: { 'last-event-id': id } });
    expect([id, answer.status]).toEqual([id, 422]);
  }
  const head = await fetch(`${backend.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(head.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(head.headers.get('cache-control')).toBe('no-store');
  await head.body?.cancel();
});

test('a cancel stops the run, and may be said again', async () => {
  await start({ answer: () => ({ text: ['Let me'], hangs: true }) });
  const runId = await opened({ message: 'Hello' });
  await expect.poll(() => backend.prompts.length, { timeout: 10_000 }).toBe(1);
  const listening = listen(runId);
  for (const body of [undefined, {}]) {
    const answer = await post(`/agent/runs/${runId}/cancel`, body);
    expect([answer.status, answer.body]).toEqual([202, { run_id: runId }]);
  }
  const heard = await listening;
  expect(heard.events.at(-1)).toMatchObject({
    type: 'RUN_FINISHED',
    outcome: { type: 'cancelled' },
    result: { status: 'cancelled' },
  });
  expect(await run(runId)).toMatchObject({ status: 'cancelled', code: 'cancelled' });
  expect((await post(`/agent/runs/${runId}/cancel`)).status).toBe(202);
  expect(await run(runId)).toMatchObject({ status: 'cancelled' });
  expect((await post(`/agent/runs/${runId}/cancel`, { reason: 'x' })).status).toBe(422);
});

test('a model that fails ends the stream by an error that says so', async () => {
  await start({ answer: () => ({ error: new Error('no such key') }) });
  const runId = await opened({ message: 'Hello' });
  const heard = await listen(runId);
  const end = heard.events.at(-1);
  expect(end).toMatchObject({ type: 'RUN_ERROR', code: 'model_error' });
  expect(await run(runId)).toMatchObject({ status: 'error', code: 'model_error', response: end?.['message'] });
});
