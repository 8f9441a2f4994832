import { CLOSE_CODES } from '@adiuva/shared-protocol';

/** Whether the upgrade was answered by HTTP 401. */
export function isUnauthorised(detail: string | undefined): boolean {
  return detail?.endsWith('response: 401') ?? false;
}

/** What a closed socket means to the user, in a sentence. */
export function closedSentence({ code, detail }: { code: number; detail: string | undefined }): string {
  switch (code) {
    case CLOSE_CODES.revoked:
      return 'The backend no longer accepts this device’s access. Your data is here and works; log in again to go on chatting.';
    case CLOSE_CODES.replaced:
      return 'This device connected from somewhere else. Press Reconnect to go on here.';
    case CLOSE_CODES.version:
      return 'The backend speaks another version of the protocol. Update the app or the backend, then press Reconnect.';
    case CLOSE_CODES.draining:
      return 'The backend is restarting. Messages wait and are sent when it is back.';
    case CLOSE_CODES.protocol:
    case CLOSE_CODES.tooLarge:
      return 'The connection was closed because of frames that break the protocol. Trying again.';
    default:
      if (isUnauthorised(detail)) return 'The backend does not accept this device’s access token (HTTP 401). Trying again.';
      return 'The backend cannot be reached. Messages wait and are sent when it is back.';
  }
}
