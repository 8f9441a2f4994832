import type { ToolErrorCode } from '@adiuva/shared-protocol';

/**
 * The device's own rules refused something. `code` is one of PROTOCOL 3; the message is a sentence that says what to
 * change, for a model or for the user.
 */
export class DeviceError extends Error {
  readonly code: ToolErrorCode;

  constructor(code: ToolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeviceError';
    this.code = code;
  }
}
