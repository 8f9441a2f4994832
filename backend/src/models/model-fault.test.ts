import { streamText } from 'ai';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startScriptedLlm, type LlmAnswer, type ScriptedLlm } from '../../../e2e/fixtures/scripted-llm.ts';
import { createCompatibleProvider } from './compatible-provider.ts';
import { readModelFault } from './model-fault.ts';
import type { ModelFault } from './status-fault.ts';

const KEY = 'sk-very-secret-key';

let llm: ScriptedLlm | undefined;

afterEach(async () => {
  await llm?.close();
  llm = undefined;
});

/** What a call of a local model at this address fails with, as the loop would see it. */
async function failureAt(baseUrl: string): Promise<unknown> {
  const model = await createCompatibleProvider({ name: 'local', server: { baseUrl, apiKey: KEY }, fetch }).language('llama-none');
  const { stream } = streamText({ model, prompt: 'Hello', maxRetries: 0, onError: () => undefined });
  try {
    for await (const part of stream) if (part.type === 'error') return part.error;
  } catch (error) {
    return error;
  }
  throw new Error('the call did not fail');
}

/** The failure, read; nothing of the key, of a path or of what the server said is in it. */
async function faultAt(baseUrl: string): Promise<ModelFault> {
  const fault = readModelFault(await failureAt(baseUrl));
  expect(fault.message).not.toMatch(/secret|\/v1\/chat|stack|Error|undefined|sk-/);
  expect(fault.message).toMatch(/^The .*\.$/);
  return fault;
}

async function faultOf(answer: LlmAnswer): Promise<ModelFault> {
  llm = await startScriptedLlm({ script: () => answer });
  return faultAt(llm.baseUrl);
}

const said = (message: string): object => ({ error: { message: `${message} ${KEY}`, type: 'x', code: null } });

test.each([
  [400, said('bad'), false, /did not accept the request \(status 400\)/],
  [400, said('gemma does not support tools'), false, /llama-none cannot use tools/],
  [400, said('the request exceeds the available context size'), false, /longer than the model llama-none can read/],
  [401, said('Incorrect API key provided'), false, /refused the key/],
  [402, said('pay'), false, /no credit left/],
  [307, 'elsewhere', false, /on to another address/],
  [400, said('Your credit balance is too low'), false, /no credit left/],
  [400, { error: { message: KEY, code: 'content_filter' } }, false, /its filter objected/],
  [403, said('no'), false, /refused the key/],
  [404, said("model 'llama-none' not found"), false, /has no model called llama-none/],
  [404, '404 page not found', false, /nothing at the address.*end in \/v1/],
  [408, said('slow'), true, /took too long/],
  [413, said('long'), false, /longer than/],
  [422, said('schema'), false, /did not accept/],
  [425, said('early'), true, /is busy/],
  [429, said('slow down'), true, /is busy/],
  [429, { error: { message: KEY, type: 'insufficient_quota', code: 'insufficient_quota' } }, false, /no credit left/],
  [500, said('boom'), true, /failed \(status 500\)/],
  [502, '<html>Bad gateway</html>', true, /failed \(status 502\)/],
  [503, said('loading'), true, /still loading/],
  [504, said('gateway'), true, /took too long/],
  [529, said('overloaded'), true, /more to do than it can/],
])('status %i (%j): retryable is %s', async (status, body, retryable, words) => {
  const fault = await faultOf({ error: { status, body } });
  expect(fault).toMatchObject({ retryable, message: expect.stringMatching(words) as string });
  expect(fault.message).toContain(`The model server at 127.0.0.1:`);
});

test.each([
  ['3', 3_000],
  ['0.2', 200],
  ['60', 60_000],
  ['Fri, 28 Nov 2026 15:00:00 GMT', undefined],
  ['-1', undefined],
])('a server that asks to be left alone for %j', async (header, ms) => {
  const fault = await faultOf({ error: { status: 429, body: said('slow'), headers: { 'retry-after': header } } });
  expect(fault.retryAfterMs).toBe(ms);
});

test('a server that asks to be left alone for long is not asked again, and the user is told how long', async () => {
  const fault = await faultOf({ error: { status: 429, body: said('slow'), headers: { 'retry-after': '86400' } } });
  expect(fault).toEqual({ retryable: false, message: expect.stringMatching(/for 24 hours\. Wait, or choose/) as string });
});

test('nobody at the address', async () => {
  llm = await startScriptedLlm({ script: () => ({}) });
  const { baseUrl } = llm;
  await llm.close();
  llm = undefined;
  expect(await faultAt(baseUrl)).toEqual({
    retryable: true,
    message: `The model server at ${new URL(baseUrl).host} does not answer. See that it runs, and try again.`,
  });
});

test.each([
  ['before the headers', 0, /does not answer/],
  ['after the headers', 1, /broke off/],
  ['in the middle', 3, /broke off/],
])('a connection that is cut %s', async (_, dropAfter, words) => {
  const fault = await faultOf({ text: ['a', 'b', 'c', 'd'], dropAfter });
  expect(fault).toMatchObject({ retryable: true, message: expect.stringMatching(words) as string });
});

/** A server that answers every request with these bytes and ends the connection in order. */
async function answerBytes(bytes: string): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const head = (type: string): string => `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n`;
const stream = head('text/event-stream');
const delta = 'data: {"id":"1","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}\n\n';

test.each([
  ['a stream that ends in order but too soon', `${stream}${delta}`, true, /broke off/],
  ['a stream of nothing', stream, true, /broke off/],
  ['a web page', `${head('text/html; charset=utf-8')}<h1>Hello</h1>`, false, /no answer of a model/],
  ['a document that tells of a wrong path', `${head('application/json')}{"error":"Unexpected endpoint"}`, false, /no answer/],
  ['an event that is no JSON', `${stream}data: {nonsense\n\n${delta}`, false, /no answer of a model/],
  ['an event of another form', `${stream}data: {"choices":7}\n\n`, false, /no answer of a model/],
  [
    'a busy server’s error in the stream',
    `${stream}${delta}data: ${JSON.stringify({ error: { message: KEY, type: 'overloaded_error' } })}\n\n`,
    true,
    /gave up/,
  ],
  [
    'an error with a status in the stream',
    `${stream}data: ${JSON.stringify({ error: { message: KEY, code: 503 } })}\n\n`,
    true,
    /is busy/,
  ],
  [
    'a refusal in the stream',
    `${stream}data: ${JSON.stringify({ error: { message: KEY, type: 'invalid_request_error' } })}\n\n`,
    false,
    /gave up/,
  ],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', false, /no answer of a model/],
])('%s', async (_, bytes, retryable, words) => {
  const server = await answerBytes(bytes);
  try {
    expect(await faultAt(server.baseUrl)).toMatchObject({ retryable, message: expect.stringMatching(words) as string });
  } finally {
    await server.close();
  }
});

/** An error as Node's network throws it. */
const networkError = (code: string): Error =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(`secret ${code}`), { code }) });

test.each([
  ['ENOTFOUND', true, /does not answer/],
  ['ETIMEDOUT', true, /does not answer/],
  ['UND_ERR_HEADERS_TIMEOUT', true, /too long/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', false, /no answer of a model/],
  ['CERT_HAS_EXPIRED', false, /certificate/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', false, /certificate/],
])('the network says %s, however deep', (code, retryable, words) => {
  const wrapped = new Error('the loop’s own error', { cause: networkError(code) });
  expect(readModelFault(wrapped)).toMatchObject({ retryable, message: expect.stringMatching(words) as string });
});

test('an answer that was on its way and was cut', () => {
  const error = Object.assign(new Error('secret'), { code: 'ECONNRESET' });
  expect(readModelFault(error)).toEqual({ retryable: true, message: 'The model’s answer broke off before its end. Try again.' });
});

test.each([[new Error('secret')], ['secret'], [undefined], [null], [{ secret: 1 }]])(
  'what is not known (%j) is not tried again',
  (error) => {
    expect(readModelFault(error)).toEqual({ retryable: false, message: 'The model could not answer. Try another model.' });
  },
);

test('errors that cause one another without end are read to an end', () => {
  const one = new Error('one');
  one.cause = new Error('two', { cause: one });
  expect(readModelFault(one).retryable).toBe(false);
});
