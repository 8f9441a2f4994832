import { findAmounts } from '@adiuva/reading/amounts';
import { findAddresses } from './find-addresses.ts';
import { findPersons } from './find-persons.ts';
import { findPhones } from './find-phones.ts';
import type { Span } from './value-matcher.ts';

export type ValueKind = 'name' | 'email' | 'phone' | 'address' | 'amount';

/** What a token says that it stands for. */
export type TokenWord = 'Client' | 'Person' | 'Email' | 'Phone' | 'Address' | 'Amount';

export interface FoundValue extends Span {
  kind: ValueKind;
  word: TokenWord;
}

const email = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/** What is read at once of a long text, in characters; cut at the end of a line or of a word. */
const PIECE = 40_000;

function amountsIn(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + PIECE);
    if (end < text.length) {
      const cut = Math.max(text.lastIndexOf('\n', end), text.lastIndexOf('. ', end) + 1, start + PIECE / 2);
      end = cut + 1;
    }
    const piece = text.slice(start, end);
    for (const amount of findAmounts({ text: piece, spans: [{ start: 0, end: piece.length }] }))
      found.push({ start: start + amount.start, end: start + amount.end });
    start = end;
  }
  return found;
}

/** E-mail addresses, phone numbers, postal addresses, sums of money, and names that follow a form of address. */
export function findValues(text: string): FoundValue[] {
  if (text.length < 4) return [];
  const found: FoundValue[] = [];
  if (text.includes('@'))
    for (const match of text.matchAll(email))
      found.push({ start: match.index, end: match.index + match[0].length, kind: 'email', word: 'Email' });
  if (/\p{N}/u.test(text)) {
    for (const span of findPhones(text)) found.push({ ...span, kind: 'phone', word: 'Phone' });
    for (const span of findAddresses(text)) found.push({ ...span, kind: 'address', word: 'Address' });
    for (const span of amountsIn(text)) found.push({ ...span, kind: 'amount', word: 'Amount' });
  }
  for (const span of findPersons(text)) found.push({ ...span, kind: 'name', word: 'Person' });
  return found;
}
