import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const secret = 'x'.repeat(32);

test('an empty environment is a whole configuration', () => {
  expect(loadConfig({ ADIUVA_SECRET: '' })).toEqual({
    databaseUrl: undefined,
    secret: undefined,
    previousSecret: undefined,
    models: { chat: 'offline:rules', router: 'offline:rules' },
    defaultTier: undefined,
  });
});

test('every variable is read', () => {
  const config = loadConfig({
    DATABASE_URL: 'postgresql://u:p@db.example/x',
    ADIUVA_SECRET: secret,
    ADIUVA_SECRET_PREVIOUS: `${secret}y`,
    ADIUVA_MODEL_CHAT: 'offline:rules',
    ADIUVA_MODEL_ROUTER: 'offline:rules',
    ADIUVA_DEFAULT_TIER: 'free',
  });
  expect(config).toMatchObject({ databaseUrl: 'postgresql://u:p@db.example/x', defaultTier: 'free' });
  expect(config.secret?.length).toBe(32);
  expect(config.previousSecret?.length).toBe(33);
});

test.each([
  ['DATABASE_URL', 'nope'],
  ['DATABASE_URL', 'mysql://db/x'],
  ['ADIUVA_SECRET', 'too-short-secret'],
  ['ADIUVA_SECRET_PREVIOUS', 'too-short-secret'],
  ['ADIUVA_MODEL_CHAT', 'openai:gpt'],
  ['ADIUVA_MODEL_ROUTER', 'nonsense'],
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
    if (name.startsWith('ADIUVA_SECRET')) expect(message).not.toContain(value);
  }
});

test('all faults are told at once', () => {
  expect(() => loadConfig({ DATABASE_URL: 'nope', ADIUVA_DEFAULT_TIER: 'gold' })).toThrow(/DATABASE_URL[^]*ADIUVA_DEFAULT_TIER/);
});
