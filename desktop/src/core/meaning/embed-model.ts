import { z } from 'zod';
import type { SettingsRepository } from '#core/storage/index.ts';

/** The model of rules, which needs no network. */
export const OFFLINE_MODEL = 'offline:rules';

/** What the user chose; it stays when a backup is restored, as where notes may go is the user's newest word. */
const CHOSEN = 'embed_model';
/** The model by which `note_texts` says that notes are embedded. */
const TOLD_BY = 'embedded_by';

const nameSchema = z
  .string()
  .max(190)
  .regex(/^(?:offline:rules|(?!offline:)[a-z]+:[\x21-\x7e]+)$/);

/** Whether a text names a model that notes can be embedded by: `provider:model`, or `offline:rules`. */
export function isModelName(name: string): boolean {
  return nameSchema.safeParse(name).success;
}

/** The one model that embeds this device's notes. */
export interface EmbedModel {
  current(): string;
  /** In a transaction. */
  choose(model: string): void;
  /** Whether what is marked as embedded is by the current model. */
  isTold(): boolean;
  /** In a transaction. */
  tell(): void;
}

export function createEmbedModel(settings: SettingsRepository): EmbedModel {
  const current = (): string => {
    const chosen = nameSchema.safeParse(settings.get(CHOSEN));
    return chosen.success ? chosen.data : OFFLINE_MODEL;
  };
  return {
    current,
    choose(model) {
      settings.set(CHOSEN, model);
    },
    isTold: () => (settings.get(TOLD_BY) ?? OFFLINE_MODEL) === current(),
    tell() {
      settings.set(TOLD_BY, current());
    },
  };
}
