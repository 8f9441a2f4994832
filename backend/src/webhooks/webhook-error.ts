export type WebhookErrorCode =
  /** The address may not be posted to; nothing was sent, and nothing was connected to. */
  | 'webhook_refused'
  /** It could not be posted, or nobody answered. */
  | 'webhook_failed';

/** A post that has no answer. The message is a sentence for the user and the model: what happened, and what to do next. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  /** True: the text was on its way when it failed, so it may be there. It is not to be sent again by itself. */
  readonly mayHaveArrived: boolean;

  constructor({
    code,
    message,
    mayHaveArrived = false,
    cause,
  }: {
    code: WebhookErrorCode;
    message: string;
    mayHaveArrived?: boolean;
    cause?: unknown;
  }) {
    super(message, { cause });
    this.name = 'WebhookError';
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}
