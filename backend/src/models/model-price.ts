import type { Provider } from '@pydantic/genai-prices';

/** What a model costs, in USD a million tokens. */
export interface ModelPrice {
  inputUsdPerMTok: number;
  /** For the part of the input that the provider had in its cache. */
  cachedInputUsdPerMTok: number;
  outputUsdPerMTok: number;
}

/** What one call used, as its price goes. Cached and written tokens are parts of the input; reasoning is part of the output. */
export interface PricedUse {
  inputTokens: number;
  cachedInputTokens: number;
  /** Read by the provider into its cache: Anthropic asks more for them. */
  cacheWriteTokens?: number;
  outputTokens: number;
}

/** US dollars, not rounded. Not priced: no price is known, and the cost is left at 0. */
export interface Cost {
  costUsd: number;
  isPriced: boolean;
}

/** What a call of one model costs at a time (milliseconds since the epoch). */
export type Pricer = (call: { usage: PricedUse; at: number }) => Cost;

/** Of what runs on one's own machine. */
export const freeOfCharge: Pricer = () => ({ costUsd: 0, isPriced: true });

/** Of a model that no price is known of. */
export const unpriced: Pricer = () => ({ costUsd: 0, isPriced: false });

/** At a price that is given. */
export function pricedAt(price: ModelPrice): Pricer {
  return ({ usage }) => {
    // A provider that counts more in its cache than it was given is believed about what it was given.
    const cached = Math.min(usage.cachedInputTokens, usage.inputTokens);
    const micros =
      (usage.inputTokens - cached) * price.inputUsdPerMTok +
      cached * price.cachedInputUsdPerMTok +
      usage.outputTokens * price.outputUsdPerMTok;
    return { costUsd: micros / 1_000_000, isPriced: true };
  };
}

/**
 * At the price that the provider publishes, from the table of `@pydantic/genai-prices` as it was released: nothing is fetched.
 * Tiers, hours and prices for what is cached are as the provider has them. What the table does not have is not priced.
 */
export async function publishedPricer({ provider, modelId }: { provider: Provider['id']; modelId: string }): Promise<Pricer> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  return ({ usage, at }) => {
    const input = usage.inputTokens;
    const read = Math.min(usage.cachedInputTokens, input);
    const written = Math.min(usage.cacheWriteTokens ?? 0, input - read);
    const use = {
      input_tokens: input,
      output_tokens: usage.outputTokens,
      ...(read > 0 ? { cache_read_tokens: read } : {}),
      ...(written > 0 ? { cache_write_tokens: written } : {}),
    };
    try {
      const price = calcPrice(use, modelId, { providerId: provider, timestamp: new Date(at) });
      return price ? { costUsd: price.total_price, isPriced: true } : { costUsd: 0, isPriced: false };
    } catch {
      // The table has a price for something else that this model does, and none for this.
      return { costUsd: 0, isPriced: false };
    }
  };
}
