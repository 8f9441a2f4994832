import { createModels } from '#backend/models/index.ts';
import { afterEach, expect, test } from 'vitest';
import { startScriptedLlm, type LlmMessage, type LlmScript, type ScriptedLlm } from '../../e2e/fixtures/scripted-llm.ts';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

const KEY = 'sk-very-secret-key';

let llm: ScriptedLlm;
let backend: TestBackend;
let device: BareDevice;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
  await llm.close();
});

/** A backend whose models are a scripted server's, and a device that has one task. */
async function start(script: LlmScript): Promise<void> {
  llm = await startScriptedLlm({ script });
  backend = await startTestBackend({
    database: await createTestDatabase(),
    models: createModels({
      available: [],
      servers: { local: { baseUrl: `${llm.baseUrl}/`, apiKey: KEY } },
      chat: 'local:llama3.2:3b',
    }),
  });
  const { access } = await registerUser(backend);
  device = await connectDevice({ url: backend.url, token: access });
  answerCalls({
    device,
    answer: ({ action, data }) =>
      action === 'select'
        ? { rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 }
        : { row: { id: 't-2', ...(data as Record<string, unknown>) } },
  });
}

/** Sends a message and waits for what ends its run. */
async function ask(message: string): Promise<Frame> {
  chat({ device, message });
  return device.until((frame) => frame.type === 'final', 20_000);
}

const ofType = (type: string): Frame[] => device.frames.filter((frame) => frame.type === type);
/** The text as a device puts it together: of the newest message. */
function shownText(): string {
  const chunks = ofType('text_chunk');
  const newest = chunks.at(-1)?.['message_id'];
  return chunks
    .filter((chunk) => chunk['message_id'] === newest)
    .map((chunk) => chunk['text'])
    .join('');
}
const resultsOf = (messages: LlmMessage[]): LlmMessage[] => messages.filter((each) => each.role === 'tool');

test('an answer in a stream, with its usage; the server gets key, model, tools and the whole conversation', async () => {
  await start(() => ({
    text: ['Hello ', 'from ', 'here.'],
    usage: { prompt_tokens: 120, completion_tokens: 7, cached_tokens: 40 },
  }));
  const final = await ask('Good morning');
  expect(final).toMatchObject({
    status: 'success',
    response: 'Hello from here.',
    usage: { input_tokens: 120, output_tokens: 7, cached_input_tokens: 40, cost_usd: 0, model: 'local:llama3.2:3b' },
  });
  expect(shownText()).toBe('Hello from here.');
  expect(ofType('run_started')[0]).toMatchObject({ model: 'local:llama3.2:3b' });
  const [request] = llm.requests;
  expect(request?.body).toMatchObject({ model: 'llama3.2:3b', stream: true, stream_options: { include_usage: true } });
  expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(request?.tools).toEqual(expect.arrayContaining(['list_tasks', 'create_task', 'delete_task']));
  expect(request?.messages.map((each) => each.role)).toEqual(['system', 'user']);
  expect(request?.messages[1]?.content).toContain('Good morning');
  expect(llm.tally()).toMatchObject([{ asked: 1, completed: 1 }]);
});

test('two tools at once: both are done, and each result goes back under its call’s id', async () => {
  await start(({ messages }) =>
    resultsOf(messages).length === 0
      ? {
          text: ['I will look.'],
          toolCalls: [
            // As servers send the input of a tool that needs none.
            { name: 'list_tasks', arguments: '' },
            { name: 'create_task', arguments: { title: 'Prüfung “é” 🧾' } },
          ],
        }
      : { text: ['Done.'] },
  );
  expect(await ask('Look and write')).toMatchObject({ status: 'success', response: 'Done.' });
  expect(ofType('tool_call').map((frame) => frame['action'])).toEqual(['select', 'insert']);
  expect(ofType('tool_call')[1]).toMatchObject({ data: { title: 'Prüfung “é” 🧾' } });
  const second = llm.requests[1]?.messages ?? [];
  const calls = second.at(-3)?.tool_calls ?? [];
  expect(calls.map((call) => call.function.name)).toEqual(['list_tasks', 'create_task']);
  expect(resultsOf(second).map((each) => each.tool_call_id)).toEqual(calls.map((call) => call.id));
  expect(resultsOf(second).map((each) => each.content)).toEqual([
    expect.stringContaining('Buy milk'),
    expect.stringContaining('t-2'),
  ]);
});

test('a server that tells no usage: the answer comes, and nothing is counted', async () => {
  await start(() => ({ text: ['Hello.'], usage: false }));
  expect(await ask('Hello')).toMatchObject({
    status: 'success',
    response: 'Hello.',
    usage: { input_tokens: 0, output_tokens: 0, cached_input_tokens: 0, cost_usd: 0 },
  });
});

test('broken input and a tool that is not there are told to the model, which goes on', async () => {
  await start(({ messages }) =>
    resultsOf(messages).length === 0
      ? {
          toolCalls: [
            { name: 'create_task', arguments: '{"title": "Buy mi' },
            { name: 'create_task', arguments: { title: 7 } },
            { name: 'launch_rocket', arguments: {} },
          ],
        }
      : { text: ['I cannot.'] },
  );
  expect(await ask('Try')).toMatchObject({ status: 'success', response: 'I cannot.' });
  expect(ofType('tool_call')).toEqual([]);
  const told = resultsOf(llm.requests[1]?.messages ?? []).map((each) => each.content);
  expect(told).toEqual([
    expect.stringContaining('does not fit its schema, so nothing was done'),
    expect.stringContaining('does not fit its schema, so nothing was done'),
    expect.stringContaining('There is no tool called launch_rocket. There are: '),
  ]);
});

test('characters of several bytes come whole, wherever the network cuts them', async () => {
  const text = ['Grüße ', '日本語 ', '👩‍👩‍👧‍👦', ' “é” ', 'naïve 🇮🇹'];
  await start(() => ({ text, pieceBytes: 1 }));
  expect(await ask('Say it')).toMatchObject({ status: 'success', response: text.join('') });
  expect(shownText()).toBe(text.join(''));
});

test('a very long answer comes whole in its chunks; the end repeats what fits a frame', async () => {
  const text = Array.from({ length: 4_000 }, (_, index) => `Line ${index} of a very long answer, as some models write it.\n`);
  await start(() => ({ text }));
  const final = await ask('Write a book');
  expect(final['status']).toBe('success');
  expect(shownText() === text.join('')).toBe(true);
  const repeated = String(final['response']);
  expect(repeated.length).toBeGreaterThan(100_000);
  expect(`${text.join('').slice(0, repeated.length - 1)}…` === repeated).toBe(true);
});

test('what a model thinks at its beginning is no part of its answer', async () => {
  await start(() => ({ text: ['<thi', 'nk>The user says hello.', '</think>\n\nHel', 'lo.'] }));
  expect(await ask('Hello')).toMatchObject({ status: 'success', response: 'Hello.' });
  expect(shownText()).toBe('Hello.');
});

test('a message may name another local model; of another provider there is none', async () => {
  await start(() => ({ text: ['Hello.'] }));
  const named = (model: string): Promise<Frame> => {
    const count = ofType('final').length;
    device.send({
      type: 'chat_request',
      request_id: `q-${count}`,
      message: 'Hello',
      context: { timezone: 'Europe/Rome', model },
    });
    return device.until((frame) => frame.type === 'final' && ofType('final').indexOf(frame) === count);
  };
  expect(await named('local:hf.co/org/qwen:Q4_K_M')).toMatchObject({ status: 'success' });
  expect(llm.requests.map((each) => each.model)).toEqual(['hf.co/org/qwen:Q4_K_M']);
  expect(await named('openai:gpt')).toMatchObject({
    status: 'error',
    code: 'model_unavailable',
    response: expect.stringContaining('It has: local:llama3.2:3b') as string,
  });
});

test.each([
  [400, { error: { message: `llama3.2:3b does not support tools, ${KEY}` } }, /cannot use tools/],
  [401, { error: { message: `Incorrect API key provided: ${KEY}` } }, /refused the key/],
  [404, { error: { message: `model 'llama3.2:3b' not found, ${KEY}` } }, /has no model called llama3\.2:3b/],
])('a server that says %i is asked once, and the user is told why, without what it said', async (status, body, words) => {
  await start(() => ({ error: { status, body } }));
  const final = await ask('Hello');
  expect(final).toMatchObject({ status: 'error', code: 'model_error', response: expect.stringMatching(words) as string });
  expect(final['response']).toContain('What was done before is kept.');
  expect(JSON.stringify(device.frames)).not.toContain(KEY);
  expect(llm.requests).toHaveLength(1);
});

test.each([
  [429, { 'retry-after': '1' }],
  [500, {}],
])('a server that says %i once and is well then: the answer comes', async (status, headers) => {
  await start(({ n }) => (n === 1 ? { error: { status, body: { error: { message: KEY } }, headers } } : { text: ['Hello.'] }));
  expect(await ask('Hello')).toMatchObject({ status: 'success', response: 'Hello.' });
  expect(llm.requests).toHaveLength(2);
  expect(llm.requests[1]?.messages).toEqual(llm.requests[0]?.messages);
});

test('a stream that is cut in the middle is asked for again, and what was said before gives way', async () => {
  await start(({ n }) => ({ text: ['Hello ', 'from ', 'here.'], pauseMs: 30, ...(n === 1 ? { dropAfter: 3 } : {}) }));
  expect(await ask('Hello')).toMatchObject({ status: 'success', response: 'Hello from here.' });
  expect(shownText()).toBe('Hello from here.');
  expect(llm.tally()).toMatchObject([{ asked: 2, completed: 1 }]);
});

test('a message that is cancelled while the model is silent lets the server go within a second', async () => {
  await start(() => ({ text: ['Well, ', 'now'], hangAfter: 2 }));
  chat({ device, message: 'Hello' });
  const { run_id: runId } = await device.until((frame) => frame.type === 'text_chunk');
  const cancelledAt = performance.now();
  device.send({ type: 'run_cancel', run_id: runId });
  expect(await device.until((frame) => frame.type === 'final')).toMatchObject({ status: 'cancelled' });
  await expect.poll(() => llm.requests[0]?.outcome, { interval: 10 }).toBe('gone');
  expect(performance.now() - cancelledAt).toBeLessThan(1_000);
});
