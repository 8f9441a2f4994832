import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEY, startProviderBackend, type ProviderBackend } from './fakes/provider-backend.ts';
import type { FakeRequest } from './fakes/fake-provider.ts';
import type { Said } from './fakes/said.ts';

let here: ProviderBackend;

beforeAll(async () => {
  here = await startProviderBackend({ modelIdleMs: 400 });
});
afterAll(() => here.close());

const looksFirst: (then: Said) => (request: FakeRequest, count: number) => Said = (then) => (_, count) =>
  count === 1 ? { text: ['I will ', 'look.'], calls: [{ name: 'list_tasks', input: {} }] } : then;

const bodyText = (request: FakeRequest | undefined): string => JSON.stringify(request?.body);

describe.each([
  {
    title: 'OpenAI, by responses',
    model: 'openai:gpt-5.4-mini',
    path: '/v1/responses',
    keyHeader: 'authorization',
    // 60 plain, 40 cached, 10 out, at $0.75, $0.075 and $4.50 a million.
    cost: (60 * 0.75 + 40 * 0.075 + 10 * 4.5) / 1e6,
    isPriced: true,
    tooLong: {
      status: 400,
      body: { error: { message: 'Your input exceeds the context window of this model.', code: 'context_length_exceeded' } },
    },
    noCredit: {
      status: 429,
      body: { error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' } },
    },
  },
  {
    title: 'Anthropic',
    model: 'anthropic:claude-haiku-4-5',
    path: '/v1/messages',
    keyHeader: 'x-api-key',
    cost: (60 * 1 + 40 * 0.1 + 10 * 5) / 1e6,
    isPriced: true,
    tooLong: {
      status: 400,
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
      },
    },
    noCredit: {
      status: 400,
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' },
      },
    },
  },
  {
    title: 'DeepSeek',
    model: 'deepseek:deepseek-v4-flash',
    path: '/chat/completions',
    keyHeader: 'authorization',
    cost: undefined,
    isPriced: true,
    tooLong: {
      status: 400,
      body: { error: { message: "This model's maximum context length is 131072 tokens.", type: 'invalid_request_error' } },
    },
    noCredit: { status: 402, body: { error: { message: 'Insufficient Balance', type: 'unknown_error' } } },
  },
  {
    title: 'a compatible server',
    model: 'local:qwen3',
    path: '/v1/chat/completions',
    keyHeader: 'authorization',
    cost: 0,
    isPriced: true,
    tooLong: { status: 400, body: { error: { message: 'the request exceeds the available context size' } } },
    noCredit: { status: 402, body: { error: { message: 'pay' } } },
  },
])('$title', ({ model, path, keyHeader, cost, isPriced, tooLong, noCredit }) => {
  test('text and two tools in a stream; results go back under their calls; every call stands in the books', async () => {
    const { fake, ask, rows } = here;
    fake.says((_, count) =>
      count === 1
        ? {
            text: ['I will look ', 'and write.'],
            calls: [
              { name: 'list_tasks', input: {} },
              { name: 'create_task', input: { title: 'Prüfung “é” 🧾' } },
            ],
            usage: { input: 100, output: 10, cached: 40, reasoning: 3 },
          }
        : { text: ['Done, ', 'both.'], usage: { input: 100, output: 10, cached: 40 } },
    );
    const { end, frames, text } = await ask({ model, message: 'Look and write' });
    expect(end).toMatchObject({
      status: 'success',
      response: 'Done, both.',
      usage: { input_tokens: 200, output_tokens: 20, cached_input_tokens: 80, model },
    });
    expect(text).toBe('Done, both.');
    const deviceCalls = frames.filter(({ type }) => type === 'tool_call');
    expect(deviceCalls.map((frame) => frame['action'])).toEqual(['select', 'insert']);
    expect(deviceCalls[1]).toMatchObject({ data: { title: 'Prüfung “é” 🧾' } });

    const [first, second] = fake.requests;
    expect(first?.path).toBe(path);
    expect(String(first?.headers[keyHeader])).toContain(KEY);
    expect(first?.body).toMatchObject({ model: model.split(':')[1], stream: true });
    expect(first?.body).not.toHaveProperty('temperature');
    expect(bodyText(first)).toContain('Look and write');
    expect(bodyText(second)).toContain('Buy milk');

    const runId = String(end['run_id']);
    const calls = await rows(`select * from model_calls where run_id = '${runId}' order by step`);
    expect(calls).toMatchObject([
      {
        role: 'chat',
        model,
        step: 1,
        outcome: 'ok',
        input_tokens: 100,
        cached_input_tokens: 40,
        output_tokens: 10,
        is_priced: isPriced,
      },
      {
        role: 'chat',
        model,
        step: 2,
        outcome: 'ok',
        input_tokens: 100,
        cached_input_tokens: 40,
        output_tokens: 10,
        is_priced: isPriced,
      },
    ]);
    if (cost !== undefined) expect(calls[0]?.['cost_usd']).toBeCloseTo(cost, 10);
    else expect(calls[0]?.['cost_usd']).toBeGreaterThan(0);
    const [sums] = await rows(`
      select r.cost_usd = c.cost and r.input_tokens = c.input and s.cost_usd = r.cost_usd and s.input_tokens = r.input_tokens as same
      from runs r join sessions s on s.id = r.session_id and s.workspace_id = r.workspace_id,
        (select sum(cost_usd) as cost, sum(input_tokens) as input from model_calls where run_id = '${runId}') c
      where r.id = '${runId}'`);
    expect(sums).toEqual({ same: true });
  });

  test('what it thinks is no part of the answer, and goes back to it while its tools work', async () => {
    const { fake, ask } = here;
    fake.says((_, count) =>
      count === 1
        ? { thoughts: 'The user wants their tasks.', calls: [{ name: 'list_tasks', input: {} }] }
        : { thoughts: 'One.', text: ['One task.'] },
    );
    const { end, text } = await ask({ model });
    expect(end).toMatchObject({ status: 'success', response: 'One task.' });
    expect(text).toBe('One task.');
    const sent = bodyText(fake.requests[1]);
    if (model.startsWith('openai:')) expect(sent).toMatch(/"encrypted_content":"sealed-thoughts-\d+"/);
    else if (model.startsWith('anthropic:')) expect(sent).toMatch(/"signature":"signed-thoughts-\d+"/);
    else expect(sent).toContain('"reasoning_content":"The user wants their tasks."');
  });

  test('input that is no JSON, input that does not fit, and a tool that is not there are told to it, and it goes on', async () => {
    const { fake, ask } = here;
    fake.says((_, count) =>
      count === 1
        ? {
            calls: [
              { name: 'create_task', input: '{"title": "Buy mi' },
              { name: 'create_task', input: { title: 7 } },
              { name: 'launch_rocket', input: {} },
            ],
          }
        : { text: ['I cannot.'] },
    );
    const { end, frames } = await ask({ model });
    expect(end).toMatchObject({ status: 'success', response: 'I cannot.' });
    expect(frames.filter(({ type }) => type === 'tool_call')).toEqual([]);
    const told = bodyText(fake.requests[1]);
    expect(told.match(/does not fit its schema, so nothing was done/g)).toHaveLength(2);
    expect(told).toContain('There is no tool called launch_rocket. There are: ');
    // Providers take objects alone as the input of a call.
    expect(told).not.toContain('Buy mi\\"');
  });

  test.each([
    ['a key that is refused', { status: 401 }, /refused the key/],
    ['a conversation that is too long', tooLong, /longer than the model .* can read/],
    ['no credit', noCredit, /no credit left/],
    [
      'a model that it does not have',
      { status: 404, body: { error: { message: 'The model does not exist' }, type: 'error' } },
      /has no model called/,
    ],
    [
      'a filter',
      { status: 400, body: { error: { message: 'no', code: 'content_filter', type: 'invalid_request_error' } } },
      /its filter objected/,
    ],
    ['a busy server that asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }, /left alone for 60 minutes/],
  ] satisfies [string, Said['error'], RegExp][])(
    '%s: asked once, told why, what was done is kept, nothing it said is shown',
    async (_, error, words) => {
      const { fake, ask, rows } = here;
      fake.says(looksFirst({ error }));
      const { end, frames } = await ask({ model });
      expect(end).toMatchObject({ status: 'error', code: 'model_error', response: expect.stringMatching(words) as string });
      expect(end['response']).toContain('What was done before is kept.');
      expect(end['response']).not.toContain('It was tried');
      expect(frames.some(({ type }) => type === 'tool_call')).toBe(true);
      expect(fake.requests).toHaveLength(2);
      expect(JSON.stringify(frames)).not.toContain(KEY);
      const calls = await rows(`select step, outcome from model_calls where run_id = '${String(end['run_id'])}' order by step`);
      expect(calls).toEqual([
        { step: 1, outcome: 'ok' },
        { step: 2, outcome: 'error' },
      ]);
    },
  );

  test.each([
    ['a broken server', { error: { status: 500 } }],
    ['an overloaded server', { error: { status: 529 } }],
    ['a busy one that asks for a moment', { error: { status: 429, headers: { 'retry-after': '1' } } }],
    ['a stream that is cut in the text', { text: ['Hel', 'lo ', 'from'], dropAfter: 3 }],
    ['a stream that ends in the text', { text: ['Hel', 'lo ', 'from'], endAfter: 3 }],
    [
      'a stream that is cut in a tool call',
      { calls: [{ name: 'create_task', input: { title: 'Never to be made at all' } }], dropAfter: 4 },
    ],
    [
      'a stream that ends in a tool call',
      { calls: [{ name: 'create_task', input: { title: 'Never to be made at all' } }], endAfter: 4 },
    ],
    ['an error in the stream', { text: ['Hel', 'lo'], breaksAfter: 3 }],
    ['silence in the middle', { text: ['Hel', 'lo'], hangAfter: 3 }],
    ['an empty answer', {}],
  ] as [string, Said][])('%s, once: it is asked again, and the answer comes', async (_, first: Said) => {
    const { fake, ask } = here;
    const startedAt = performance.now();
    fake.says((__, count) => (count === 1 ? first : { text: ['All ', 'well.'] }));
    const { end, frames, text } = await ask({ model });
    expect(end).toMatchObject({ status: 'success', response: 'All well.' });
    expect(text).toBe('All well.');
    expect(frames.filter(({ type }) => type === 'tool_call')).toEqual([]);
    expect(fake.requests).toHaveLength(2);
    // Never sooner than the server said.
    if (first.error?.headers) expect(performance.now() - startedAt).toBeGreaterThan(1_000);
  });

  test('a server that stays broken: tried three times, and the user is told', async () => {
    const { fake, ask } = here;
    fake.says(() => ({ error: { status: 503 } }));
    const { end } = await ask({ model });
    expect(end).toMatchObject({
      status: 'error',
      code: 'model_error',
      response: expect.stringMatching(/busy.*kept\. It was tried 3 times\./) as string,
    });
    expect(fake.requests).toHaveLength(3);
  });

  test('an answer that its provider held back, and one that never got to a word, are told as that, with what they used', async () => {
    const { fake, ask } = here;
    fake.says(() => ({ finish: 'filtered' }));
    const filtered = await ask({ model });
    expect(filtered.end).toMatchObject({
      status: 'error',
      code: 'model_error',
      response: expect.stringMatching(/held its answer back/) as string,
      usage: { input_tokens: 100, output_tokens: 10 },
    });
    fake.says(() => ({ finish: 'length', thoughts: 'And then, and then' }));
    expect((await ask({ model })).end).toMatchObject({
      status: 'error',
      response: expect.stringMatching(/before it said a word/) as string,
    });
  });

  test('an answer that is cut by its length says so', async () => {
    const { fake, ask } = here;
    fake.says(() => ({ finish: 'length', text: ['Once upon ', 'a time'] }));
    const { end, text } = await ask({ model });
    expect(end).toMatchObject({
      status: 'success',
      response: expect.stringMatching(/^Once upon a time\n\n\(The answer ends here/) as string,
    });
    expect(text).toBe(end['response']);
  });
});
