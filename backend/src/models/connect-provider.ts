import type { KeyedProvider } from '@adiuva/shared-protocol';
import { createAnthropicProvider } from './anthropic-provider.ts';
import { createCompatibleProvider } from './compatible-provider.ts';
import { createDeepseekProvider } from './deepseek-provider.ts';
import type { Fetch, ModelProvider } from './model-provider.ts';
import type { ModelServer } from './model-server.ts';
import { createOpenAIProvider } from './openai-provider.ts';

/** The provider's models, asked at this server with this key. */
export function connectProvider({
  provider,
  server,
  fetch,
}: {
  provider: KeyedProvider;
  server: ModelServer;
  fetch: Fetch;
}): ModelProvider {
  switch (provider) {
    case 'openai':
      return createOpenAIProvider({ server, fetch });
    case 'anthropic':
      return createAnthropicProvider({ server, fetch });
    case 'deepseek':
      return createDeepseekProvider({ server, fetch });
    case 'local':
      return createCompatibleProvider({ name: 'local', server, fetch });
    default:
      return provider satisfies never;
  }
}
