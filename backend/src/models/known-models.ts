import type { ModelProviderName } from '@adiuva/shared-protocol';
import { readModelName } from './model-name.ts';

/** Models that are offered for chats where there is a key for their provider; any other of its models may be named too. */
export const KNOWN_MODELS: Partial<Record<ModelProviderName, readonly string[]>> = {
  openai: ['gpt-6-sol', 'gpt-6-luna', 'gpt-5.6-terra', 'gpt-5.4-mini', 'gpt-4.1-mini'],
  anthropic: ['claude-opus-5-5', 'claude-sonnet-5', 'claude-haiku-4-5'],
  deepseek: ['deepseek-v4-pro', 'deepseek-v4-flash'],
};

/** By provider: what the names of models have that see images, as far as providers tell; of a local model its name alone tells. */
const SEES_IMAGES: Partial<Record<string, RegExp>> = {
  openai: /^(gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-[5-9]|chatgpt-4o|o1(?!-mini|-preview)|o3(?!-mini)|o4)/,
  anthropic: /^claude-/,
  deepseek: /vision|-vl/,
  local:
    /llava|vision|[-_./:]?vl\b|[-_:.]?\d+vl|qwen[\d.]*-?vl|gemma-?3(?!n?:?1b)|pixtral|minicpm-v|moondream|llama-?4|mistral-small-?3|internvl/i,
};

/** Whether a model takes images, as far as its name tells. */
export function seesImages(name: string): boolean {
  const parts = readModelName(name);
  if (!parts) return false;
  return SEES_IMAGES[parts.provider]?.test(parts.modelId) ?? false;
}
