import type { Phrase, Token } from '../tokens.ts';
import { clitic } from './verbs.ts';

const elided =
  /^(l|un|d|dell|all|nell|dall|sull|quell|quest|c|cos|dov|quand|com|dev|m|s|v|n|gliel|mezz|tutt|nessun|qualcun|bell|sant)'(?=.)/;
const trailing = /[aeiou]'$/;

/** No word has more of them ("dell'un'altra"): what has is no word. */
const mostElisions = 3;

/** Elisions apart ("dell'ufficio"), "è" told from "e", accents written as apostrophes taken off ("priorita'"). */
function partsOf(token: Token, source: string, depth = 0): Token[] {
  if (token.kind !== 'word') return [token];
  const written = source.slice(token.start, token.end);
  const lead = elided.exec(token.fold)?.[0];
  if (lead !== undefined && written.length === token.fold.length && depth < mostElisions) {
    const middle = token.start + lead.length;
    const rest: Token = { ...token, fold: token.fold.slice(lead.length), start: middle };
    const isBe = /^[eèé]'?$/i.test(written.slice(lead.length).normalize('NFC'));
    return [{ ...token, fold: lead, end: middle }, ...(isBe ? [{ ...rest, fold: 'è' }] : partsOf(rest, source, depth + 1))];
  }
  if (/^(è|é|e'|e’|e`)$/i.test(written.normalize('NFC'))) return [{ ...token, fold: 'è' }];
  if (trailing.test(token.fold) && token.fold !== "po'" && token.fold.length > 2) {
    return [{ ...token, fold: token.fold.slice(0, -1) }];
  }
  return [token];
}

/** A message in the pieces that Italian is read by; its source stays as it was typed, and so do the places of its words. */
export function parted({ source, tokens }: Phrase): Phrase {
  return { source, tokens: tokens.flatMap((token) => partsOf(token, source)) };
}

/** "Completalo" as "completa" and "lo", for the first words of a clause. The pieces stand where they stood. */
export function withoutClitic({ source, tokens }: Phrase): Phrase {
  const [first, ...rest] = tokens;
  const found = first?.kind === 'word' ? clitic(first.fold) : undefined;
  if (!first || !found) return { source, tokens };
  const pronoun: Token[] = found.pronouns.map((fold) => ({ ...first, fold }));
  return { source, tokens: [{ ...first, fold: found.verb }, ...pronoun, ...rest] };
}
