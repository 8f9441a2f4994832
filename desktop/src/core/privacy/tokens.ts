import { isWordChar, seenAfter, seenBefore } from './folded-text.ts';
import type { Span } from './value-matcher.ts';

/** No vowels: no token is a word, and none can be read out of two that stand together. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxyz';

/** Characters that name what is meant, and those that tell its spellings apart. */
const STEM = 4;
const FORM = 2;
export const FORMS = LETTERS.length ** FORM;

const shape = /(Client|Person|Email|Phone|Address|Amount)\\?_([2-9bcdfghjkmnpqrstvwxyz]{6})/giu;
const unfinished = /(?:Client|Person|Email|Phone|Address|Amount)\\?(?:_[2-9bcdfghjkmnpqrstvwxyz]{0,5})?$/iu;
const whole = /^(?:Client|Person|Email|Phone|Address|Amount)\\?_[2-9bcdfghjkmnpqrstvwxyz]{6}$/iu;

/** A random stem. `fraction`: chance, in [0, 1). */
export function drawStem(fraction: () => number): string {
  return Array.from({ length: STEM }, () => LETTERS.charAt(Math.floor(fraction() * LETTERS.length))).join('');
}

/** The token of a stem's n-th spelling, from 0. */
export function tokenOf({ word, stem, form }: { word: string; stem: string; form: number }): string {
  const [high, low] = [Math.floor(form / LETTERS.length), form % LETTERS.length];
  return `${word}_${stem}${LETTERS.charAt(high)}${LETTERS.charAt(low)}`;
}

export function stemOf(token: string): string {
  return token.slice(-STEM - FORM, -FORM);
}

export function isTokenShaped(text: string): boolean {
  return whole.test(text);
}

/** A token as it is kept: a model may write it in capitals, or escape its line as Markdown allows. */
export function plainToken(written: string): string {
  const plain = written.replace('\\', '').toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What looks like a token; `isAlone`: nothing of a word stands at either side of it. */
export interface TokenPlace extends Span {
  token: string;
  isAlone: boolean;
}

/** Everything in a text that looks like a token, those that lie across each other too. */
export function findTokens(text: string): TokenPlace[] {
  if (!text.includes('_')) return [];
  const found: TokenPlace[] = [];
  shape.lastIndex = 0;
  for (let match = shape.exec(text); match; match = shape.exec(text)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const isAlone = !isWordChar(seenBefore(text, start)) && !isWordChar(seenAfter(text, end));
    found.push({ start, end, token: plainToken(match[0]), isAlone });
    shape.lastIndex = start + 1;
  }
  return found;
}

/** A text that is still being said, without the beginning of a token at its end. */
export function withoutUnfinished(text: string): string {
  const match = unfinished.exec(text.slice(-20));
  return match ? text.slice(0, text.length - match[0].length) : text;
}
