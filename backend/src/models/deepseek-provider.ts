import { checkedFetch } from './checked-fetch.ts';
import type { Fetch, ModelProvider } from './model-provider.ts';
import type { ModelServer } from './model-server.ts';

/** DeepSeek's models. Its cache needs no mark, and what a model thought goes back to it as it wants it. */
export function createDeepseekProvider({ server, fetch }: { server: ModelServer; fetch: Fetch }): ModelProvider {
  return {
    async language(modelId) {
      const { createDeepSeek } = await import('@ai-sdk/deepseek');
      return createDeepSeek({ apiKey: server.apiKey ?? '', baseURL: server.baseUrl, fetch: checkedFetch(fetch) })(modelId);
    },
  };
}
