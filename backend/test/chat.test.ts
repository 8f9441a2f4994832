import { afterEach, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let device: BareDevice;
let token: string;
let database: TestDatabase;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

async function start(answer?: NonNullable<Parameters<typeof startTestBackend>[0]['answer']>): Promise<void> {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, ...(answer ? { answer } : {}) });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
}

const isFinal = (frame: Frame): boolean => frame.type === 'final';
const finalsOf = (from: BareDevice): Frame[] => from.frames.filter(isFinal);
const ofType = (type: string): Frame[] => device.frames.filter((frame) => frame.type === type);

test('the user’s locale goes to the model beside the prompt, and leaves the prompt as it is', async () => {
  await start(() => ({ text: ['Hi.'] }));
  const context = { timezone: 'Europe/Rome' };
  device.send({ type: 'chat_request', request_id: 'q-1', message: 'ok', context: { ...context, locale: 'it-IT' } });
  await device.until(() => finalsOf(device).length === 1);
  device.send({ type: 'chat_request', request_id: 'q-2', message: 'ok', context });
  await device.until(() => finalsOf(device).length === 2);

  const [told, untold] = backend.prompts;
  expect(told?.providerOptions).toEqual({ offline: { locale: 'it-IT' } });
  expect(untold?.providerOptions).toEqual({});
  expect(JSON.stringify(told?.prompt)).not.toContain('it-IT');
});

test('a message, one select on tasks, an answer', async () => {
  await start((_, count) =>
    count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['You have ', 'one task.'] },
  );
  answerCalls({ device, answer: () => ({ rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 }) });
  const requestId = chat({ device, message: 'List my tasks' });
  const final = await device.until(isFinal);

  expect(final).toMatchObject({
    status: 'success',
    response: 'You have one task.',
    usage: { input_tokens: 200, output_tokens: 20, cached_input_tokens: 80, model: 'test:script' },
  });
  expect(ofType('tool_call')).toMatchObject([{ action: 'select', table: 'tasks' }]);
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
  const callId = ofType('tool_call')[0]?.['id'];
  expect(events[1]).toMatchObject({ phase: 'start', tool: 'list_tasks', tool_call_id: callId, input: {} });
  expect(events[2]).toMatchObject({ phase: 'finish', outcome: 'ok', output_summary: '1 task', tool_call_id: callId });
  expect(backend.prompts[1]?.prompt.at(-1)).toMatchObject({
    role: 'tool',
    content: [
      { toolName: 'list_tasks', output: { type: 'text', value: '{"total":1,"tasks":[{"id":"t-1","title":"Buy milk"}]}' } },
    ],
  });
});

test('the same request again, at the same time and later, is one run', async () => {
  await start();
  for (let count = 0; count < 5; count += 1) chat({ device, message: 'Hello', requestId: 'q-1' });
  await device.until(isFinal);
  chat({ device, message: 'Hello', requestId: 'q-1' });
  await device.until(() => ofType('run_started').length === 6);
  expect(new Set(ofType('run_started').map((frame) => JSON.stringify(frame))).size).toBe(1);
  expect(ofType('final')).toHaveLength(1);
  expect(backend.prompts).toHaveLength(1);
});

test('the same request id with another message is refused, and says which', async () => {
  await start();
  chat({ device, message: 'Hello', requestId: 'q-1' });
  await device.until(isFinal);
  chat({ device, message: 'Something else', requestId: 'q-1' });
  expect(await device.until((frame) => frame.type === 'error')).toMatchObject({
    code: 'id_conflict',
    request_id: 'q-1',
    retryable: false,
  });
});

test('a request sent again on a new socket replays everything', async () => {
  await start();
  chat({ device, message: 'Hello', requestId: 'q-1' });
  await device.until(isFinal);
  const before = device.frames.slice(1);
  await device.close();
  device = await connectDevice({ url: backend.url, token });
  chat({ device, message: 'Hello', requestId: 'q-1' });
  await device.until(isFinal);
  expect(device.frames.slice(1)).toEqual(before);
});

test('resume sends what the device lacks, and tells of runs that are not there', async () => {
  await start();
  chat({ device, message: 'Hello' });
  const { run_id: runId } = await device.until(isFinal);
  const events = device.frames.slice(1);
  await device.close();
  device = await connectDevice({
    url: backend.url,
    token,
    hello: { resume: { [String(runId)]: 1, 'no-such-run': 4, 'far-ahead': 2 ** 53 - 1 } },
  });
  await device.until(() => finalsOf(device).length === 3);
  expect(device.frames.filter((frame) => frame['run_id'] === runId)).toEqual(events.slice(1));
  expect(device.frames.find((frame) => frame['run_id'] === 'no-such-run')).toMatchObject({
    type: 'final',
    code: 'resume_gone',
    seq: 5,
  });
  device.send({ type: 'ping' });
  await device.until((frame) => frame.type === 'pong');
  expect(device.frames).toHaveLength(events.length + 3);
});

test('an acknowledgement is kept, the highest one, and never more than there is', async () => {
  await start();
  chat({ device, message: 'Hello' });
  const { run_id: runId, seq } = await device.until(isFinal);
  for (const acked of [2, 2 ** 53 - 1, 1]) device.send({ type: 'ack', run_id: runId, seq: acked });
  await device.close();
  await expect.poll(() => queryDatabase({ address: database, text: 'select acked_seq from runs' })).toEqual([{ acked_seq: seq }]);
});

test('messages count without gaps under writers at once, and every content has its own row', async () => {
  await start();
  for (let count = 0; count < 8; count += 1) chat({ device, message: `Message ${count}`, sessionId: 's-1' });
  await device.until(() => finalsOf(device).length === 8);
  const rows = await queryDatabase({ address: database, text: "select seq from messages where session_id = 's-1' order by seq" });
  expect(rows.map((row) => row['seq'])).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});

test('a second user sees nothing of the first, by any frame', async () => {
  await start((_, count) => (count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Secret answer.'] }));
  chat({ device, message: 'Hello', requestId: 'q-1', sessionId: 'session-1' });
  const call = await device.until((frame) => frame.type === 'tool_call');
  const runId = String(call['run_id']);
  const stranger = await connectDevice({
    url: backend.url,
    token: (await registerUser(backend)).access,
    hello: { resume: { [runId]: 0 } },
  });
  stranger.send({ type: 'tool_result', id: call['id'], run_id: runId, rows: [{ id: 'forged', title: 'forged' }], total: 1 });
  stranger.send({ type: 'run_cancel', run_id: runId });
  stranger.send({ type: 'ack', run_id: runId, seq: 2 });
  stranger.send({ type: 'approval_response', approval_id: call['id'], decision: 'approve' });
  chat({ device: stranger, message: 'Mine', requestId: 'q-1', sessionId: 'session-1' });
  await stranger.until((frame) => isFinal(frame) && frame['run_id'] !== runId);
  expect(stranger.frames.find((frame) => frame['run_id'] === runId)).toMatchObject({ type: 'final', code: 'resume_gone' });
  expect(stranger.frames.filter((frame) => frame.type === 'error').map((frame) => frame['code'])).toEqual([
    'unknown_tool_call',
    'unknown_run',
    'unknown_tool_call',
  ]);
  expect(JSON.stringify(backend.prompts[1]?.prompt)).not.toContain('Hello');

  device.send({ type: 'tool_result', id: call['id'], run_id: runId, rows: [], total: 0 });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  device.send({ type: 'tool_result', id: call['id'], run_id: runId, rows: [], total: 0 });
  stranger.send({ type: 'tool_result', id: call['id'], run_id: runId, rows: [], total: 0 });
  await stranger.until(() => stranger.frames.filter((frame) => frame.type === 'error').length === 4);
  expect(stranger.frames.at(-1)).toMatchObject({ type: 'error', code: 'unknown_tool_call' });
  expect(device.frames.filter((frame) => frame.type === 'error')).toEqual([]);
  expect(JSON.stringify(backend.prompts)).not.toContain('forged');
  stranger.socket.terminate();
});

test('another device of the same user neither answers nor ends a run', async () => {
  await start((_, count) => (count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Done.'] }));
  chat({ device, message: 'Hello' });
  const call = await device.until((frame) => frame.type === 'tool_call');
  const other = await connectDevice({ url: backend.url, token, hello: { device_id: 'dev-2' } });
  other.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [{ id: 'forged' }], total: 1 });
  other.send({ type: 'run_cancel', run_id: call['run_id'] });
  await other.until(() => other.frames.filter((frame) => frame.type === 'error').length === 2);
  device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  other.socket.terminate();
});

test('two messages of one session are answered one after the other; the second sees the first answer', async () => {
  await start((_, count) => (count === 1 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: [`Answer ${count}.`] }));
  chat({ device, message: 'First', sessionId: 's-1' });
  chat({ device, message: 'Second', sessionId: 's-1' });
  const call = await device.until((frame) => frame.type === 'tool_call');
  await device.until(() => ofType('run_started').length === 2);
  expect(ofType('final')).toEqual([]);
  device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 });
  await device.until(() => ofType('final').length === 2);
  expect(ofType('final').map((frame) => frame['response'])).toEqual(['Answer 2.', 'Answer 3.']);
  expect(backend.prompts[2]?.prompt.map((message) => message.role)).toEqual([
    'system',
    'user',
    'assistant',
    'tool',
    'assistant',
    'user',
  ]);
});

test('an unknown tool and invalid arguments are told to the model, and the run goes on', async () => {
  await start((_, count) =>
    count === 1
      ? {
          calls: [
            { name: 'drop_database', input: {} },
            { name: 'create_task', input: { title: 7 } },
            { name: 'create_task', input: '{broken' },
            { name: 'create_task', input: { title: 'x', due_date: '2026-02-31' } },
            { name: 'update_task', input: { task_id: 't-1' } },
          ],
        }
      : { text: ['I could not.'] },
  );
  chat({ device, message: 'Break it' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success', response: 'I could not.' });
  expect(ofType('tool_call')).toEqual([]);
  const finishes = ofType('tool_trace').filter((frame) => frame['phase'] === 'finish');
  expect(finishes.map((frame) => [frame['tool'], frame['outcome']])).toEqual([
    ['drop_database', 'refused'],
    ['create_task', 'refused'],
    ['create_task', 'refused'],
    ['create_task', 'error'],
    ['update_task', 'error'],
  ]);
  const answers = JSON.stringify(backend.prompts[1]?.prompt.at(-1));
  for (const words of [
    'There is no tool called drop_database',
    'does not fit its schema',
    '2026-02-31 is no day',
    'No field to change',
  ]) {
    expect(answers).toContain(words);
  }
});

test('five tool steps, then an answer without tools', async () => {
  await start((options) =>
    options.toolChoice?.type === 'none' ? { text: ['Enough.'] } : { calls: [{ name: 'list_tasks', input: {} }] },
  );
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  chat({ device, message: 'Loop' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success', response: 'Enough.' });
  expect(ofType('tool_call')).toHaveLength(5);
  expect(backend.prompts).toHaveLength(6);
});

test('a model without words after its tool steps: limit, with a sentence', async () => {
  await start(() => ({ calls: [{ name: 'list_tasks', input: {} }] }));
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  chat({ device, message: 'Loop' });
  expect(await device.until(isFinal)).toMatchObject({
    status: 'limit',
    code: 'step_limit',
    response: expect.stringContaining('steps'),
  });
});

test('a model that fails: error with a sentence and no internals, what was done is kept, the session goes on', async () => {
  await start((_, count) => {
    if (count === 1) return { calls: [{ name: 'create_task', input: { title: 'Buy milk' } }] };
    return count === 2 ? { text: ['Half'], error: new Error('key sk-secret is wrong') } : { text: ['Here again.'] };
  });
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: 'Buy milk' } }) });
  chat({ device, message: 'Create', sessionId: 's-1' });
  const final = await device.until(isFinal);
  expect(final).toMatchObject({ status: 'error', code: 'model_error', response: expect.stringMatching(/kept/) });
  expect(JSON.stringify(device.frames)).not.toContain('sk-secret');
  chat({ device, message: 'Again', sessionId: 's-1' });
  expect(await device.until((frame) => isFinal(frame) && frame !== final)).toMatchObject({
    status: 'success',
    response: 'Here again.',
  });
});

test('junk in rows and answers of the wrong kind crash no tool', async () => {
  const junk = {
    id: 't-1',
    title: 7,
    status: 'odd',
    dueDate: 9e15,
    assignee: 'x',
    projectId: null,
    description: { a: 1 },
    extra: [1],
  };
  await start((_, count) =>
    count === 1
      ? { calls: ['list_tasks', 'list_tasks_due_today', 'list_projects', 'list_clients'].map((name) => ({ name, input: {} })) }
      : { text: ['Fine.'] },
  );
  answerCalls({ device, answer: (call) => (call['table'] === 'clients' ? { deleted: true } : { rows: [junk] }) });
  chat({ device, message: 'List' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  const answers = JSON.stringify(backend.prompts[1]?.prompt.at(-1));
  expect(answers).toContain(String.raw`{\"total\":1,\"tasks\":[{\"id\":\"t-1\",\"title\":\"\"}]}`);
  expect(answers).toContain('something else than was asked');
});

test('a device’s error is the model’s to read', async () => {
  await start((_, count) =>
    count === 1 ? { calls: [{ name: 'create_task', input: { title: 'x' } }] } : { text: ['Not allowed.'] },
  );
  answerCalls({ device, answer: () => ({ error: 'The user has not granted this.', code: 'run_not_granted' }) });
  chat({ device, message: 'Create' });
  await device.until(isFinal);
  expect(JSON.stringify(backend.prompts[1]?.prompt.at(-1))).toContain(
    String.raw`{\"error\":\"The user has not granted this.\",\"code\":\"run_not_granted\"}`,
  );
  expect(ofType('tool_trace')[1]).toMatchObject({ phase: 'finish', outcome: 'refused', error: 'The user has not granted this.' });
});

test('a history seeds an empty session, and only an empty one', async () => {
  await start();
  const history = [
    { role: 'user', text: 'I am Anna' },
    { role: 'assistant', text: 'Hello Anna' },
  ];
  const send = (requestId: string): void =>
    device.send({
      type: 'chat_request',
      request_id: requestId,
      message: 'Who am I?',
      context: { timezone: 'UTC', session_id: 's-9', history },
    });
  send('q-1');
  await device.until(isFinal);
  send('q-2');
  await device.until(() => finalsOf(device).length === 2);
  expect(backend.prompts[0]?.prompt.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(JSON.stringify(backend.prompts[1]?.prompt).split('I am Anna')).toHaveLength(2);
});

test('a model that is not there is named', async () => {
  await start();
  device.send({ type: 'chat_request', request_id: 'q-2', message: 'x', context: { timezone: 'UTC', model: 'openai:gpt' } });
  expect(await device.until(isFinal)).toMatchObject({
    status: 'error',
    code: 'model_unavailable',
    response: expect.stringContaining('test:script'),
  });
});
