import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProviderBackend, type ProviderBackend } from './fakes/provider-backend.ts';
import type { FakeRequest } from './fakes/fake-provider.ts';

let here: ProviderBackend;

beforeAll(async () => {
  here = await startProviderBackend();
});
afterAll(() => here.close());

const MODELS = {
  openai: 'openai:gpt-5.4-mini',
  anthropic: 'anthropic:claude-haiku-4-5',
  deepseek: 'deepseek:deepseek-v4-flash',
  local: 'local:qwen3',
  offline: 'offline:rules',
} as const;

/** A turn of a session: thoughts, a tool, and an answer, as the model's API tells them. */
async function turn({ model, sessionId, says }: { model: string; sessionId: string; says: string }): Promise<FakeRequest[]> {
  const { fake, ask } = here;
  fake.says((_, count) =>
    count === 1
      ? { thoughts: `Thought for ${says}`, text: ['Looking.'], calls: [{ name: 'list_tasks', input: {} }] }
      : { thoughts: 'So.', text: [says] },
  );
  const { end } = await ask({ model, sessionId, message: model === MODELS.offline ? 'Show my tasks' : `Say ${says}` });
  expect([model, end['status'], end['response']]).toEqual([model, 'success', expect.any(String)]);
  return fake.requests;
}

/** The conversation as the model was shown it. */
const text = (request: FakeRequest | undefined): string => JSON.stringify(request?.body['input'] ?? request?.body['messages']);
/** What one provider puts into an answer, and another refuses. */
const OWN_PARTS =
  /encrypted_content|sealed-thoughts|signed-thoughts|signature|reasoning_content":"[^"]|"thinking"|Thought for|"rs_|"msg_|"fc_/;

test.each([
  ['openai', 'anthropic'],
  ['anthropic', 'openai'],
  ['deepseek', 'openai'],
  ['openai', 'deepseek'],
  ['anthropic', 'deepseek'],
  ['deepseek', 'anthropic'],
  ['local', 'anthropic'],
  ['anthropic', 'local'],
  ['offline', 'anthropic'],
  ['offline', 'openai'],
] as const)(
  'a chat goes from %s to %s and back: each reads what was said and done, and nothing that only the other understands',
  async (one, other) => {
    const sessionId = `${one}-${other}`;
    await turn({ model: MODELS[one], sessionId, says: 'first' });
    const [toOther] = await turn({ model: MODELS[other], sessionId, says: 'second' });
    expect(text(toOther)).toContain('Buy milk');
    expect(OWN_PARTS.exec(text(toOther))).toBeNull();
    if (one !== 'offline') expect(text(toOther)).toContain('first');

    const [back] = await turn({ model: MODELS[one], sessionId, says: 'third' });
    if (one === 'offline') {
      const [again] = await turn({ model: MODELS[other], sessionId, says: 'fourth' });
      expect(text(again)).toContain('second');
      return;
    }
    expect(text(back)).toContain('second');
    expect(text(back)).not.toContain('Thought for second');
    // Its own thoughts go back to it as it gave them, where its API takes them.
    if (one === 'openai') expect(text(back)).toMatch(/"encrypted_content":"sealed-thoughts-\d+"/);
    if (one === 'anthropic') expect(text(back)).toMatch(/"signature":"signed-thoughts-\d+"/);
  },
);

test('every tool call of a conversation has its result under its own id, whoever made it', async () => {
  const sessionId = 'ids';
  for (const model of [MODELS.offline, MODELS.local, MODELS.openai, MODELS.offline]) await turn({ model, sessionId, says: 'x' });
  const [request] = await turn({ model: MODELS.anthropic, sessionId, says: 'y' });
  const messages = request?.body['messages'] as {
    role: string;
    content: { type: string; id?: string; tool_use_id?: string }[] | string;
  }[];
  const parts = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const calls = parts.filter(({ type }) => type === 'tool_use').map(({ id }) => id);
  expect(calls).toHaveLength(4);
  expect(new Set(calls).size).toBe(4);
  for (const id of calls) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  expect(parts.filter(({ type }) => type === 'tool_result').map(({ tool_use_id: id }) => id)).toEqual(calls);
});

test('Anthropic is told how far its prompt stays the same, and the beginning of a conversation is the same bytes with every call', async () => {
  const sessionId = 'cache';
  const requests: FakeRequest[] = [];
  for (const says of ['one', 'two', 'three']) requests.push(...(await turn({ model: MODELS.anthropic, sessionId, says })));
  interface Body {
    system: { cache_control?: unknown }[];
    tools: unknown[];
    messages: { role: string; content: { cache_control?: unknown }[] }[];
  }
  const bodies = requests.map(({ body }) => body as unknown as Body);
  const withoutMarks = (value: unknown): string =>
    JSON.stringify(value, (key: string, each: unknown) => (key === 'cache_control' ? undefined : each));
  bodies.forEach((body, index) => {
    expect(body.system.at(-1)?.cache_control).toEqual({ type: 'ephemeral' });
    const marked = body.messages.flatMap(({ content }, at) =>
      content.some((part) => part.cache_control !== undefined) ? [at] : [],
    );
    expect(marked.at(-1)).toBe(body.messages.length - 1);
    expect(marked.length).toBeLessThanOrEqual(2);
    const before = bodies[index - 1];
    if (!before) return;
    // The end of the call before is marked too: from there the provider reads its cache.
    expect(marked).toContain(before.messages.length - 1);
    expect(withoutMarks([body.system, body.tools])).toBe(withoutMarks([before.system, before.tools]));
    expect(withoutMarks(body.messages.slice(0, before.messages.length))).toBe(withoutMarks(before.messages));
  });
});

test('at another address OpenAI’s models are asked by chat completions, with the same key', async () => {
  const { fake } = here;
  const other = await startProviderBackend({
    models: { servers: { openai: { apiKey: 'sk-proxy', baseUrl: `${fake.url}/proxy/v1/` } } },
  });
  fake.says(() => ({ text: ['Hello.'] }));
  expect((await other.ask({ model: MODELS.openai })).end).toMatchObject({ status: 'success', response: 'Hello.' });
  expect(fake.requests[0]).toMatchObject({ path: '/proxy/v1/chat/completions', headers: { authorization: 'Bearer sk-proxy' } });
  expect(fake.requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
  await other.close();
});

test('OpenAI stores nothing of what it is asked', async () => {
  const { fake, ask } = here;
  fake.says(() => ({ text: ['Hello.'] }));
  await ask({ model: MODELS.openai });
  expect(fake.requests[0]?.body).toMatchObject({ store: false });
});

test('a model without a key, and one that there is none of, end the run before anything is asked, with what can be chosen', async () => {
  const bare = await startProviderBackend({ models: { servers: {}, chat: 'anthropic:claude-haiku-4-5' } });
  const { fake, device } = bare;
  const unnamed = await bare.ask({ model: 'anthropic:claude-haiku-4-5', sessionId: 's' });
  expect(unnamed.end).toMatchObject({
    status: 'error',
    code: 'model_unavailable',
    response:
      'There is no key for Anthropic. Enter one in Settings under Models, or set ANTHROPIC_API_KEY. It has: offline:rules. Nothing more was done. Choose a model that can be asked, and send the message again.',
  });
  expect((await bare.ask({ model: 'mistral:large', sessionId: 's' })).end).toMatchObject({
    code: 'model_unavailable',
    response: expect.stringContaining('This backend has no model called mistral:large. It has: offline:rules.') as string,
  });
  expect(device.frames.filter(({ type }) => type === 'tool_call')).toEqual([]);
  expect(fake.requests).toEqual([]);
  expect(await bare.rows('select * from model_calls')).toEqual([]);
  // The conversation goes on with a model that is there.
  expect((await bare.ask({ model: 'offline:rules', sessionId: 's', message: 'Show my tasks' })).end).toMatchObject({
    status: 'success',
  });
  await bare.close();
});
