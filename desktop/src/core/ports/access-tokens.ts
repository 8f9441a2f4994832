/** Where the device link gets the bearer token of its backend from. */
export interface AccessTokens {
  /**
   * The token to connect with now, or undefined when there is none. With `refused`, one that differs from it: a source
   * that has no other answers undefined.
   */
  token(options?: { refused: string | undefined }): Promise<string | undefined>;
}

/** One token that stays as it is. */
export function fixedAccessToken(token: string | undefined): AccessTokens {
  return {
    token: async (options) => (options && options.refused === token ? undefined : token),
  };
}
