import { shell } from 'electron';
import { externalAddress } from './external-address.ts';

/** Opens a link of the page in the user's browser or mail program, if it is one. */
export function openExternally({ url, log }: { url: string; log: (message: string) => void }): void {
  const address = externalAddress(url);
  if (address === undefined) {
    log('a link was not opened: it is no web or mail address');
    return;
  }
  shell.openExternal(address).catch((cause: unknown) => log(`a link could not be opened: ${String(cause)}`));
}
