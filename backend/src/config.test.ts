import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const secret = 'x'.repeat(32);

test('an empty environment is a whole configuration', () => {
  expect(loadConfig({ ADIUVA_SECRET: '' })).toEqual({
    databaseUrl: undefined,
    secret: undefined,
    previousSecret: undefined,
    models: { chat: undefined, router: undefined, extract: undefined, embed: undefined },
    servers: { openai: {}, anthropic: {}, deepseek: {}, local: {} },
    metricsToken: undefined,
    retentionDays: 30,
    approvalHours: 24,
    defaultTier: undefined,
  });
});

test('every variable is read', () => {
  const config = loadConfig({
    DATABASE_URL: 'postgresql://u:p@db.example/x',
    ADIUVA_SECRET: secret,
    ADIUVA_SECRET_PREVIOUS: `${secret}y`,
    ADIUVA_MODEL_CHAT: 'local:hf.co/org/model:Q4_K_M',
    ADIUVA_MODEL_ROUTER: 'offline:rules',
    ADIUVA_MODEL_EXTRACT: 'deepseek:deepseek-v4-flash',
    ADIUVA_MODEL_EMBED: 'openai:text-embedding-3-small',
    OPENAI_API_KEY: 'sk-openai',
    OPENAI_BASE_URL: 'https://eu.api.openai.com/v1',
    ANTHROPIC_API_KEY: 'sk-ant',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000',
    DEEPSEEK_API_KEY: 'sk-deep',
    DEEPSEEK_BASE_URL: 'https://api.deepseek.com/beta',
    ADIUVA_METRICS_TOKEN: 'a-token-of-metrics',
    LOCAL_LLM_BASE_URL: 'http://127.0.0.1:11434/v1',
    LOCAL_LLM_API_KEY: 'sk-local',
    ADIUVA_RETENTION_DAYS: '0',
    ADIUVA_APPROVAL_HOURS: '720',
    ADIUVA_DEFAULT_TIER: 'free',
  });
  expect(config).toMatchObject({
    databaseUrl: 'postgresql://u:p@db.example/x',
    models: {
      chat: 'local:hf.co/org/model:Q4_K_M',
      router: 'offline:rules',
      extract: 'deepseek:deepseek-v4-flash',
      embed: 'openai:text-embedding-3-small',
    },
    servers: {
      openai: { apiKey: 'sk-openai', baseUrl: 'https://eu.api.openai.com/v1' },
      anthropic: { apiKey: 'sk-ant', baseUrl: 'http://127.0.0.1:4000' },
      deepseek: { apiKey: 'sk-deep', baseUrl: 'https://api.deepseek.com/beta' },
      local: { apiKey: 'sk-local', baseUrl: 'http://127.0.0.1:11434/v1' },
    },
    metricsToken: 'a-token-of-metrics',
    retentionDays: 0,
    approvalHours: 720,
    defaultTier: 'free',
  });
  expect(config.secret?.length).toBe(32);
  expect(config.previousSecret?.length).toBe(33);
});

test.each(['postgresql:///x?host=%2Frun%2Fdb', 'postgresql://u:p@/x?host=%2Frun%2Fdb', 'postgres://u:p@10.0.0.7:5433/x'])(
  'DATABASE_URL=%s is an address: a host, or the folder of a socket',
  (address) => {
    expect(loadConfig({ DATABASE_URL: address }).databaseUrl).toBe(address);
  },
);

test.each([
  ['DATABASE_URL', 'nope'],
  ['DATABASE_URL', 'mysql://db/x'],
  ['DATABASE_URL', 'postgresql://u:p@/x'],
  ['ADIUVA_SECRET', 'too-short-secret'],
  ['ADIUVA_SECRET_PREVIOUS', 'too-short-secret'],
  ['ADIUVA_MODEL_CHAT', 'mistral:large'],
  ['ADIUVA_MODEL_EXTRACT', 'openai:'],
  ['ADIUVA_MODEL_EMBED', 'anthropic:claude-sonnet-4-5'],
  ['OPENAI_API_KEY', 'two words of-a-secret'],
  ['ANTHROPIC_API_KEY', 'ключ of-a-secret'],
  ['ANTHROPIC_BASE_URL', 'https://api.anthropic.com/v1?key=hunter2-hunter2'],
  ['DEEPSEEK_BASE_URL', 'api.deepseek.com'],
  ['ADIUVA_METRICS_TOKEN', 'short'],
  ['ADIUVA_MODEL_ROUTER', 'nonsense'],
  ['ADIUVA_MODEL_CHAT', 'local:'],
  ['LOCAL_LLM_BASE_URL', '127.0.0.1:11434'],
  ['LOCAL_LLM_BASE_URL', 'ftp://llm.example/v1'],
  ['LOCAL_LLM_BASE_URL', 'http://me:hunter2-hunter2@llm.example/v1'],
  ['LOCAL_LLM_BASE_URL', 'http://llm.example/v1?key=hunter2-hunter2'],
  ['LOCAL_LLM_API_KEY', 'two words of-a-secret'],
  ['ADIUVA_RETENTION_DAYS', '-1'],
  ['ADIUVA_RETENTION_DAYS', '4000'],
  ['ADIUVA_APPROVAL_HOURS', '0'],
  ['ADIUVA_APPROVAL_HOURS', '721'],
  ['ADIUVA_APPROVAL_HOURS', '1.5'],
  ['ADIUVA_DEFAULT_TIER', 'gold'],
])('%s=%s stops the start with the name, the fault and an example, never a secret', (name, value) => {
  try {
    loadConfig({ [name]: value });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { message } = error as ConfigError;
    expect(message).toContain(name);
    expect(message).toContain(`Example: ${name}=`);
    if (/SECRET|_KEY$|TOKEN/.test(name)) expect(message).not.toContain(value);
    expect(message).not.toContain('hunter2');
  }
});

test.each(['ADIUVA_MODEL_CHAT', 'ADIUVA_MODEL_ROUTER'])('%s=local:… needs the address of a server', (name) => {
  expect(() => loadConfig({ [name]: 'local:llama3.2' })).toThrow(
    new RegExp(`${name} names a local model.*Example: LOCAL_LLM_BASE_URL=http`),
  );
  const bad = { [name]: 'local:llama3.2', LOCAL_LLM_BASE_URL: 'nope' };
  expect(() => loadConfig(bad)).toThrow(/LOCAL_LLM_BASE_URL is no/);
  expect(() => loadConfig(bad)).not.toThrow(/names a local model/);
});

test('a key without an address is no fault; a model of a provider without a key is none either, since a key may be typed later', () => {
  expect(loadConfig({ LOCAL_LLM_API_KEY: 'sk-local' }).servers.local).toEqual({ apiKey: 'sk-local', baseUrl: undefined });
  expect(loadConfig({ ADIUVA_MODEL_CHAT: 'openai:gpt-5.4-mini' }).models.chat).toBe('openai:gpt-5.4-mini');
});

test('all faults are told at once', () => {
  expect(() => loadConfig({ DATABASE_URL: 'nope', ADIUVA_DEFAULT_TIER: 'gold' })).toThrow(/DATABASE_URL[^]*ADIUVA_DEFAULT_TIER/);
});
