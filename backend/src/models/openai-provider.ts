import { wrapLanguageModel } from 'ai';
import { checkedFetch } from './checked-fetch.ts';
import { createCompatibleProvider } from './compatible-provider.ts';
import type { Fetch, ModelProvider } from './model-provider.ts';
import type { ModelServer } from './model-server.ts';

/**
 * OpenAI's models. At OpenAI itself they are asked by its Responses API, which its newest models need to use tools at all; at
 * any other address by chat completions, which is what compatible servers speak (docs/decisions). Nothing is stored there: a
 * conversation is kept by its backend alone, so each request carries all of it.
 */
export function createOpenAIProvider({ server, fetch }: { server: ModelServer; fetch: Fetch }): ModelProvider {
  if (!isOpenAI(server.baseUrl)) return createCompatibleProvider({ name: 'openai', server, fetch });
  const connect = async () => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return createOpenAI({ apiKey: server.apiKey ?? '', baseURL: server.baseUrl, fetch: checkedFetch(fetch) });
  };
  return {
    async language(modelId) {
      return wrapLanguageModel({
        model: (await connect()).responses(modelId),
        middleware: {
          specificationVersion: 'v4',
          transformParams: async ({ params }) => ({
            ...params,
            providerOptions: { ...params.providerOptions, openai: { ...params.providerOptions?.['openai'], store: false } },
          }),
        },
      });
    },
    embedding: async (modelId) => (await connect()).embeddingModel(modelId),
  };
}

/** OpenAI has an address a region: `eu.api.openai.com`. */
function isOpenAI(baseUrl: string): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  return host === 'api.openai.com' || host.endsWith('.api.openai.com');
}
