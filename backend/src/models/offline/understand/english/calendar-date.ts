import { makeDay } from '#backend/models/offline/dates/calendar.ts';
import type { DatePhrase } from '#backend/models/offline/dates/date-phrase.ts';
import { wordsAt } from '../pattern.ts';
import type { Token } from '../tokens.ts';
import { type DateReader, type PhraseRead, isWords, wordAt } from './date-reader.ts';
import { feasts, monthNamed } from './date-words.ts';
import { ordinalOf } from './lexicon.ts';

/** "2026-12-24", "24/12", "24.12.2026". */
export const digits: DateReader = ({ tokens, at }) => {
  const word = wordAt(tokens, at);
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t(\d{2}:\d{2})(?::\d{2})?)?$/.exec(word);
  if (iso) {
    const day = makeDay({ year: Number(iso[1]), month: Number(iso[2]), date: Number(iso[3]) });
    const time = iso[4];
    if (day === undefined) return undefined;
    return { phrase: { kind: 'day', day }, end: at + 1, ...(time !== undefined && time < '24' && { time }) };
  }
  const pair = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(word);
  if (!pair || (pair[4] === undefined && pair[2] === '-')) return undefined;
  const [first, second] = [Number(pair[1]), Number(pair[3])];
  if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return undefined;
  const year = pair[4] === undefined ? undefined : Number(pair[4].length === 2 ? `20${pair[4]}` : pair[4]);
  const dotted = pair[2] === '.' && year === undefined;
  const end = at + 1 + (dotted && wordAt(tokens, at + 1) === '.' ? 1 : 0);
  // "3.5" may be a number, and "1/2" a half: such a pair needs a word before it.
  return { phrase: { kind: 'numeric', first, second, ...(year !== undefined && { year }) }, end, weak: year === undefined };
};

function yearAt(tokens: readonly Token[], at: number): { year?: number; end: number } {
  const start = wordAt(tokens, at) === ',' ? at + 1 : at;
  const word = wordAt(tokens, start);
  return /^(19|20)\d{2}$/.test(word) ? { year: Number(word), end: start + 1 } : { end: at };
}

function monthDay({
  month,
  date,
  tokens,
  at,
}: {
  month: number;
  date: number;
  tokens: readonly Token[];
  at: number;
}): PhraseRead | undefined {
  const { year, end } = yearAt(tokens, at);
  if (makeDay({ year: year ?? 2000, month, date }) === undefined) return undefined;
  if (year === undefined) return { phrase: { kind: 'month-day', month, date }, end };
  return { phrase: { kind: 'day', day: makeDay({ year, month, date }) ?? '' }, end };
}

const dateNumber = (word: string): number | undefined => {
  const value = /^\d{1,2}$/.test(word) ? Number(word) : ordinalOf(word);
  return value !== undefined && value >= 1 && value <= 31 ? value : undefined;
};

/** "3 March", "the 3rd of March 2027", "March 3rd", "the 12th", "the 12th of next month". */
export const dayAndMonth: DateReader = ({ tokens, at }) => {
  const start = wordAt(tokens, at) === 'the' ? at + 1 : at;
  const date = dateNumber(wordAt(tokens, start));
  if (date !== undefined) {
    const of = wordAt(tokens, start + 1) === 'of' ? start + 2 : start + 1;
    const month = monthNamed(wordAt(tokens, of));
    if (month !== undefined)
      return monthDay({ month, date, tokens, at: wordAt(tokens, of + 1) === '.' && of + 2 < tokens.length ? of + 2 : of + 1 });
    const ordinal = ordinalOf(wordAt(tokens, start)) !== undefined;
    if (!ordinal) return undefined;
    const phrase: DatePhrase = { kind: 'day-of-month', date };
    if (isWords(tokens, start + 1, 'of next month')) return { phrase: { ...phrase, months: 1 }, end: start + 4 };
    if (isWords(tokens, start + 1, 'of this month')) return { phrase: { ...phrase, months: 0 }, end: start + 4 };
    if (isWords(tokens, start + 1, 'of the month')) return { phrase, end: start + 4 };
    // "The second" alone is rather a place in a list than a day.
    return /^\d/.test(wordAt(tokens, start)) ? { phrase, end: start + 1, weak: true } : undefined;
  }
  const month = monthNamed(wordAt(tokens, at));
  if (month === undefined) return undefined;
  const next = wordAt(tokens, at + 1) === '.' || wordAt(tokens, at + 1) === 'the' ? at + 2 : at + 1;
  const after = dateNumber(wordAt(tokens, next));
  const dated = after === undefined ? undefined : monthDay({ month, date: after, tokens, at: next + 1 });
  if (dated) return dated;
  const { year, end } = yearAt(tokens, at + 1);
  return { phrase: { kind: 'month', month, ...(year !== undefined && { year }) }, end, weak: true };
};

export const feast: DateReader = ({ tokens, at }) => {
  for (const [name, [month, date]] of Object.entries(feasts)) {
    const words = name.split('_');
    if (wordsAt({ tokens, at, words }) >= 0)
      return { phrase: { kind: 'month-day', month, date }, end: at + words.length, weak: true };
  }
  return undefined;
};
