import type { KeyedProvider } from '@adiuva/shared-protocol';
import type { ModelSettings } from '#backend/storage/model-settings-repository.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { OWN_ADDRESS, trimAddress, type ModelServer } from './model-server.ts';

/** What the environment says of a provider. */
export interface EnvironmentServer {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
}

/** By provider; what is absent there was not said. */
export type EnvironmentServers = Partial<Record<KeyedProvider, EnvironmentServer>>;

export type ValueSource = 'settings' | 'environment';

/** A provider's key and address, and who gave the key. */
export interface KeyedServer {
  apiKey: string | undefined;
  keySource: ValueSource | null;
  /** Undefined: nobody said where the server is. */
  baseUrl: string | undefined;
}

const TITLES: Record<KeyedProvider, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  deepseek: 'DeepSeek',
  local: 'local models',
};
const VARIABLES: Record<Exclude<KeyedProvider, 'local'>, string> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  deepseek: 'DEEPSEEK_API_KEY',
};

/**
 * The one place that says which key goes where: a workspace's own from its settings, else the environment's. A server that
 * the settings name gets no key of the environment's: that was given for another.
 */
export function keyedServer({
  provider,
  environment,
  settings,
}: {
  provider: KeyedProvider;
  environment: EnvironmentServers;
  settings: ModelSettings;
}): KeyedServer {
  const given = environment[provider];
  const own = settings.keys[provider];
  const ownAddress = provider === 'local' ? settings.localBaseUrl : undefined;
  const apiKey = own ?? (ownAddress === undefined ? given?.apiKey : undefined);
  const keySource = own !== undefined ? 'settings' : apiKey !== undefined ? 'environment' : null;
  const address = ownAddress ?? given?.baseUrl ?? (provider === 'local' ? undefined : OWN_ADDRESS[provider]);
  return { apiKey, keySource, baseUrl: address === undefined ? undefined : trimAddress(address) };
}

/** The server to ask. @throws ModelUnavailable: there is no key for it, or no address. */
export function usableServer({
  provider,
  server: { apiKey, baseUrl },
}: {
  provider: KeyedProvider;
  server: KeyedServer;
}): ModelServer {
  if (baseUrl === undefined) {
    throw new ModelUnavailable(
      'Nobody has said where the server of local models is. Set LOCAL_LLM_BASE_URL, or name it in Settings under Models.',
    );
  }
  if (apiKey === undefined && provider !== 'local') {
    throw new ModelUnavailable(
      `There is no key for ${TITLES[provider]}. Enter one in Settings under Models, or set ${VARIABLES[provider]}.`,
    );
  }
  return { apiKey, baseUrl };
}

/** The last characters of a key, to tell one from another; none of a short one, of which they would say too much. */
export function keyHint(apiKey: string): string | undefined {
  return apiKey.length >= 16 ? apiKey.slice(-4) : undefined;
}
