import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import { keyedProviderSchema, type KeyedProvider, type ModelRole } from '@adiuva/shared-protocol';
import { noModelSettings, type ModelSettings } from '#backend/storage/model-settings-repository.ts';
import { connectProvider } from './connect-provider.ts';
import { keyedServer, usableServer, type EnvironmentServers, type KeyedServer, type ValueSource } from './model-keys.ts';
import { readModelName, type ModelName } from './model-name.ts';
import { freeOfCharge, pricedAt, publishedPricer, unpriced, type ModelPrice, type Pricer } from './model-price.ts';
import type { Fetch } from './model-provider.ts';
import { isOnThisMachine } from './model-server.ts';
import { ModelUnavailable } from './model-unavailable.ts';

/** The model that works by rules, for every role. */
export const OFFLINE_MODEL = 'offline:rules';

/** The models of this backend: what its environment says, and what each workspace makes of it. */
export interface Models {
  of(settings: ModelSettings): WorkspaceModels;
}

export interface ChosenModel {
  /** `provider:model`. */
  model: string;
  source: ValueSource | 'default';
}

/** The models of one workspace, by `provider:model`. */
export interface WorkspaceModels {
  roles: Readonly<Record<ModelRole, ChosenModel>>;
  servers: Readonly<Record<KeyedProvider, KeyedServer>>;
  /** @throws ModelUnavailable */
  language(name: string): Promise<LanguageModelV4>;
  /** One that makes vectors, but for `offline:rules`, which needs no model. @throws ModelUnavailable */
  embedding(name: string): Promise<EmbeddingModelV4>;
  /** Why a model cannot be used now, in a sentence; undefined: it can be asked. */
  faultOf(asked: { name: string; role: ModelRole }): string | undefined;
  /** The names that are there or configured, and can be asked. A provider makes others on demand. */
  names(): string[];
  pricerOf(name: string): Promise<Pricer>;
}

/**
 * @param available Models that are there already.
 * @param servers What the environment says of the providers' keys and addresses.
 * @param chat, router, extract, embed The environment's names by role; the offline model's where absent.
 * @param prices By whole name, before any other price.
 * @param fetch What requests to providers go through.
 */
export function createModels({
  available,
  servers: environment = {},
  prices = {},
  fetch = globalThis.fetch,
  ...roles
}: {
  available: LanguageModelV4[];
  servers?: EnvironmentServers;
  prices?: Readonly<Record<string, ModelPrice>>;
  fetch?: Fetch;
} & { [Role in ModelRole]?: string | undefined }): Models {
  const byName = new Map(available.map((model) => [`${model.provider}:${model.modelId}`, model]));
  const given = { byName, environment, roles, prices: new Map(Object.entries(prices)), fetch };
  return { of: (settings) => createWorkspaceModels({ ...given, settings }) };
}

function createWorkspaceModels({
  byName,
  environment,
  roles: environmentRoles,
  prices,
  fetch,
  settings,
}: {
  byName: ReadonlyMap<string, LanguageModelV4>;
  environment: EnvironmentServers;
  roles: { [Role in ModelRole]?: string | undefined };
  prices: ReadonlyMap<string, ModelPrice>;
  fetch: Fetch;
  settings: ModelSettings;
}): WorkspaceModels {
  const servers = byProvider((provider) => keyedServer({ provider, environment, settings }));
  const roles = byRole((role): ChosenModel => {
    const own = settings.roles[role];
    if (own !== undefined) return { model: own, source: 'settings' };
    const named = environmentRoles[role];
    return named === undefined ? { model: OFFLINE_MODEL, source: 'default' } : { model: named, source: 'environment' };
  });

  function connect(name: string): { id: string; provider: ReturnType<typeof connectProvider> } {
    const parts = keyedName(name);
    if (!parts) throw new ModelUnavailable(noSuchModel(name));
    const { provider, modelId } = parts;
    const server = usableServer({ provider, server: servers[provider] });
    // Made anew each time: that is cheap, and a cache by names that anybody may send would grow without end.
    return { id: modelId, provider: connectProvider({ provider, server, fetch }) };
  }

  async function language(name: string): Promise<LanguageModelV4> {
    const found = byName.get(name);
    if (found) return found;
    const { id, provider } = connect(name);
    return provider.language(id);
  }

  function toEmbedding(name: string): () => Promise<EmbeddingModelV4> {
    const { id, provider } = connect(name);
    const make = provider.embedding;
    if (!make) throw new ModelUnavailable(`${clipName(name)} makes no vectors of texts. Choose an embedding model.`);
    return () => make(id);
  }

  function faultOf({ name, role }: { name: string; role: ModelRole }): string | undefined {
    try {
      if (role === 'embed') {
        if (name !== OFFLINE_MODEL) toEmbedding(name);
      } else if (!byName.has(name)) connect(name);
      return undefined;
    } catch (error) {
      if (error instanceof ModelUnavailable) return error.message;
      throw error;
    }
  }

  async function pricerOf(name: string): Promise<Pricer> {
    const price = prices.get(name);
    if (price) return pricedAt(price);
    const parts = keyedName(name);
    if (byName.has(name) || name === OFFLINE_MODEL) return freeOfCharge;
    if (!parts) return unpriced;
    if (parts.provider !== 'local') return publishedPricer({ provider: parts.provider, modelId: parts.modelId });
    const { baseUrl } = servers.local;
    return baseUrl !== undefined && isOnThisMachine({ baseUrl }) ? freeOfCharge : unpriced;
  }

  return {
    roles,
    servers,
    language,
    embedding: async (name) => toEmbedding(name)(),
    faultOf,
    names() {
      const configured = [roles.chat.model, roles.router.model].filter((name) => faultOf({ name, role: 'chat' }) === undefined);
      return [...new Set([...byName.keys(), ...configured])];
    },
    pricerOf,
  };
}

/** What is no name of a keyed provider's model is another's, or nobody's. */
function keyedName(name: string): (ModelName & { provider: KeyedProvider }) | undefined {
  const parts = readModelName(name);
  // Names come from messages too: what every object has is no provider.
  const provider = keyedProviderSchema.safeParse(parts?.provider).data;
  return parts && provider ? { provider, modelId: parts.modelId } : undefined;
}

/** Whether a name can be chosen at all, whatever keys there are: `offline:rules`, or any model of a provider. */
export function isModelName(name: string): boolean {
  return name === OFFLINE_MODEL || keyedName(name) !== undefined;
}

/** Whether there is such a thing as a vector of that model: some providers make none. */
export function makesVectors(name: string): boolean {
  const provider = keyedName(name)?.provider;
  return name === OFFLINE_MODEL || provider === 'openai' || provider === 'local';
}

function noSuchModel(name: string): string {
  return `This backend has no model called ${clipName(name)}.`;
}

function clipName(name: string): string {
  return name.length > 100 ? `${name.slice(0, 99)}…` : name;
}

function byRole<Value>(valueOf: (role: ModelRole) => Value): Record<ModelRole, Value> {
  return { router: valueOf('router'), chat: valueOf('chat'), extract: valueOf('extract'), embed: valueOf('embed') };
}

function byProvider<Value>(valueOf: (provider: KeyedProvider) => Value): Record<KeyedProvider, Value> {
  return { openai: valueOf('openai'), anthropic: valueOf('anthropic'), deepseek: valueOf('deepseek'), local: valueOf('local') };
}

/** A workspace that chose nothing. */
export { noModelSettings };
