import { expect, test } from 'vitest';
import { createModels, noModelSettings, type WorkspaceModels } from './create-models.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { createOfflineModel } from './offline/index.ts';

const local = { baseUrl: 'http://127.0.0.1:9/v1/' };
const price = { inputUsdPerMTok: 1, cachedInputUsdPerMTok: 0.1, outputUsdPerMTok: 2 };
const usage = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0 };

type Given = Parameters<typeof createModels>[0];
const here = (given: Omit<Given, 'available'> = {}, settings = noModelSettings): WorkspaceModels =>
  createModels({ available: [createOfflineModel()], ...given }).of(settings);
const costOf = async (models: WorkspaceModels, name: string) => (await models.pricerOf(name))({ usage, at: 0 });

test('with a local server every local name is a model; without one, none is', async () => {
  const withServer = here({ servers: { local } });
  expect((await withServer.language('local:hf.co/org/model:Q4_K_M')).modelId).toBe('hf.co/org/model:Q4_K_M');
  expect((await withServer.language('offline:rules')).provider).toBe('offline');
  await expect(here().language('local:llama3')).rejects.toThrow(ModelUnavailable);
  expect(here().faultOf({ name: 'local:llama3', role: 'chat' })).toContain('LOCAL_LLM_BASE_URL');
});

test.each([
  'local:',
  'local: ',
  'local',
  'local:a\nb',
  'LOCAL:x',
  'constructor:name',
  '__proto__:x',
  'offline:other',
  'mistral:large',
  `local:${'x'.repeat(300)}`,
])('%j is no model', async (name) => {
  const models = here({ servers: { local } });
  await expect(models.language(name)).rejects.toThrow(/^This backend has no model called/);
  expect(models.faultOf({ name, role: 'chat' })).toMatch(/^This backend has no model called/);
});

test.each([
  ['openai:gpt-5.4-mini', 'OpenAI', 'OPENAI_API_KEY'],
  ['anthropic:claude-sonnet-4-5', 'Anthropic', 'ANTHROPIC_API_KEY'],
  ['deepseek:deepseek-v4-flash', 'DeepSeek', 'DEEPSEEK_API_KEY'],
])(
  '%s without a key is told so, with where one goes; with one from the environment or the settings it is a model',
  async (name, title, variable) => {
    await expect(here().language(name)).rejects.toThrow(new RegExp(`There is no key for ${title}.*Settings.*${variable}`));
    const [provider = ''] = name.split(':');
    const fromEnvironment = here({ servers: { [provider]: { apiKey: 'sk-env' } } });
    expect((await fromEnvironment.language(name)).modelId).toBe(name.slice(provider.length + 1));
    const fromSettings = here({}, { ...noModelSettings, keys: { [provider]: 'sk-own' } });
    expect(fromSettings.faultOf({ name, role: 'chat' })).toBeUndefined();
  },
);

test('a role is what the settings say, else the environment, else the offline model', () => {
  const models = here(
    { chat: 'local:a', router: 'local:b', servers: { local } },
    { ...noModelSettings, roles: { chat: 'openai:gpt-5.4-mini' } },
  );
  expect(models.roles).toEqual({
    chat: { model: 'openai:gpt-5.4-mini', source: 'settings' },
    router: { model: 'local:b', source: 'environment' },
    extract: { model: 'offline:rules', source: 'default' },
    embed: { model: 'offline:rules', source: 'default' },
  });
  expect(models.names()).toEqual(['offline:rules', 'local:b']);
});

test('a key of the settings counts before the environment’s; a server that the settings name never gets the environment’s key', () => {
  const environment = { openai: { apiKey: 'sk-env' }, local: { ...local, apiKey: 'sk-local-env' } };
  const own = here({ servers: environment }, { ...noModelSettings, keys: { openai: 'sk-own' } });
  expect(own.servers.openai).toEqual({ apiKey: 'sk-own', keySource: 'settings', baseUrl: 'https://api.openai.com/v1' });
  expect(own.servers.local).toEqual({ apiKey: 'sk-local-env', keySource: 'environment', baseUrl: 'http://127.0.0.1:9/v1' });
  const elsewhere = here({ servers: environment }, { ...noModelSettings, localBaseUrl: 'http://127.0.0.1:10/v1' });
  expect(elsewhere.servers.local).toEqual({ apiKey: undefined, keySource: null, baseUrl: 'http://127.0.0.1:10/v1' });
});

test('vectors are made by those providers that make them', async () => {
  const servers = { local, openai: { apiKey: 'k' }, anthropic: { apiKey: 'k' }, deepseek: { apiKey: 'k' } };
  const models = here({ servers });
  expect((await models.embedding('openai:text-embedding-3-small')).modelId).toBe('text-embedding-3-small');
  expect((await models.embedding('local:nomic')).modelId).toBe('nomic');
  for (const name of ['anthropic:claude-sonnet-4-5', 'deepseek:deepseek-v4-flash']) {
    expect(models.faultOf({ name, role: 'embed' })).toContain('makes no vectors');
    expect(models.faultOf({ name, role: 'chat' })).toBeUndefined();
  }
  expect(models.faultOf({ name: 'offline:rules', role: 'embed' })).toBeUndefined();
});

test('what runs on this machine costs nothing; of a server elsewhere no price is known; a given price counts first', async () => {
  const near = here({ servers: { local }, prices: { 'local:priced': price } });
  expect(await costOf(near, 'offline:rules')).toEqual({ costUsd: 0, isPriced: true });
  expect(await costOf(near, 'local:a')).toEqual({ costUsd: 0, isPriced: true });
  expect(await costOf(near, 'local:priced')).toEqual({ costUsd: 1, isPriced: true });
  const far = here({ servers: { local: { baseUrl: 'https://llm.example/v1' } } });
  expect(await costOf(far, 'local:a')).toEqual({ costUsd: 0, isPriced: false });
  expect(await costOf(near, 'toString')).toEqual({ costUsd: 0, isPriced: false });
});
