import { DeviceError } from '#core/device-error.ts';

const MAX_LENGTH = 2_000;
const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function refuse(sentence: string): never {
  throw new DeviceError('invalid_data', sentence);
}

/**
 * The address of a backend as a user typed it: without a scheme it is https; its path is kept, without a slash at its
 * end. Plain http is taken for this machine alone: a password that crosses any network, also one's own, is encrypted.
 * @throws DeviceError `invalid_data`
 */
export function readBackendAddress(typed: string): string {
  const text = typed.trim();
  if (text === '') refuse('Enter the address of a backend, such as https://adiuva.example.com.');
  if (text.length > MAX_LENGTH) refuse('This address is too long. Enter one such as https://adiuva.example.com.');
  const url = URL.parse(hasScheme.test(text) ? text : `https://${text}`);
  if (!url || url.hostname === '' || /\s/.test(text))
    refuse('This is not an address. Enter one such as https://adiuva.example.com.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('The address of a backend begins with https://.');
  if (url.username !== '' || url.password !== '')
    refuse('Leave the name and the password out of the address; they have fields of their own.');
  if (url.search !== '' || url.hash !== '') refuse('Leave out what follows “?” or “#” in the address.');
  if (url.protocol === 'http:' && !loopback.test(url.hostname))
    refuse('Your password would cross the network unencrypted. Use an address that begins with https://.');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
