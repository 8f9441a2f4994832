import { expect, test } from 'vitest';
import { costOf, freeOfCharge } from './model-price.ts';

const price = { inputUsdPerMTok: 3, cachedInputUsdPerMTok: 0.3, outputUsdPerMTok: 15 };

test('cached input has its own price, and is part of the input', () => {
  const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 200_000 };
  expect(costOf({ usage, price })).toBeCloseTo(0.6 * 3 + 0.4 * 0.3 + 0.2 * 15, 12);
});

test('more cached than given costs no less than all of it cached', () => {
  const usage = { inputTokens: 1_000, cachedInputTokens: 5_000, outputTokens: 0 };
  expect(costOf({ usage, price })).toBeCloseTo(0.000_3, 12);
});

test('what is free costs nothing', () => {
  expect(costOf({ usage: { inputTokens: 9, cachedInputTokens: 1, outputTokens: 9 }, price: freeOfCharge })).toBe(0);
});
