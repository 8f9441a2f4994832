import type { LanguageModelV4 } from '@ai-sdk/provider';
import { readModelName } from './model-name.ts';
import { freeOfCharge, type ModelPrice } from './model-price.ts';

/** The models of this backend, by `provider:model`. */
export interface Models {
  /** The one that answers chats when a message names none. */
  chat: string;
  /** Undefined: this backend has no such model. */
  find(name: string): LanguageModelV4 | undefined;
  /** The names that are configured. A provider may make others on demand. */
  names(): string[];
  /** Zero for what costs nothing, and for what no price is known of. */
  priceOf(name: string): ModelPrice;
}

/** Makes any model of a provider by the provider's own name of it, without asking whether the provider has it. */
export type ModelProvider = (modelId: string) => LanguageModelV4;

/**
 * @param available Models that are there already.
 * @param providers By the part of a name before the colon.
 * @param chat, router The configured names; the router's is the chat's when absent.
 * @param prices By whole name.
 */
export function createModels({
  available,
  providers = {},
  chat,
  router = chat,
  prices = {},
}: {
  available: LanguageModelV4[];
  providers?: Readonly<Record<string, ModelProvider>>;
  chat: string;
  router?: string;
  prices?: Readonly<Record<string, ModelPrice>>;
}): Models {
  const byName = new Map(available.map((model) => [`${model.provider}:${model.modelId}`, model]));
  // Names come from messages too: what every object has is no provider, and none has a price.
  const providerByName = new Map(Object.entries(providers));
  const priceByName = new Map(Object.entries(prices));

  function find(name: string): LanguageModelV4 | undefined {
    const found = byName.get(name);
    if (found) return found;
    // Made anew each time: that is cheap, and a cache by names that anybody may send would grow without end.
    const parts = readModelName(name);
    return parts && providerByName.get(parts.provider)?.(parts.modelId);
  }

  return {
    chat,
    find,
    names: () => [...new Set([...byName.keys(), ...[chat, router].filter((name) => find(name) !== undefined)])],
    priceOf: (name) => priceByName.get(name) ?? freeOfCharge,
  };
}
