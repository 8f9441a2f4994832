/** What a model costs, in USD a million tokens. */
export interface ModelPrice {
  inputUsdPerMTok: number;
  /** For the part of the input that the provider had in its cache. */
  cachedInputUsdPerMTok: number;
  outputUsdPerMTok: number;
}

/** The price of what runs on one's own machine. */
export const freeOfCharge: ModelPrice = { inputUsdPerMTok: 0, cachedInputUsdPerMTok: 0, outputUsdPerMTok: 0 };

/**
 * What a use of a model costs, in USD, not rounded. Cached tokens are part of the input and have their own price; reasoning
 * tokens are part of the output.
 */
export function costOf({
  usage,
  price,
}: {
  usage: { inputTokens: number; cachedInputTokens: number; outputTokens: number };
  price: ModelPrice;
}): number {
  // A provider that counts more in its cache than it was given is believed about what it was given.
  const cached = Math.min(usage.cachedInputTokens, usage.inputTokens);
  const micros =
    (usage.inputTokens - cached) * price.inputUsdPerMTok +
    cached * price.cachedInputUsdPerMTok +
    usage.outputTokens * price.outputUsdPerMTok;
  return micros / 1_000_000;
}
