import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { answerCalls, connectDevice, registerUser } from './bare-device.ts';
import { startProviderBackend, type ProviderBackend } from './fakes/provider-backend.ts';
import type { FakeRequest } from './fakes/fake-provider.ts';

let here: ProviderBackend;

beforeAll(async () => {
  here = await startProviderBackend({ models: { embed: 'openai:text-embedding-3-small' } });
});
afterAll(() => here.close());

const embed = (body: unknown): Promise<HttpAnswer> =>
  askHttp({ url: here.backend.url, token: here.token, method: 'POST', path: '/storage/vectors/embed', body });
const inputOf = ({ body }: FakeRequest): string[] => body['input'] as string[];
/** A vector that tells which text it is of, and is not of length one. */
const vectorOf = (text: string): number[] =>
  Array.from({ length: EMBEDDING_SIZE }, (_, at) => (at === text.charCodeAt(0) % 7 ? 3 : 0.001));
const embedsAll = (): void => here.fake.embeds((request) => inputOf(request).map(vectorOf));
const lengthOf = (vector: unknown): number => Math.sqrt((vector as number[]).reduce((sum, value) => sum + value * value, 0));
const calls = () => here.rows("select * from model_calls where role = 'embed' order by at, id");

test('the role’s model makes one vector for a text, and vectors for texts in their order; each of length one; it stands in the books', async () => {
  embedsAll();
  const one = await embed({ text: 'Invoice' });
  expect(one).toMatchObject({ status: 200, body: { model: 'openai:text-embedding-3-small' } });
  expect(lengthOf(one.body['vector'])).toBeCloseTo(1, 9);
  expect(here.fake.requests[0]).toMatchObject({
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', dimensions: EMBEDDING_SIZE },
  });
  const many = await embed({ texts: ['a', 'b', '', 'c'] });
  const vectors = many.body['vectors'] as number[][];
  expect(vectors).toHaveLength(4);
  expect(vectors.map((vector) => vector.indexOf(Math.max(...vector)))).toEqual(
    ['a', 'b', '', 'c'].map((text) => (text === '' ? 0 : text.charCodeAt(0) % 7)),
  );
  // A text without a word has none but zeros, and is not sent.
  expect(lengthOf(vectors[2])).toBe(0);
  expect(here.fake.requests.map(inputOf)).toEqual([['Invoice'], ['a', 'b', 'c']]);
  const written = await calls();
  expect(written).toMatchObject([
    { model: 'openai:text-embedding-3-small', outcome: 'ok', input_tokens: 7, is_priced: true, run_id: null },
    { outcome: 'ok', input_tokens: 21 },
  ]);
  expect(written[1]?.['cost_usd']).toBeCloseTo((21 * 0.02) / 1e6, 12);
});

test('a long text goes in pieces, and many texts in batches that providers take; still one vector a text', async () => {
  embedsAll();
  const texts = [...Array.from({ length: 40 }, (_, index) => `${index} ${'word '.repeat(1_000)}`), 'Ä🧾'.repeat(20_000)];
  const { status, body } = await embed({ texts });
  expect(status).toBe(200);
  expect(body['vectors']).toHaveLength(41);
  for (const vector of body['vectors'] as number[][]) expect(lengthOf(vector)).toBeCloseTo(1, 9);
  const batches = here.fake.requests.map(inputOf);
  expect(batches.length).toBeGreaterThan(1);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(64);
    expect(batch.join('').length).toBeLessThanOrEqual(120_000);
    for (const piece of batch) expect(piece.isWellFormed()).toBe(true);
  }
  expect(batches.flat().join('').replaceAll(' ', '').length).toBe(
    texts
      .map((text) => text.trim())
      .join('')
      .replaceAll(' ', '').length,
  );
});

test('offline vectors need nobody, and are the same again', async () => {
  embedsAll();
  const one = await embed({ text: 'Fattura scaduta', model: 'offline:rules' });
  expect(one).toMatchObject({ status: 200, body: { model: 'offline:rules' } });
  expect(lengthOf(one.body['vector'])).toBeCloseTo(1, 6);
  expect((await embed({ text: 'Fattura scaduta', model: 'offline:rules' })).body).toEqual(one.body);
  expect(here.fake.requests).toEqual([]);
});

test('a model that is named and cannot be used is refused, and no other is used instead', async () => {
  embedsAll();
  for (const [model, words] of [
    ['anthropic:claude-haiku-4-5', 'makes no vectors'],
    ['mistral:embed', 'no model called mistral:embed'],
    ['offline:other', 'no model called offline:other'],
  ]) {
    const answer = await embed({ text: 'x', model });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'model_unavailable', detail: expect.stringContaining(words ?? '') as string },
    });
  }
  expect(here.fake.requests).toEqual([]);
});

test('vectors of another size are refused with both sizes named', async () => {
  here.fake.embeds((request) => inputOf(request).map(() => [1, 2, 3]));
  const answer = await embed({ text: 'x', model: 'local:nomic-embed-text' });
  expect(answer).toMatchObject({ status: 502, body: { code: 'model_error' } });
  expect(answer.body['detail']).toMatch(/vectors of 3 numbers, and Adiuva keeps 1536.*No vector was made/);
  expect(here.fake.requests[0]?.body).not.toHaveProperty('dimensions');
});

test('a provider that is busy for a moment is asked again; one that stays broken, or asks for long, is told', async () => {
  let count = 0;
  here.fake.embeds((request) =>
    (count += 1) === 1 ? { status: 429, headers: { 'retry-after': '0.2' } } : inputOf(request).map(vectorOf),
  );
  expect((await embed({ text: 'x' })).status).toBe(200);
  expect(here.fake.requests).toHaveLength(2);
  here.fake.embeds(() => ({ status: 500 }));
  expect(await embed({ text: 'x' })).toMatchObject({ status: 502, body: { code: 'model_error' } });
  expect(here.fake.requests).toHaveLength(3);
  here.fake.embeds(() => ({ status: 429, headers: { 'retry-after': '30' } }));
  expect((await embed({ text: 'x' })).status).toBe(502);
  expect(here.fake.requests).toHaveLength(1);
  here.fake.embeds(() => ({ status: 401 }));
  const refused = await embed({ text: 'x' });
  expect(refused).toMatchObject({ status: 502, body: { detail: expect.stringContaining('refused the key') as string } });
  expect((await calls()).filter(({ outcome }) => outcome === 'error').length).toBeGreaterThanOrEqual(3);
});

test.each([
  [{}],
  [{ text: 7 }],
  [{ texts: [] }],
  [{ text: 'x', texts: ['y'] }],
  [{ texts: Array.from({ length: 65 }, () => 'x') }],
  [{ text: 'x'.repeat(200_001) }],
])('what does not fit is refused: %#', async (body) => {
  expect(await embed(body)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
});

test('in a run the device’s own embedding model is used, and the run counts what it cost', async () => {
  embedsAll();
  const { fake, backend } = here;
  const { access } = await registerUser({ url: backend.url });
  const device = await connectDevice({
    url: backend.url,
    token: access,
    hello: { device_id: 'dev-embed', capabilities: ['embed:openai:text-embedding-3-small'] },
  });
  answerCalls({ device, answer: ({ action }) => (action === 'vector_search' ? { results: [] } : { rows: [], total: 0 }) });
  fake.says((_, count) =>
    count === 1 ? { calls: [{ name: 'search_notes', input: { query: 'late payers' } }] } : { text: ['None.'] },
  );
  embedsAll();
  device.send({
    type: 'chat_request',
    request_id: 'r-embed',
    message: 'Which notes are about late payers?',
    context: { timezone: 'UTC', model: 'anthropic:claude-haiku-4-5' },
  });
  const end = await device.until(({ type }) => type === 'final');
  expect(end).toMatchObject({ status: 'success' });
  const search = device.frames.find((frame) => frame['action'] === 'vector_search');
  expect(search).toMatchObject({ model: 'openai:text-embedding-3-small' });
  const rows = await here.rows(
    `select role, input_tokens from model_calls where run_id = '${String(end['run_id'])}' order by role, step`,
  );
  expect(rows.map(({ role }) => role)).toEqual(['chat', 'chat', 'embed']);
  const total = rows.reduce((sum, row) => sum + Number(row['input_tokens']), 0);
  expect(end['usage']).toMatchObject({ input_tokens: total });
  expect(await here.rows(`select input_tokens from runs where id = '${String(end['run_id'])}'`)).toEqual([
    { input_tokens: total },
  ]);
  device.socket.terminate();
});
