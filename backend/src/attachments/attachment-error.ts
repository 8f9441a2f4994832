/** A file that is not taken; the message is a sentence for the user. */
export class AttachmentError extends Error {
  readonly code: 'too_large' | 'unsupported_type' | 'too_much' | 'unreadable';

  constructor({ code, message, cause }: { code: AttachmentError['code']; message: string; cause?: unknown }) {
    super(message, { cause });
    this.name = 'AttachmentError';
    this.code = code;
  }
}
