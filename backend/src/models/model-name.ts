/** A model as the environment and a message name it: `provider:model`. */
export interface ModelName {
  provider: string;
  /** The provider's own name of it; may hold colons and slashes (`llama3.2:3b`, `hf.co/org/model:Q4_K_M`). */
  modelId: string;
}

// What a line of text can show: names are printed, stored and sent as they are.
const MODEL_NAME = /^([a-z]+):([^\s\p{C}](?:[^\p{C}]{0,180}[^\s\p{C}])?)$/u;

/** Takes a name apart. Undefined: it is none. */
export function readModelName(name: string): ModelName | undefined {
  const match = MODEL_NAME.exec(name);
  const [, provider, modelId] = match ?? [];
  return provider === undefined || modelId === undefined ? undefined : { provider, modelId };
}
