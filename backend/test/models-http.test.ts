import { afterEach, expect, test } from 'vitest';
import { createModels } from '#backend/models/index.ts';
import { createOfflineModel } from '#backend/models/offline/index.ts';
import { startScriptedLlm, type LlmScript, type ScriptedLlm } from '../../e2e/fixtures/scripted-llm.ts';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { registerUser } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const KEY = 'sk-very-secret-key-0042';
const ENVIRONMENT_KEY = 'sk-of-the-environment-0007';

let database: TestDatabase;
let backend: TestBackend;
let llm: ScriptedLlm | undefined;
let token: string;

afterEach(async () => {
  await backend.close();
  await llm?.close();
  llm = undefined;
});

async function start({
  models = {},
  registration = 'open',
}: { models?: Partial<Parameters<typeof createModels>[0]>; registration?: 'open' | 'closed' } = {}): Promise<void> {
  database = await createTestDatabase();
  backend = await startTestBackend({
    database,
    models: createModels({ available: [createOfflineModel()], ...models }),
    registration,
  });
  token =
    registration === 'open'
      ? (await registerUser(backend)).access
      : await backend.accounts.localAccessToken(await backend.accounts.openLocalAccount());
}

async function serve(script: LlmScript): Promise<ScriptedLlm> {
  llm = await startScriptedLlm({ script });
  return llm;
}

const ask = (method: string, path: string, body?: unknown, as = token): Promise<HttpAnswer> =>
  askHttp({ url: backend.url, token: as, method, path, ...(body === undefined ? {} : { body }) });
const calls = () => queryDatabase({ address: database, text: 'select * from model_calls order by at, id' });

test('without anything set everything is offline, and the view says which keys are missing', async () => {
  await start();
  const { status, body } = await ask('GET', '/models');
  expect(status).toBe(200);
  const offline = { model: 'offline:rules', source: 'default' };
  expect(body['roles']).toEqual({ router: offline, chat: offline, extract: offline, embed: offline });
  expect(body['keys']).toMatchObject({
    openai: { is_set: false, source: null, base_url: 'https://api.openai.com/v1' },
    anthropic: { is_set: false, source: null },
    local: { is_set: false, source: null },
  });
  expect(body['available']).toEqual([{ model: 'offline:rules', provider: 'offline', sees_images: false, usable: true }]);
});

test('what is typed counts before the environment, is never shown again, and null goes back; no key is anywhere in the answers or the database', async () => {
  await start({ models: { chat: 'openai:gpt-5.4-mini', servers: { openai: { apiKey: ENVIRONMENT_KEY } } } });
  const before = await ask('GET', '/models');
  expect(before.body).toMatchObject({
    roles: { chat: { model: 'openai:gpt-5.4-mini', source: 'environment' } },
    keys: { openai: { is_set: true, source: 'environment', hint: '0007' } },
  });
  const put = await ask('PUT', '/models', {
    roles: { chat: 'anthropic:claude-sonnet-5', embed: 'openai:text-embedding-3-small' },
    keys: { openai: KEY },
  });
  expect(put.status).toBe(200);
  expect(put.body).toMatchObject({
    roles: {
      chat: {
        model: 'anthropic:claude-sonnet-5',
        source: 'settings',
        fault: expect.stringContaining('no key for Anthropic') as string,
      },
      embed: { model: 'openai:text-embedding-3-small', source: 'settings' },
    },
    keys: { openai: { is_set: true, source: 'settings', hint: '0042' }, anthropic: { is_set: false, source: null } },
  });
  const available = put.body['available'] as { model: string; usable: boolean; sees_images: boolean }[];
  expect(available[0]).toMatchObject({ model: 'anthropic:claude-sonnet-5', usable: false, sees_images: true });
  expect(available.map(({ model }) => model)).toEqual(expect.arrayContaining(['offline:rules', 'openai:gpt-5.4-mini']));
  expect((await ask('GET', '/models')).body).toEqual(put.body);

  const stored = JSON.stringify(await queryDatabase({ address: database, text: 'select * from model_settings' }));
  const audited = await queryDatabase({ address: database, text: "select detail from audit where event = 'model_key_changed'" });
  expect(audited).toEqual([{ detail: { provider: 'openai', is_set: true } }]);
  for (const text of [stored, JSON.stringify(before.body), JSON.stringify(put.body)]) {
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(ENVIRONMENT_KEY);
  }

  const back = await ask('PUT', '/models', { roles: { chat: null, embed: null }, keys: { openai: null } });
  expect(back.body).toEqual(before.body);
});

test('two changes at once are both kept; another user has their own', async () => {
  await start();
  await Promise.all([
    ask('PUT', '/models', { keys: { openai: KEY } }),
    ask('PUT', '/models', { keys: { anthropic: KEY } }),
    ask('PUT', '/models', { roles: { router: 'deepseek:deepseek-v4-flash' } }),
  ]);
  expect((await ask('GET', '/models')).body).toMatchObject({
    roles: { router: { model: 'deepseek:deepseek-v4-flash' } },
    keys: { openai: { is_set: true }, anthropic: { is_set: true } },
  });
  const other = (await registerUser({ url: backend.url })).access;
  expect((await ask('GET', '/models', undefined, other)).body).toMatchObject({ keys: { openai: { is_set: false } } });
});

const refusals: [what: string, body: object, path: string][] = [
  ['no provider', { roles: { chat: 'gpt-5' } }, 'roles.chat'],
  ['a provider that is not there', { roles: { router: 'mistral:large' } }, 'roles.router'],
  ['a provider without vectors', { roles: { embed: 'anthropic:claude-sonnet-5' } }, 'roles.embed'],
  ['a role that is not there', { roles: { chef: 'offline:rules' } }, 'roles'],
  ['a key with a space', { keys: { openai: 'sk two' } }, 'keys.openai'],
  ['a provider that takes no key', { keys: { offline: KEY } }, 'keys'],
  ['another field', { role: {} }, ''],
  ['an address of another machine', { local_base_url: 'http://192.168.1.7:11434/v1' }, 'local_base_url'],
  ['an address here, of a backend that others share', { local_base_url: 'http://127.0.0.1:11434/v1' }, 'local_base_url'],
];

test('what cannot be chosen is refused with where it is, and nothing is changed', async () => {
  await start();
  for (const [what, body, path] of refusals) {
    const answer = await ask('PUT', '/models', body);
    expect([what, answer.status, answer.body['code']]).toEqual([what, 422, 'invalid_request']);
    expect([what, (answer.body['errors'] as { path: string }[])[0]?.path]).toEqual([what, path]);
    expect(JSON.stringify(answer.body)).not.toContain('sk two');
  }
  expect(await queryDatabase({ address: database, text: 'select * from model_settings' })).toEqual([]);
});

test('on one’s own machine the user names a server of this machine, and its models can be asked; one elsewhere is refused', async () => {
  await start({ registration: 'closed' });
  const server = await serve(() => ({ text: ['Ready.'], usage: { prompt_tokens: 11, completion_tokens: 2 } }));
  expect((await ask('PUT', '/models', { local_base_url: 'https://llm.example/v1' })).status).toBe(422);
  expect((await ask('PUT', '/models', { local_base_url: 'http://me:pw@127.0.0.1:1/v1' })).status).toBe(422);
  const put = await ask('PUT', '/models', {
    local_base_url: server.baseUrl,
    roles: { chat: 'local:llava:7b' },
    keys: { local: KEY },
  });
  expect(put.body).toMatchObject({ keys: { local: { base_url: server.baseUrl, is_set: true } } });
  expect((put.body['available'] as unknown[])[0]).toEqual({
    model: 'local:llava:7b',
    provider: 'local',
    sees_images: true,
    usable: true,
  });
  const tested = await ask('POST', '/models/test', { model: 'local:llava:7b' });
  expect(tested).toMatchObject({ status: 200, body: { ok: true, model: 'local:llava:7b', message: 'It answers: “Ready.”' } });
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(await calls()).toMatchObject([
    {
      role: 'chat',
      model: 'local:llava:7b',
      outcome: 'ok',
      input_tokens: 11,
      output_tokens: 2,
      cost_usd: 0,
      is_priced: true,
      run_id: null,
    },
  ]);
});

test('a model that is tried says why it cannot be asked: no key, a bad key, no server, no such model, no such provider', async () => {
  const server = await serve(({ model }) =>
    model === 'none'
      ? { error: { status: 404, body: { error: { message: 'model "none" not found' } } } }
      : { error: { status: 401, body: { error: { message: `bad key ${KEY}` } } } },
  );
  await start({ models: { servers: { openai: { apiKey: KEY, baseUrl: server.baseUrl }, local: { baseUrl: server.baseUrl } } } });
  const tried = async (model: string, role?: string): Promise<unknown> => {
    const { status, body } = await ask('POST', '/models/test', { model, ...(role === undefined ? {} : { role }) });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(KEY);
    expect(body['ok']).toBe(false);
    return body['message'];
  };
  expect(await tried('anthropic:claude-sonnet-5')).toMatch(/There is no key for Anthropic/);
  expect(await tried('openai:gpt-5.4-mini')).toMatch(/refused the key/);
  expect(await tried('local:none')).toMatch(/has no model called none/);
  expect(await tried('mistral:large')).toMatch(/has no model called mistral:large/);
  expect(await tried('deepseek:x', 'embed')).toMatch(/no key for DeepSeek/);
  expect((await calls()).map(({ outcome, model, role }) => [outcome, model, role])).toEqual([
    ['error', 'openai:gpt-5.4-mini', 'chat'],
    ['error', 'local:none', 'chat'],
  ]);
});

test('the offline model can be tried too, for words and for vectors', async () => {
  await start();
  expect((await ask('POST', '/models/test', { model: 'offline:rules' })).body).toMatchObject({ ok: true });
  expect((await ask('POST', '/models/test', { model: 'offline:rules', role: 'embed' })).body).toMatchObject({
    ok: true,
    message: 'It makes vectors of 1536 numbers, as they are needed.',
  });
});

test('all of it stands in the OpenAPI document, and nobody reaches it without a token', async () => {
  await start();
  const { body } = await askHttp({ url: backend.url, path: '/openapi.json' });
  const paths = body['paths'] as Record<string, Record<string, unknown>>;
  expect(Object.keys(paths['/api/v1/models'] ?? {})).toEqual(['get', 'put']);
  expect(Object.keys(paths['/api/v1/models/test'] ?? {})).toEqual(['post']);
  expect(Object.keys(paths['/api/v1/storage/vectors/embed'] ?? {})).toEqual(['post']);
  expect(Object.keys(paths['/api/v1/llm/usage'] ?? {})).toEqual(['get']);
  for (const path of ['/models', '/llm/usage']) expect((await askHttp({ url: backend.url, path })).status).toBe(401);
  for (const path of ['/models/test', '/storage/vectors/embed']) {
    expect((await askHttp({ url: backend.url, path, method: 'POST', body: {} })).status).toBe(401);
  }
});
