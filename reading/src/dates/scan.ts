import type { Language } from './language-words.ts';
import { type Lexicon, lexiconOf, normalWord, type Sense, splitWords } from './lexicon.ts';
import type { WallTime } from './zone-time.ts';

export type DateToken = {
  start: number;
  end: number;
  raw: string;
  word: string;
  senses: { sense: Sense; value: string; next: number }[];
};

/** A text being searched for dates: its tokens with what they can mean, and what the dates are relative to. */
export type Scan = { text: string; tokens: DateToken[]; reference: WallTime; language: Language; monthFirst: boolean };

/**
 * What a rule found: it ends before token `next`. `day` is null for a time without a day; `lastDay` ends a period;
 * `minutes` is the wall time; `monthDay` tells that the year was chosen by us, `dayOnly` that the month was too.
 */
export type DateMatch = {
  next: number;
  day: number | null;
  lastDay?: number;
  minutes?: number;
  offset?: number;
  grain: 'minute' | 'day' | 'week' | 'month' | 'year';
  openYear?: boolean;
  bareWeekday?: boolean;
  part?: string;
};

export function scanText({
  text,
  reference,
  language,
  monthFirst,
}: {
  text: string;
  reference: WallTime;
  language: Language;
  monthFirst: boolean;
}): Scan {
  const lexicon = lexiconOf(language);
  const tokens: DateToken[] = splitWords(text).map((match) => ({
    start: match.index as number,
    end: (match.index as number) + match[0].length,
    raw: match[0],
    word: normalWord(match[0]),
    senses: [],
  }));
  for (const [index, token] of tokens.entries())
    if (token.word.length > 1 || /[\p{L}\d@'–—-]/u.test(token.word)) token.senses = sensesAt({ tokens, index, lexicon });
  return { text, tokens, reference, language, monthFirst };
}

function sensesAt({ tokens, index, lexicon }: { tokens: DateToken[]; index: number; lexicon: Lexicon }): DateToken['senses'] {
  const senses: DateToken['senses'] = [];
  let key = '';
  const longest = lexicon.longest.get((tokens[index] as DateToken).word) ?? 0;
  for (let length = 1; length <= longest && index + length <= tokens.length; length++) {
    const token = tokens[index + length - 1] as DateToken;
    key = length === 1 ? token.word : `${key} ${token.word}`;
    for (const entry of lexicon.entries.get(key) ?? []) senses.unshift({ ...entry, next: index + length });
  }
  return senses;
}

/** The longest phrase with that meaning at a token. */
export function take(scan: Scan, index: number, ...wanted: Sense[]): { sense: Sense; value: string; next: number } | null {
  return scan.tokens[index]?.senses.find(({ sense }) => wanted.includes(sense)) ?? null;
}

/** Skips one of these, or nothing. */
export function skip(scan: Scan, index: number, ...wanted: Sense[]): number {
  return take(scan, index, ...wanted)?.next ?? index;
}

export function wordAt(scan: Scan, index: number): string {
  return scan.tokens[index]?.word ?? '';
}

/** Whether no space stands between a token and the one before it. */
export function isJoined(scan: Scan, index: number): boolean {
  const [before, token] = [scan.tokens[index - 1], scan.tokens[index]];
  return before !== undefined && token !== undefined && before.end === token.start;
}

/** The first token that starts at or after a place in the text. */
export function tokenFrom(scan: Scan, index: number, offset: number): number {
  let next = index;
  while (next < scan.tokens.length && (scan.tokens[next] as DateToken).start < offset) next++;
  return next;
}

/** A number in digits (up to four) or words, "twenty-five" too. */
export function readNumber(scan: Scan, index: number): { value: number; next: number; digits: boolean } | null {
  const token = scan.tokens[index];
  if (!token) return null;
  if (/^\d{1,4}$/.test(token.word)) {
    const fraction = /^[.,](\d)(?!\d)/.exec(scan.text.slice(token.end, token.end + 3));
    if (fraction && !/^\s*\p{L}/u.test(scan.text.slice(token.end + 2, token.end + 4)))
      return { value: Number(token.word), next: index + 1, digits: true };
    return fraction
      ? { value: Number(`${token.word}.${fraction[1]}`), next: index + 3, digits: true }
      : { value: Number(token.word), next: index + 1, digits: true };
  }
  const word = take(scan, index, 'number');
  if (!word) return null;
  const value = Number(word.value);
  if (value >= 20 && value % 10 === 0) {
    const dash = wordAt(scan, word.next) === '-' ? word.next + 1 : word.next;
    const unit = take(scan, dash, 'number');
    if (unit && Number(unit.value) < 10 && Number(unit.value) >= 1 && Number.isInteger(Number(unit.value)))
      return { value: value + Number(unit.value), next: unit.next, digits: false };
  }
  return { value, next: word.next, digits: false };
}

const suffixes = /^(?:st|nd|rd|th|er|ere|re|eme|e|o|a|º|ª|°|ste|de|го|е|ого|му|го|й|ro|do)$/;

/** An ordinal: "15th", "1er", "15.", "fifteenth". `sure` tells that it cannot be a plain number. */
export function readOrdinal(scan: Scan, index: number): { value: number; next: number; sure: boolean } | null {
  const token = scan.tokens[index];
  if (!token) return null;
  if (/^\d{1,2}$/.test(token.word)) {
    let next = index + 1;
    let sure = false;
    const joined = isJoined(scan, next) ? wordAt(scan, next) : '';
    if (suffixes.test(joined)) {
      next++;
      sure = true;
    } else if (
      (joined === '-' || joined === ':') &&
      isJoined(scan, next + 1) &&
      /^(?:го|е|ого|му|й|e|a)$/.test(wordAt(scan, next + 1))
    ) {
      next += 2;
      sure = true;
    } else if (joined === '.' && /^(?:de|sv|pl|nl)$/.test(scan.language) && !isJoined(scan, next + 1)) {
      next++;
      sure = scan.language === 'de';
    }
    return { value: Number(token.word), next, sure };
  }
  const word = take(scan, index, 'ordinal');
  if (word && Number(word.value) > 0) {
    const value = Number(word.value);
    if ((value === 20 || value === 30) && take(scan, word.next, 'ordinal')) {
      const unit = take(scan, word.next, 'ordinal') as { value: string; next: number };
      if (Number(unit.value) < 10) return { value: value + Number(unit.value), next: unit.next, sure: true };
    }
    return { value, next: word.next, sure: true };
  }
  const tens = take(scan, index, 'number');
  if (tens && (tens.value === '20' || tens.value === '30')) {
    const dash = wordAt(scan, tens.next) === '-' ? tens.next + 1 : tens.next;
    const unit = take(scan, dash, 'ordinal');
    if (unit && Number(unit.value) > 0 && Number(unit.value) < 10)
      return { value: Number(tens.value) + Number(unit.value), next: unit.next, sure: true };
  }
  return null;
}
