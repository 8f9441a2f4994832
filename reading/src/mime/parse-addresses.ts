import { decodeHeaderText } from './encoded-words.ts';

/** One mailbox: the name as a person reads it, the address as a server does. */
export type Address = { name: string; address: string };

const maximumAddresses = 5000;

/** Addresses of a From, To or Cc field: names, comments, groups, routes, quoted local parts, and what real mail does instead. */
export function parseAddresses(raw: string): Address[] {
  const addresses: Address[] = [];
  for (const item of splitList(raw.slice(0, 200_000))) {
    if (addresses.length >= maximumAddresses) break;
    const address = parseOne(item);
    if (address) addresses.push(address);
  }
  return addresses;
}

/** Splits at commas and semicolons outside quotes, comments and angle brackets; a group's name before its colon is dropped. */
function splitList(raw: string): string[] {
  const items: string[] = [];
  let item = '';
  let quoted = false;
  let comment = 0;
  let angle = false;
  for (let at = 0; at < raw.length; at++) {
    const letter = raw[at] as string;
    if (letter === '\\' && (quoted || comment > 0)) {
      item += letter + (raw[at + 1] ?? '');
      at++;
      continue;
    }
    if (letter === '"' && comment === 0) quoted = !quoted;
    else if (!quoted && letter === '(') comment++;
    else if (!quoted && letter === ')' && comment > 0) comment--;
    else if (!quoted && comment === 0) {
      if (letter === '<') angle = true;
      else if (letter === '>') angle = false;
      else if (!angle && (letter === ',' || letter === ';')) {
        items.push(item);
        item = '';
        continue;
      } else if (!angle && letter === ':' && !/@|^\s*mailto$/i.test(item)) {
        item = '';
        continue;
      }
    }
    item += letter;
  }
  items.push(item);
  return quoted && items.length === 1 && raw.includes(',') && !raw.includes('<') ? raw.split(',') : items;
}

function parseOne(item: string): Address | null {
  const text = item.trim();
  if (text === '') return null;
  const angled = /^(.*)<([^<>]*)>?([^<>]*)$/s.exec(text);
  if (angled) {
    const inside = (angled[2] as string)
      .trim()
      .replace(/^(?:@[^:]*:)/, '')
      .replace(/^mailto:/i, '');
    const comments = commentsIn(angled[3] as string);
    const name = cleanName(angled[1] as string) || comments;
    return name === '' && inside === '' ? null : { name, address: cleanAddress(inside) };
  }
  const comment = commentsIn(text);
  const bare = withoutComments(text)
    .trim()
    .replace(/^mailto:/i, '');
  if (/@/.test(bare)) {
    const spaced = /^(.+?)\s+\[?([^\s@"[\]]+@[^\s@[\]]+)\]?$/.exec(bare);
    if (spaced && !/^".*"$/.test(spaced[1] as string) && !/\s*@\s*/.test(spaced[1] as string))
      return { name: cleanName(spaced[1] as string), address: cleanAddress(spaced[2] as string) };
    return { name: comment, address: cleanAddress(bare) };
  }
  const name = cleanName(bare);
  const decoded = /^\S+@\S+$/.test(name) ? name : '';
  return decoded ? { name: '', address: decoded } : { name: name || comment, address: '' };
}

function cleanAddress(address: string): string {
  const decoded = address.includes('=?') ? decodeHeaderText(address) : decodeHeaderText(address);
  const compact = withoutComments(decoded).trim();
  if (compact.startsWith('"')) return compact;
  return compact.replace(/\s+/g, '').replace(/^'+|'+$/g, '');
}

function cleanName(raw: string): string {
  const text = withoutComments(raw).trim();
  let decoded = decodeHeaderText(text.replace(/"((?:[^"\\]|\\.)*)"/gs, (_, inside: string) => inside.replace(/\\(.)/gs, '$1')));
  if (decoded === '' && raw.includes('(')) decoded = commentsIn(raw);
  return decoded
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(.*)'$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

function commentsIn(text: string): string {
  const inside = [...text.matchAll(/\(((?:[^()\\]|\\.)*)\)/gs)].map((match) =>
    decodeHeaderText((match[1] as string).replace(/\\(.)/gs, '$1')).trim(),
  );
  return inside.join(' ').trim();
}

function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let out = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter === '\\') {
      if (depth === 0) out += letter + (text[at + 1] ?? '');
      at++;
    } else if (letter === '"' && depth === 0) {
      quoted = !quoted;
      out += letter;
    } else if (letter === '(' && !quoted) depth++;
    else if (letter === ')' && !quoted && depth > 0) depth--;
    else if (depth === 0) out += letter;
  }
  return out;
}
