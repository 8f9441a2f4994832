/** A model that cannot be asked here: it does not exist, or has no key. The message is a sentence for the user. */
export class ModelUnavailable extends Error {
  readonly code = 'model_unavailable';

  constructor(message: string) {
    super(message);
    this.name = 'ModelUnavailable';
  }
}
