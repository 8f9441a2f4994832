import type { KeyedProvider, ModelProviderName, ModelRole, ModelsView } from '@adiuva/shared-protocol';

export type AvailableModel = ModelsView['available'][number];

export const providerWords: Readonly<Record<ModelProviderName, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  deepseek: 'DeepSeek',
  local: 'Your own server',
  offline: 'Offline',
};

/** What a role is to whoever uses the app. */
export const roleWords: Readonly<Record<Exclude<ModelRole, 'embed'>, { name: string; hint: string }>> = {
  chat: { name: 'Who answers in chats', hint: 'Unless you choose another in a chat itself.' },
  router: { name: 'Who sees what a message is about', hint: 'A small, quick one will do: it reads each message first.' },
  extract: { name: 'Who draws facts out of texts', hint: 'Tasks from a message or a page, for example.' },
};

/** Who is told what is asked, when a model of it is chosen. */
export const leavesTo: Readonly<Record<ModelProviderName, string>> = {
  offline: 'Nothing leaves for a model: it works by rules, on the backend itself.',
  local: 'What you say, and the rows that are read for it, go to the server at the address below.',
  openai: 'What you say, and the rows that are read for it, go to OpenAI.',
  anthropic: 'What you say, and the rows that are read for it, go to Anthropic.',
  deepseek: 'What you say, and the rows that are read for it, go to DeepSeek.',
};

const providers: readonly ModelProviderName[] = ['offline', 'local', 'anthropic', 'openai', 'deepseek'];
export const keyedProviders: readonly KeyedProvider[] = ['anthropic', 'openai', 'deepseek', 'local'];

/** Whose model it is, by its name. */
export function providerOf(model: string): ModelProviderName | undefined {
  return providers.find((provider) => model.startsWith(`${provider}:`));
}

/** A model's name without its provider; the offline one by what it is. */
export function shortName(model: string): string {
  return model === 'offline:rules' ? 'Offline' : model.replace(/^[a-z]+:/, '');
}

/** Whether a text is the name of a model: a provider that is known, a colon, and a name. */
export function isModelName(text: string): boolean {
  return text.length <= 200 && (text === 'offline:rules' || /^(?:openai|anthropic|deepseek|local):\S+$/.test(text));
}

/** Models under their providers, in the order in which one looks for them. */
export function byProvider(models: readonly AvailableModel[]): { provider: ModelProviderName; models: AvailableModel[] }[] {
  return providers.flatMap((provider) => {
    const own = models.filter((one) => one.provider === provider);
    return own.length > 0 ? [{ provider, models: own }] : [];
  });
}

/** Whether a model sees images; undefined: it is not in the list. */
export function seesImages({ models, model }: { models: ModelsView; model: string }): boolean | undefined {
  return models.available.find((one) => one.model === model)?.sees_images;
}

/** A model that sees images and can be used now: one on this machine before all others. */
export function oneThatSees(models: ModelsView): string | undefined {
  const seeing = models.available.filter((one) => one.sees_images && one.usable);
  return (seeing.find(({ provider }) => provider === 'local') ?? seeing[0])?.model;
}

/** Where a key or a choice comes from. */
export function sourceInWords(source: 'settings' | 'environment' | 'default' | null): string {
  switch (source) {
    case 'settings':
      return 'set here';
    case 'environment':
      return 'set where the backend is run';
    case 'default':
      return 'as it comes';
    case null:
      return 'none';
    default:
      return source satisfies never;
  }
}
