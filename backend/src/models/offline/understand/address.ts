import { type Phrase, part } from './tokens.ts';

const address = /https?:\/\/[^\s"'“”‘’<>«»`]+/gi;
const closers = /[)\]},.;:!?…]+$/;

/** Where a text is to go: the address at the end, else the only one; and the words on its two sides. */
export function addressIn(phrase: Phrase): { url: string; before: Phrase; after: Phrase } | undefined {
  const { source, tokens } = phrase;
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return undefined;
  const all = [...source.slice(first.start, last.end).matchAll(address)].map((match) => {
    const url = match[0].replace(closers, '');
    const start = first.start + match.index;
    return { url, start, end: start + url.length };
  });
  const final = all.at(-1);
  if (!final) return undefined;
  const before = tokens.filter((token) => token.end <= final.start).length;
  const from = tokens.findIndex((token) => token.start >= final.end);
  // A quotation mark, or a bracket, that closes around the address is nothing behind it.
  const after = from < 0 ? part(phrase, tokens.length) : withoutClosers(part(phrase, from));
  if (after.tokens.length > 0 && all.length > 1) return undefined;
  return { url: final.url, before: withoutOpeners(part(phrase, 0, before)), after };
}

function withoutOpeners(phrase: Phrase): Phrase {
  let end = phrase.tokens.length;
  while (end > 0 && ['<', '(', '['].includes(phrase.tokens[end - 1]?.fold ?? '')) end -= 1;
  return part(phrase, 0, end);
}

function withoutClosers(phrase: Phrase): Phrase {
  const at = phrase.tokens.findIndex((token) => !['>', ')', ']', ',', '.', '!', '?'].includes(token.fold));
  return part(phrase, at < 0 ? phrase.tokens.length : at);
}
