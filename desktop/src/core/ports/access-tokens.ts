/** There will be no token until the user logs in again; the message is a sentence that says so. */
export class AccessEndedError extends Error {
  readonly code = 'access_ended';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AccessEndedError';
  }
}

/** Where the device link gets the bearer token of its backend from. */
export interface AccessTokens {
  /**
   * The token to connect with now, or undefined when there is none. With `refused`, one that differs from it: a source
   * that has no other answers undefined.
   * @throws AccessEndedError
   */
  token(options?: { refused: string | undefined }): Promise<string | undefined>;
  /** The backend answered 401 to this token: it may be too old. */
  doubt?(token: string): void;
}

/** One token that stays as it is. */
export function fixedAccessToken(token: string | undefined): AccessTokens {
  return {
    token: async (options) => (options && options.refused === token ? undefined : token),
  };
}
