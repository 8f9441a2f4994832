/** The database cannot be opened by this release. Nothing in it was changed; the message is a sentence for the user. */
export class DatabaseRefusedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseRefusedError';
  }
}
