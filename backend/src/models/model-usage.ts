/** Tokens of one call, as far as the provider tells. */
export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  /** Parts of the input: read from the provider's cache, and written to it. */
  cachedInputTokens: number;
  cacheWriteTokens: number;
  /** Part of the output. */
  reasoningTokens: number;
}

/** Of a call that used nothing, or of which nothing was told. */
export const noTokens: ModelUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
};
