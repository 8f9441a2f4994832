import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { afterEach, expect, test } from 'vitest';
import { EmbeddingUnavailable, type Embedder } from '#backend/models/index.ts';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

type Options = Partial<Parameters<typeof startTestBackend>[0]>;

const secrets = { current: Buffer.alloc(48, 7), previous: undefined };
const capabilities = ['embed:offline:rules'];
let database: TestDatabase;
let backend: TestBackend;
let device: BareDevice;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

async function start({ said = capabilities, ...options }: Options & { said?: string[] }): Promise<string> {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, secrets, ...options });
  const token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token, hello: { capabilities: said } });
  return token;
}

const isFinal = (frame: Frame): boolean => frame.type === 'final';
const callsOf = ({ frames }: BareDevice): Frame[] => frames.filter(({ type }) => type === 'tool_call');
const note = { title: 'Pricing', content: 'My day rate is 600.' };
const once =
  (call: { name: string; input: unknown }): NonNullable<Options['answer']> =>
  ({ prompt }) =>
    prompt.at(-1)?.role === 'tool' ? { text: ['Done.'] } : { calls: [call] };
const replyOf = (): string => JSON.stringify(backend.prompts.at(-1)?.prompt.at(-1));
const keep = (call: Frame): Record<string, unknown> =>
  call['action'] === 'insert' ? { row: { id: 'n-1', ...note } } : { ok: true };

test('a note goes to the device as a row, then as a vector of the device’s own model; one card stands for both', async () => {
  await start({ answer: once({ name: 'create_note', input: note }) });
  answerCalls({ device, answer: keep });
  chat({ device, message: 'Write that down' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  const [insert, upsert, ...more] = callsOf(device);
  expect(more).toEqual([]);
  expect(insert).toMatchObject({ action: 'insert', table: 'notes', data: note });
  expect(upsert).toMatchObject({ action: 'vector_upsert', data: { id: 'n-1' }, model: 'offline:rules' });
  expect(upsert).not.toHaveProperty('table');
  const vector = upsert?.['vector'] as number[];
  expect(vector).toHaveLength(EMBEDDING_SIZE);
  expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  const traces = device.frames.filter(({ type }) => type === 'tool_trace');
  expect(traces.map(({ tool, phase, trace_id }) => ({ tool, phase, trace_id }))).toEqual([
    { tool: 'create_note', phase: 'start', trace_id: insert?.['id'] },
    { tool: 'create_note', phase: 'finish', trace_id: insert?.['id'] },
  ]);
  expect(replyOf()).toContain('\\"found_by_meaning\\":true');
});

test('a search sends the query’s vector and its words, and tells what came back', async () => {
  await start({ answer: once({ name: 'search_notes', input: { query: 'what do I charge', limit: 3 } }) });
  answerCalls({ device, answer: () => ({ results: [{ id: 'n-1', content: 'My day rate is 600.', score: 0.7 }] }) });
  chat({ device, message: 'What do I charge?' });
  await device.until(isFinal);
  const [search, ...more] = callsOf(device);
  expect(more).toEqual([]);
  expect(search).toMatchObject({
    action: 'vector_search',
    limit: 3,
    model: 'offline:rules',
    data: { query: 'what do I charge' },
  });
  expect(search?.['vector']).toHaveLength(EMBEDDING_SIZE);
  expect(replyOf()).toContain('\\"by_meaning\\":true');
});

test.each([
  ['the device names no model', { said: [] }],
  ['this backend has no such model', { said: ['embed:nobody:at-all'] }],
  ['the provider fails', { embedder: { embed: () => Promise.reject(failed) } }],
  ['the vector is short', { embedder: { embed: async () => [[1, 2, 3]] } }],
  ['there is no vector', { embedder: { embed: async () => [] } }],
])('when %s, notes are kept without, and searched by their words', async (_, options) => {
  await start({
    ...options,
    answer: ({ prompt }) =>
      prompt.at(-1)?.role === 'tool'
        ? { text: ['Done.'] }
        : {
            calls: [
              { name: 'create_note', input: note },
              { name: 'search_notes', input: { query: 'day rate' } },
            ],
          },
  });
  answerCalls({
    device,
    answer: ({ action }) =>
      action === 'insert' ? { row: { id: 'n-1', ...note } } : { rows: [{ id: 'n-1', ...note }], total: 1 },
  });
  chat({ device, message: 'Write it down and find it' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  expect(callsOf(device).map(({ action }) => action)).toEqual(expect.arrayContaining(['insert', 'select']));
  expect(callsOf(device)).toHaveLength(2);
  expect(replyOf()).toContain('\\"found_by_meaning\\":false');
  expect(replyOf()).toContain('\\"by_meaning\\":false');
});

test('what the device does not take as a vector fails nothing, whatever it answers', async () => {
  await start({ answer: once({ name: 'create_note', input: note }) });
  answerCalls({
    device,
    answer: ({ action }) => (action === 'insert' ? { row: { id: 'n-1', ...note } } : { rows: [], total: 0 }),
  });
  chat({ device, message: 'Write that down' });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success' });
  expect(replyOf()).toContain('\\"found_by_meaning\\":false');
});

test('a backend that takes the run over sends the very frame that was stored, with the vector that was made once', async () => {
  let made = 0;
  const embedder: Embedder = {
    // As a provider may: never quite the same.
    embed: async ({ texts }) => {
      made += 1;
      return texts.map(() => Array.from({ length: EMBEDDING_SIZE }, (_, index) => (index === made ? 1 : 0)));
    },
  };
  const options: Options = { embedder, drainMs: 50, answer: once({ name: 'create_note', input: note }) };
  const token = await start(options);
  answerCalls({ device, answer: (call) => (call['action'] === 'insert' ? keep(call) : undefined) });
  chat({ device, message: 'Write that down' });
  const first = await device.until(({ action }) => action === 'vector_upsert');
  device.socket.terminate();
  await backend.close();

  backend = await startTestBackend({ database, secrets, ...options });
  device = await connectDevice({ url: backend.url, token, hello: { capabilities } });
  answerCalls({ device, answer: keep });
  const again = await device.until(({ action }) => action === 'vector_upsert');
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  await device.until(isFinal);
  expect(made).toBe(1);
  // The row was not written again.
  expect(callsOf(device).filter(({ action }) => action === 'insert')).toEqual([]);
}, 60_000);

const failed = new EmbeddingUnavailable({ code: 'model_error', message: 'The provider answered 500.' });
