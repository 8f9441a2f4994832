import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createModels } from '#backend/models/index.ts';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { sealNewerSnapshot } from './newer-snapshot.ts';
import { createScriptedModel } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

type Options = Partial<Parameters<typeof startTestBackend>[0]>;

const secrets = { current: Buffer.alloc(48, 3), previous: undefined };
let backend: TestBackend;
let device: BareDevice;
let token: string;
let database: TestDatabase;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

async function start(options: Options = {}): Promise<void> {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, secrets, ...options });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
}

const rows = (text: string): Promise<Record<string, unknown>[]> => queryDatabase({ address: database, text });
const isEnd = (frame: Frame): boolean => frame.type === 'final' && frame['status'] !== 'waiting';
const isWait = (frame: Frame): boolean => frame.type === 'final' && frame['status'] === 'waiting';
const isError = (frame: Frame): boolean => frame.type === 'error';
const list = { name: 'list_tasks', input: {} };
const webhook = (text: string) => ({
  name: 'send_notification',
  input: { channel: 'webhook', url: 'https://hooks.example.com/x', text },
});
const reset = (): Error => Object.assign(new Error('secret-host reset the connection'), { code: 'ECONNRESET' });
const isToolTurn = (options: { prompt: { role: string }[] }): boolean => options.prompt.at(-1)?.role === 'tool';

test('a step that fails is tried three times; its text is superseded, the try that came to an answer is on the step', async () => {
  await start({
    answer: (_, count) => (count <= 2 ? { text: [`Half ${count}`], error: reset() } : { text: ['Whole.'] }),
  });
  chat({ device, message: 'Hello' });
  expect(await device.until(isEnd)).toMatchObject({ status: 'success', response: 'Whole.' });
  expect(backend.prompts).toHaveLength(3);
  expect(await rows('select step, attempt from run_steps')).toEqual([{ step: 1, attempt: 3 }]);
  const chunks = device.frames.filter((frame) => frame.type === 'text_chunk');
  const last = chunks.at(-1)?.['message_id'];
  expect(chunks.filter((frame) => frame['message_id'] === last).map((frame) => frame['text'])).toEqual(['Whole.']);
  const seqs = device.frames.flatMap((frame) => ('seq' in frame ? [frame['seq']] : []));
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test('after three tries the run ends in error with a cause that tells nothing of the inside; what was done is kept', async () => {
  await start({ answer: (options) => (isToolTurn(options) ? { error: reset() } : { calls: [list] }) });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  chat({ device, message: 'Hello' });
  const end = await device.until(isEnd);
  expect(end).toMatchObject({ status: 'error', code: 'model_error', response: expect.stringMatching(/kept.*tried 3 times/) });
  expect(JSON.stringify(device.frames)).not.toContain('secret-host');
  expect(backend.prompts).toHaveLength(4);
  expect(device.frames.filter((frame) => frame.type === 'tool_call')).toHaveLength(1);
});

test('a fault that no other try can mend is tried once', async () => {
  await start({ answer: () => ({ error: new Error('the key is wrong') }) });
  chat({ device, message: 'Hello' });
  expect(await device.until(isEnd)).toMatchObject({ status: 'error', code: 'model_error' });
  expect(backend.prompts).toHaveLength(1);
});

test('tokens past the limit end a run before its next model call, with a sentence', async () => {
  await start({ answer: () => ({ calls: [list] }), limits: { workMs: 600_000, tokens: 200, costUsd: 5 } });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  chat({ device, message: 'Loop' });
  expect(await device.until(isEnd)).toMatchObject({
    status: 'limit',
    code: 'token_limit',
    response: expect.stringMatching(/200 tokens.*kept/),
    usage: { input_tokens: 200, output_tokens: 20 },
  });
  expect(backend.prompts).toHaveLength(2);
});

test('cost past the limit ends a run; it stands in the run, its final, and its session', async () => {
  const { model, prompts } = createScriptedModel(() => ({ calls: [list] }));
  const price = { inputUsdPerMTok: 10_000, cachedInputUsdPerMTok: 1_000, outputUsdPerMTok: 40_000 };
  await start({
    models: createModels({ available: [model], chat: 'test:script', prices: { 'test:script': price } }),
    limits: { workMs: 600_000, tokens: 1e9, costUsd: 1.5 },
  });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  chat({ device, message: 'Loop' });
  const end = await device.until(isEnd);
  expect(end).toMatchObject({ status: 'limit', code: 'cost_limit', response: expect.stringContaining('$1.50') });
  // 60 of 100 tokens in at 10 $ a thousand, 40 cached at 1 $, 10 out at 40 $: 1.04 $ a call.
  expect((end['usage'] as { cost_usd: number }).cost_usd).toBeCloseTo(2.08);
  expect(prompts).toHaveLength(2);
  const [sums] = await rows(
    'select s.cost_usd = r.cost_usd and s.input_tokens = r.input_tokens as same, s.cost_usd from sessions s, runs r',
  );
  expect(sums).toMatchObject({ same: true });
});

test('a model that hangs is given up, and a run that takes too long ends; neither holds its worker', async () => {
  await start({
    answer: () => ({ text: ['Thinking'], hangs: true }),
    limits: { workMs: 1_200, tokens: 1e9, costUsd: 5 },
  });
  chat({ device, message: 'Hello' });
  expect(await device.until(isEnd)).toMatchObject({ status: 'limit', code: 'time_limit' });

  const { model } = createScriptedModel((_, count) => (count === 1 ? { hangs: true } : { text: ['Here.'] }));
  const other = await startTestBackend({
    database: await createTestDatabase(),
    models: createModels({ available: [model], chat: 'test:script' }),
    modelIdleMs: 300,
  });
  const second = await connectDevice({ url: other.url, token: (await registerUser(other)).access });
  chat({ device: second, message: 'Hello' });
  expect(await second.until(isEnd)).toMatchObject({ status: 'success', response: 'Here.' });
  second.socket.terminate();
  await other.close();
});

test('cancel reaches a model that hangs, and a device that does not answer, within a second', async () => {
  await start({ answer: (_, count) => (count === 1 ? { text: ['Think', 'ing'], hangs: true } : { calls: [list] }) });
  for (const message of ['First', 'Second']) {
    chat({ device, message });
    const started = await device.until(
      (frame) => frame.type === 'run_started' && !device.frames.some((each) => isEnd(each) && each['run_id'] === frame['run_id']),
    );
    await device.until((frame) => frame['run_id'] === started['run_id'] && /text_chunk|tool_call/.test(frame.type));
    const at = performance.now();
    device.send({ type: 'run_cancel', run_id: started['run_id'] });
    const end = await device.until((frame) => isEnd(frame) && frame['run_id'] === started['run_id']);
    expect(end).toMatchObject({ status: 'cancelled', code: 'cancelled' });
    expect(performance.now() - at).toBeLessThan(2_000);
  }
});

test('closing in the middle of a model call hands the run over: the next process goes on, and no try is counted', async () => {
  let isFirst = true;
  const answer: Options['answer'] = () => {
    const said = isFirst ? { text: ['Half'], hangs: true } : { text: ['Whole.'] };
    isFirst = false;
    return said;
  };
  await start({ answer, drainMs: 100 });
  chat({ device, message: 'Hello' });
  const { run_id: runId } = await device.until((frame) => frame.type === 'text_chunk');
  await backend.close();
  expect(await device.closed()).toBe(4013);
  expect(await rows('select status, lease_owner, attempt from runs')).toEqual([
    { status: 'queued', lease_owner: null, attempt: 0 },
  ]);
  const seen = device.frames.filter((frame) => frame['run_id'] === runId);
  backend = await startTestBackend({ database, secrets, answer });
  device = await connectDevice({ url: backend.url, token, hello: { resume: { [String(runId)]: seen.length } } });
  expect(await device.until(isEnd)).toMatchObject({ run_id: runId, status: 'success', response: 'Whole.' });
  expect(await rows('select attempt from run_steps')).toEqual([{ attempt: 1 }]);
});

test('closing lets a step that is about to end come to its end', async () => {
  await start({ answer: (options) => (isToolTurn(options) ? { text: ['Done.'] } : { calls: [list] }), drainMs: 5_000 });
  chat({ device, message: 'Hello' });
  const call = await device.until((frame) => frame.type === 'tool_call');
  const closing = backend.close();
  await delay(200);
  device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 });
  await closing;
  expect(await rows('select status from runs')).toEqual([{ status: 'queued' }]);
  expect(await rows('select step, outcome from run_tool_results')).toEqual([{ step: 1, outcome: 'ok' }]);
  expect(backend.prompts).toHaveLength(1);
});

test('a snapshot of a newer form stops the run with a sentence, and is left as it is', async () => {
  await start({ answer: (options) => (isToolTurn(options) ? { text: ['Done.'] } : { calls: [webhook('hello')] }) });
  chat({ device, message: 'Send it', sessionId: 's-1' });
  const wait = await device.until(isWait);
  const [before] = await rows('select state_snapshot from sessions');
  expect(before?.['state_snapshot']).not.toBeNull();
  await backend.close();

  await sealNewerSnapshot({ database, secrets, sessionId: 's-1' });
  const [newer] = await rows('select state_snapshot from sessions');
  backend = await startTestBackend({ database, secrets });
  device = await connectDevice({ url: backend.url, token, hello: { resume: { [String(wait['run_id'])]: Number(wait['seq']) } } });
  chat({ device, message: 'Hello', sessionId: 's-1' });
  expect(await device.until((frame) => isEnd(frame) && frame['run_id'] !== wait['run_id'])).toMatchObject({
    status: 'error',
    code: 'snapshot_too_new',
    response: expect.stringMatching(/newer version.*Nothing was done/s),
  });
  device.send({ type: 'approval_response', approval_id: `${String(wait['run_id'])}:1:0`, decision: 'approve' });
  expect(await device.until((frame) => isEnd(frame) && frame['run_id'] === wait['run_id'])).toMatchObject({
    code: 'snapshot_too_new',
  });
  expect(backend.prompts).toHaveLength(0);
  expect((await rows('select state_snapshot from sessions'))[0]).toEqual(newer);
});

test('while the backend asks its user the session goes on; the other message is told that it waits', async () => {
  await start({
    answer: (options) => {
      if (isToolTurn(options)) return { text: ['Sent.'] };
      return JSON.stringify(options.prompt.at(-1)).includes('Send') ? { calls: [webhook('hello')] } : { text: ['Hello.'] };
    },
    webhooks: { post: async () => ({ status: 200 }) },
  });
  chat({ device, message: 'Send it', sessionId: 's-1' });
  const wait = await device.until(isWait);
  expect(wait['response']).toContain('a message to a webhook');
  const asked = await device.until((frame) => frame.type === 'approval_request');
  expect(asked).toMatchObject({
    tool: 'send_notification',
    approval_id: `${String(wait['run_id'])}:1:0`,
    input: { text: 'hello' },
    reason: expect.stringContaining('hooks.example.com'),
  });
  chat({ device, message: 'Hello', sessionId: 's-1' });
  expect(await device.until(isEnd)).toMatchObject({ response: 'Hello.' });
  const told = JSON.stringify(backend.prompts.at(-1)?.prompt);
  expect(told).toContain('waits for the user');
  device.send({ type: 'approval_response', approval_id: asked['approval_id'], decision: 'approve' });
  expect(await device.until((frame) => isEnd(frame) && frame['run_id'] === wait['run_id'])).toMatchObject({ response: 'Sent.' });
});

test('a decision that does not fit is refused and audited, and the approval goes on waiting', async () => {
  const posts: string[] = [];
  await start({
    answer: (options) => (isToolTurn(options) ? { text: ['Sent.'] } : { calls: [webhook('hello')] }),
    webhooks: { post: async ({ text }) => ({ status: posts.push(text) && 200 }) },
  });
  chat({ device, message: 'Send it' });
  const { approval_id: id } = await device.until((frame) => frame.type === 'approval_request');
  await device.until(isWait);
  const input = { channel: 'webhook', url: 'https://hooks.example.com/x', text: 'other' };
  const say = (more: object): void => device.send({ type: 'approval_response', approval_id: id, ...more });
  say({ decision: 'approve', input });
  say({ decision: 'reject', input });
  say({ decision: 'edit' });
  say({ decision: 'edit', input: { ...input, url: 'http://localhost/' } });
  say({ decision: 'edit', input: { ...input, more: true } });
  await device.until(() => device.frames.filter(isError).length === 5);
  expect(device.frames.filter(isError).map((frame) => frame['code'])).toEqual(Array(5).fill('invalid_data'));
  expect(await rows("select count(*)::int as n from audit where event = 'approval_response_invalid'")).toEqual([{ n: 5 }]);
  expect(posts).toEqual([]);
  say({ decision: 'edit', input });
  await device.until(isEnd);
  expect(posts).toEqual(['other']);
  expect(
    device.frames.some((frame) => frame.type === 'tool_trace' && frame['output_summary'] === 'done, as you changed it'),
  ).toBe(true);
});

test('a full queue is a clear error, and the same message is taken later', async () => {
  const release = Promise.withResolvers<void>();
  await start({ answer: () => ({ text: ['Hello.'] }), drainMs: 0, models: slowModels(release.promise) });
  for (let n = 0; n < 201; n += 1) chat({ device, message: 'Hello', requestId: `q-${n}` });
  const refused = await device.until(isError, 30_000);
  expect(refused).toMatchObject({ code: 'busy', retryable: true, request_id: 'q-200', message: expect.stringContaining('200') });
  release.resolve();
  await device.until(() => device.frames.filter(isEnd).length === 200, 60_000);
  chat({ device, message: 'Hello', requestId: 'q-200' });
  await device.until(() => device.frames.filter(isEnd).length === 201, 20_000);
  expect(device.frames.filter(isEnd).every((frame) => frame['status'] === 'success')).toBe(true);
}, 120_000);

function slowModels(until: Promise<void>): NonNullable<Options['models']> {
  const { model } = createScriptedModel(() => ({ text: ['Hello.'] }));
  const wait: typeof model.doStream = async (options) => {
    await until;
    return model.doStream(options);
  };
  const slow = {
    ...model,
    specificationVersion: 'v4' as const,
    provider: 'test',
    modelId: 'script',
    supportedUrls: {},
    doStream: wait,
    doGenerate: model.doGenerate.bind(model),
  };
  return createModels({ available: [slow], chat: 'test:script' });
}
