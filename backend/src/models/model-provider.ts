import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';

/**
 * A provider's models, each by the provider's own name of it, made without asking whether the provider has it. What speaks
 * to the provider is loaded when it is first needed.
 */
export interface ModelProvider {
  language(modelId: string): Promise<LanguageModelV4>;
  /** Absent: the provider makes no vectors. Vectors of another size than ours are the caller's to refuse. */
  embedding?: (modelId: string) => Promise<EmbeddingModelV4>;
}

/** What a provider's requests go through. */
export type Fetch = typeof fetch;
