import { checkedFetch } from './checked-fetch.ts';
import type { Fetch, ModelProvider } from './model-provider.ts';
import type { ModelServer } from './model-server.ts';
import { withThoughtsApart } from './with-thoughts-apart.ts';

/** The models of any server that speaks OpenAI's chat completions, each by the name that the server has for it. */
export function createCompatibleProvider({
  name,
  server: { baseUrl, apiKey },
  fetch,
}: {
  name: string;
  server: ModelServer;
  fetch: Fetch;
}): ModelProvider {
  const connect = async () => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return createOpenAICompatible({
      name,
      baseURL: baseUrl,
      ...(apiKey === undefined ? {} : { apiKey }),
      // Without it no usage comes with a stream.
      includeUsage: true,
      fetch: checkedFetch(fetch),
    });
  };
  return {
    language: async (modelId) => withThoughtsApart((await connect()).chatModel(modelId)),
    embedding: async (modelId) => (await connect()).embeddingModel(modelId),
  };
}
