import type { LanguageModelV4 } from '@ai-sdk/provider';

/** The models of this backend, by `provider:model`. */
export interface Models {
  /** The one that answers chats when a message names none. */
  chat: string;
  /** Undefined: this backend has no such model. */
  find(name: string): LanguageModelV4 | undefined;
  /** The names of all of them. */
  names(): string[];
}

export function createModels({ available, chat }: { available: LanguageModelV4[]; chat: string }): Models {
  const byName = new Map(available.map((model) => [`${model.provider}:${model.modelId}`, model]));
  return { chat, find: (name) => byName.get(name), names: () => [...byName.keys()] };
}
