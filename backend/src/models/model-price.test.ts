import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KNOWN_MODELS } from './known-models.ts';
import { pricedAt, publishedPricer } from './model-price.ts';

const price = { inputUsdPerMTok: 3, cachedInputUsdPerMTok: 0.3, outputUsdPerMTok: 15 };
const at = Date.UTC(2026, 10, 28);

test.each([
  ['cached tokens are part of the input', { inputTokens: 100_000, cachedInputTokens: 90_000, outputTokens: 2_000 }, 0.087],
  ['a cache that is said to be larger than the input', { inputTokens: 1_000, cachedInputTokens: 5_000, outputTokens: 0 }, 0.0003],
  ['nothing', { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }, 0],
])('%s', (_, usage, costUsd) => {
  const cost = pricedAt(price)({ usage, at });
  expect(cost.costUsd).toBeCloseTo(costUsd, 9);
  expect(cost.isPriced).toBe(true);
});

test('a published price: what Anthropic writes to its cache costs more than what it reads, and more than plain input', async () => {
  const pricer = await publishedPricer({ provider: 'anthropic', modelId: 'claude-haiku-4-5' });
  const input = (cachedInputTokens: number, cacheWriteTokens: number): number =>
    pricer({ usage: { inputTokens: 100_000, cachedInputTokens, cacheWriteTokens, outputTokens: 0 }, at }).costUsd;
  expect(input(0, 0)).toBeCloseTo(0.1, 9);
  expect(input(0, 100_000)).toBeCloseTo(0.125, 9);
  expect(input(100_000, 0)).toBeCloseTo(0.01, 9);
  expect(input(50_000, 50_000)).toBeCloseTo(0.0675, 9);
});

test('a long prompt is priced by its tier', async () => {
  const pricer = await publishedPricer({ provider: 'anthropic', modelId: 'claude-sonnet-4-5' });
  const input = (inputTokens: number): number =>
    pricer({ usage: { inputTokens, cachedInputTokens: 0, outputTokens: 0 }, at }).costUsd;
  expect(input(200_000)).toBeCloseTo(0.6, 9);
  expect(input(300_000)).toBeCloseTo(1.8, 9);
});

test('a model that the table does not have is not priced, whatever it is called', async () => {
  for (const modelId of ['no-such-model-at-all', '__proto__', 'constructor']) {
    const pricer = await publishedPricer({ provider: 'openai', modelId });
    expect(pricer({ usage: { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 10 }, at })).toEqual({
      costUsd: 0,
      isPriced: false,
    });
  }
});

test('every model that is offered has a price', async () => {
  for (const [provider, models] of Object.entries(KNOWN_MODELS)) {
    for (const modelId of models) {
      const pricer = await publishedPricer({ provider, modelId });
      const cost = pricer({ usage: { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 10 }, at });
      expect({ modelId, isPriced: cost.isPriced }).toEqual({ modelId, isPriced: true });
    }
  }
});

test('whatever a provider counts, a cost is a number of dollars that is not below zero', async () => {
  const pricer = await publishedPricer({ provider: 'anthropic', modelId: 'claude-sonnet-4-5' });
  const tokens = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(tokens, tokens, tokens, tokens, (inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens) => {
      const { costUsd, isPriced } = pricer({ usage: { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens }, at });
      return isPriced && Number.isFinite(costUsd) && costUsd >= 0;
    }),
  );
});
