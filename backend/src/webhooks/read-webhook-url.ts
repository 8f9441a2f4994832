import { isIP } from 'node:net';
import { WebhookError } from './webhook-error.ts';

/** Where a webhook goes, once its address was read. */
export interface WebhookTarget {
  /** A name of at least two labels: ASCII, lower case, without the root's dot. Never an address by number. */
  host: string;
  /** 443, or one from 1024 on. */
  port: number;
  /** Path and query. */
  path: string;
}

const LONGEST = 2_000;
const LONGEST_HOST = 253;
const HTTPS_PORT = 443;
/** Below it stand the machine's own services (mail, shells, name servers): no webhook does, but for https itself. */
const FIRST_FREE_PORT = 1024;

/**
 * What stands between `https://` and the path: a name and perhaps a port, spelled so that every reader reads the same. No
 * credentials, no brackets, no `%`, no `\`, nothing invisible.
 */
const plainAuthority = /^https:\/\/[\p{L}\p{M}\p{Nd}.-]+(:\d{1,5})?(?=[/?#]|$)/iu;
const blank = /[\s\p{C}\\]/u;

/** Names that lead nowhere outside a network of one's own, or nowhere at all (RFC 6761, 6762, 7686, 8375, 9476, ICANN's and common use). */
const LOCAL_NAMES = new Set([
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'consul',
  'arpa',
  'test',
  'invalid',
  'example',
  'onion',
  'alt',
]);

/**
 * Reads a webhook's address, without asking anybody about it. An address by number is refused in every spelling, a public one
 * too: it has no name that a certificate or a person could vouch for, and it would go past the check of what its name leads to.
 * @throws WebhookError `webhook_refused`, saying what is wrong with it
 */
export function readWebhookUrl(text: string): WebhookTarget {
  if (text.length > LONGEST) throw refused(`is longer than ${LONGEST} characters`);
  if (!/^https:\/\//i.test(text)) throw refused('does not begin with https://');
  if (/^https:\/\/[^/?#]*@/i.test(text)) throw refused('carries a user name or a password');
  if (blank.test(text) || !plainAuthority.test(text) || !URL.canParse(text)) throw refused('is not spelled as a plain address');
  const url = new URL(text);
  if (url.protocol !== 'https:') throw refused('does not begin with https://');
  if (url.username !== '' || url.password !== '') throw refused('carries a user name or a password');
  const host = url.hostname.replace(/\.$/, '');
  if (isIP(host) !== 0 || host.startsWith('[')) throw refused('is a number, not a name');
  const labels = host.split('.');
  const isName = labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) && host.length <= LONGEST_HOST;
  if (!isName) throw refused('is not spelled as a plain address');
  if (labels.length < 2 || LOCAL_NAMES.has(labels.at(-1) ?? '')) throw refused('is a name of a local network');
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (port !== HTTPS_PORT && port < FIRST_FREE_PORT) {
    throw refused(`names the port ${port}; webhooks go to port ${HTTPS_PORT}, or to one from ${FIRST_FREE_PORT} on`);
  }
  return { host, port, path: `${url.pathname}${url.search}` };
}

function refused(fault: string): WebhookError {
  return new WebhookError({
    code: 'webhook_refused',
    message: `Nothing was sent: the webhook’s address ${fault}. Give the https address that a public service shows for its webhook.`,
  });
}
