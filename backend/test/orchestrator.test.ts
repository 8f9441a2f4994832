import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createModels } from '#backend/models/index.ts';
import { chat, connectDevice, registerUser, type BareDevice } from './bare-device.ts';
import { createScriptedModel, type ScriptedAnswer } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const allowedSchema = z.object({ toolNames: z.array(z.string()) });

let database: TestDatabase;
let backend: TestBackend;
let device: BareDevice;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

/** A chat model beside a router of the same provider, or of another. */
async function start({
  route = () => ({ text: ['note'] }),
  router = 'test:router',
}: {
  route?: (options: LanguageModelV4CallOptions) => ScriptedAnswer;
  router?: string;
} = {}) {
  const spoken = createScriptedModel(() => ({ text: ['Hello.'] }));
  const [provider, modelId] = router.split(':');
  const sorting = createScriptedModel(route, { provider: provider ?? '', modelId: modelId ?? '' });
  database = await createTestDatabase();
  const models = createModels({ available: [spoken.model, sorting.model], chat: 'test:script', router });
  backend = await startTestBackend({ database, models });
  device = await connectDevice({ url: backend.url, token: (await registerUser(backend)).access });
  return { chatPrompts: spoken.prompts, routerPrompts: sorting.prompts };
}

async function say(message: string): Promise<void> {
  const count = device.frames.filter(({ type }) => type === 'final').length;
  chat({ device, message, sessionId: 's-1' });
  await device.until(() => device.frames.filter(({ type }) => type === 'final').length > count);
}

const usersTexts = (options: LanguageModelV4CallOptions | undefined): string[] =>
  (options?.prompt ?? []).flatMap((message) =>
    message.role === 'user' ? message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : [],
  );
const calls = () =>
  queryDatabase({ address: database, text: 'select role, model, outcome from model_calls order by at, role desc' });

test('the router reads the words alone, its word ends the message for good, and it is metered', async () => {
  const { chatPrompts, routerPrompts } = await start();
  await say('And the other one?');
  await say('Thank you');
  expect(usersTexts(routerPrompts[0])).toEqual(['And the other one?']);
  expect(routerPrompts[0]?.tools ?? []).toEqual([]);
  const [first, second] = chatPrompts;
  expect(usersTexts(first)[0]).toMatch(/^\[\d{4}-.*\]\nAnd the other one\?\n\[about: note\]$/);
  expect(usersTexts(second)[0]).toBe(usersTexts(first)[0]);
  expect(await calls()).toEqual([
    { role: 'router', model: 'test:router', outcome: 'ok' },
    { role: 'chat', model: 'test:script', outcome: 'ok' },
    { role: 'router', model: 'test:router', outcome: 'ok' },
    { role: 'chat', model: 'test:script', outcome: 'ok' },
  ]);
  const final = device.frames.find(({ type }) => type === 'final');
  expect(final?.['usage']).toMatchObject({ input_tokens: 200, output_tokens: 20 });
});

test('every request carries the same tools; the ones that fit are named beside them, for providers that know how', async () => {
  const { chatPrompts } = await start();
  await say('First');
  const { tools, providerOptions } = chatPrompts[0] ?? {};
  const { toolNames: allowed } = allowedSchema.parse(providerOptions?.['openai']?.['allowedTools']);
  expect(tools?.length).toBeGreaterThan(allowed.length);
  expect(allowed).toEqual(expect.arrayContaining(['search_notes', 'create_note', 'list_tasks']));
  expect(allowed).not.toContain('delete_client');
});

test.each([
  ['fails', () => ({ error: new Error('no') })],
  ['says something else', () => ({ text: ['I would say it is a note or a task.'] })],
  ['says nothing in time', () => ({ hangs: true })],
])('when the router %s, the message’s own words decide, and the run goes on', async (_, route) => {
  const { chatPrompts, routerPrompts } = await start({ route });
  await say('Which checkpoints come next?');
  expect(routerPrompts).toHaveLength(1);
  expect(usersTexts(chatPrompts[0])[0]).toMatch(/\n\[about: checkpoint\]$/);
  expect(chatPrompts[0]?.providerOptions ?? {}).toEqual({});
  expect((await calls()).map(({ role }) => role)).toContain('router');
});

test.each(['other:router', 'offline:rules', 'test:script', 'test:nobody'])(
  'a message is shown to no other provider than the one that it was sent for, and to no model twice (%s)',
  async (router) => {
    const spoken = createScriptedModel(() => ({ text: ['Hello.'] }));
    const other = createScriptedModel(() => ({ text: ['note'] }), { provider: 'other', modelId: 'router' });
    database = await createTestDatabase();
    const models = createModels({ available: [spoken.model, other.model], chat: 'test:script', router });
    backend = await startTestBackend({ database, models });
    device = await connectDevice({ url: backend.url, token: (await registerUser(backend)).access });
    await say('Delete the task Buy milk');
    expect(other.prompts).toEqual([]);
    expect(spoken.prompts).toHaveLength(1);
    expect(usersTexts(spoken.prompts[0])[0]).toMatch(/\n\[about: task\]$/);
  },
);
