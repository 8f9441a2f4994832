import { expect, test } from 'vitest';
import { createModels } from './create-models.ts';
import { createLocalProvider } from './local-provider.ts';
import { freeOfCharge } from './model-price.ts';
import { createOfflineModel } from './offline/index.ts';

const local = createLocalProvider({ baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined });
const price = { inputUsdPerMTok: 1, cachedInputUsdPerMTok: 0.1, outputUsdPerMTok: 2 };

test('with a local server every local name is a model; without one, none is', () => {
  const available = [createOfflineModel()];
  const withServer = createModels({ available, providers: { local }, chat: 'offline:rules' });
  expect(withServer.find('local:hf.co/org/model:Q4_K_M')?.modelId).toBe('hf.co/org/model:Q4_K_M');
  expect(withServer.find('offline:rules')).toBe(available[0]);
  const withoutServer = createModels({ available, chat: 'offline:rules' });
  expect(withoutServer.find('local:llama3')).toBeUndefined();
});

test.each([
  'local:',
  'local: ',
  'local',
  'local:a\nb',
  'LOCAL:x',
  'constructor:name',
  '__proto__:x',
  'openai:gpt',
  `local:${'x'.repeat(300)}`,
])('%j is no model', (name) => {
  const models = createModels({ available: [], providers: { local }, chat: 'local:llama3' });
  expect(models.find(name)).toBeUndefined();
});

test('the names are the configured ones, each once', () => {
  const available = [createOfflineModel()];
  const providers = { local };
  expect(createModels({ available, providers, chat: 'local:a', router: 'local:b' }).names()).toEqual([
    'offline:rules',
    'local:a',
    'local:b',
  ]);
  expect(createModels({ available, providers, chat: 'offline:rules' }).names()).toEqual(['offline:rules']);
});

test('a price is by the whole name; without one it is zero', () => {
  const models = createModels({ available: [], providers: { local }, chat: 'local:a', prices: { 'local:a': price } });
  expect(models.priceOf('local:a')).toBe(price);
  expect(models.priceOf('local:b')).toEqual(freeOfCharge);
  expect(models.priceOf('toString')).toEqual(freeOfCharge);
});
