import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';
import { checkedFetch } from './checked-fetch.ts';
import type { Fetch, ModelProvider } from './model-provider.ts';
import type { ModelServer } from './model-server.ts';

/** Anthropic's models, by its Messages API, with its prompt cache. */
export function createAnthropicProvider({ server, fetch }: { server: ModelServer; fetch: Fetch }): ModelProvider {
  return {
    async language(modelId) {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      const anthropic = createAnthropic({
        apiKey: server.apiKey ?? '',
        baseURL: versioned(server.baseUrl),
        fetch: checkedFetch(fetch),
      });
      return wrapLanguageModel({
        model: anthropic(modelId),
        middleware: {
          specificationVersion: 'v4',
          transformParams: async ({ params }) => ({ ...params, prompt: withCachePoints(params.prompt) }),
        },
      });
    },
  };
}

/** Anthropic's own clients put `/v1/messages` behind an address, and the SDK only `/messages`: both forms are understood. */
function versioned(baseUrl: string): string {
  return /\/v\d+$/.test(baseUrl) ? baseUrl : `${baseUrl}/v1`;
}

/**
 * Marks how far the prompt stays the same: Anthropic caches up to such marks only. The first is behind tools and
 * instructions, which no turn changes; one is at the end, for the next call; and one at the end of the call before, since a
 * cached beginning is looked for only some blocks back.
 */
function withCachePoints(prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  const system = prompt.findLastIndex(({ role }) => role === 'system');
  const ends = prompt.flatMap(({ role }, index) => (role === 'user' || role === 'tool' ? [index] : [])).slice(-2);
  const marked = new Set([system, ...ends]);
  return prompt.map((message, index) => (marked.has(index) ? withCachePoint(message) : message));
}

function withCachePoint<Message extends LanguageModelV4Message>(message: Message): Message {
  const anthropic = { ...message.providerOptions?.['anthropic'], cacheControl: { type: 'ephemeral' } };
  return { ...message, providerOptions: { ...message.providerOptions, anthropic } };
}
