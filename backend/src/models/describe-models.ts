import { KEYED_PROVIDERS, MODEL_ROLES, modelProviderSchema, type ModelsView } from '@adiuva/shared-protocol';
import type { WorkspaceModels } from './create-models.ts';
import { KNOWN_MODELS, seesImages } from './known-models.ts';
import { keyHint } from './model-keys.ts';
import { readModelName } from './model-name.ts';

/** What a workspace has of models, as its user sees it: of keys no more than that they are there. */
export function describeModels(models: WorkspaceModels): ModelsView {
  const roles = MODEL_ROLES.map((role) => {
    const { model, source } = models.roles[role];
    const fault = models.faultOf({ name: model, role });
    return [role, { model, source, ...(fault === undefined ? {} : { fault }) }] as const;
  });
  const keys = KEYED_PROVIDERS.map((provider) => {
    const { apiKey, keySource, baseUrl } = models.servers[provider];
    const hint = apiKey === undefined ? undefined : keyHint(apiKey);
    const view = {
      is_set: apiKey !== undefined,
      source: keySource,
      ...(hint === undefined ? {} : { hint }),
      ...(baseUrl === undefined ? {} : { base_url: baseUrl }),
    };
    return [provider, view] as const;
  });
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of every role, and of every provider
    roles: Object.fromEntries(roles) as ModelsView['roles'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    keys: Object.fromEntries(keys) as ModelsView['keys'],
    available: available(models),
  };
}

/** Models for chats: the configured ones, those that are there, and of providers with a key the known ones. */
function available(models: WorkspaceModels): ModelsView['available'] {
  const { chat, router, extract } = models.roles;
  const known = Object.entries(KNOWN_MODELS).flatMap(([provider, ids]) => ids.map((id) => `${provider}:${id}`));
  const usable = known.filter((name) => models.faultOf({ name, role: 'chat' }) === undefined);
  const names = new Set([chat.model, ...models.names(), router.model, extract.model, ...usable]);
  return [...names].flatMap((model) => {
    const provider = modelProviderSchema.safeParse(readModelName(model)?.provider).data;
    if (provider === undefined) return [];
    return [
      { model, provider, sees_images: seesImages(model), usable: models.faultOf({ name: model, role: 'chat' }) === undefined },
    ];
  });
}
