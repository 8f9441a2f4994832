import { dayAndMonth, digits } from './calendar-date.ts';
import { type DateReader, isWords, wordAt } from './date-reader.ts';
import { monthNamed, partsOfDay, unitNamed, weekdayNamed } from './date-words.ts';
import { numberOf } from './lexicon.ts';

const weeks = { this: 'this', next: 'next', last: 'last', coming: 'coming', upcoming: 'coming', past: 'last' } as const;
const isWeekWord = (word: string): word is keyof typeof weeks => Object.hasOwn(weeks, word);

/** "Friday", "next Friday", "this coming Friday", "Friday next week", "Friday 27 November". */
export const weekday: DateReader = ({ tokens, at }) => {
  let start = at;
  let week: 'coming' | 'this' | 'next' | 'last' = 'coming';
  if (wordAt(tokens, start) === 'the' || (wordAt(tokens, start) === 'this' && wordAt(tokens, start + 1) === 'coming')) start += 1;
  const word = wordAt(tokens, start);
  if (isWeekWord(word)) {
    week = weeks[word];
    start += 1;
  } else if (start !== at) return undefined;
  const day = weekdayNamed(wordAt(tokens, start));
  if (day === undefined) return undefined;
  let end = start + 1;
  if (partsOfDay.has(wordAt(tokens, end))) end += 1;
  if (isWords(tokens, end, 'next week')) return { phrase: { kind: 'weekday', weekday: day, week: 'next' }, end: end + 2 };
  if (isWords(tokens, end, 'of next week')) return { phrase: { kind: 'weekday', weekday: day, week: 'next' }, end: end + 3 };
  if (isWords(tokens, end, 'this week')) return { phrase: { kind: 'weekday', weekday: day, week: 'this' }, end: end + 2 };
  if (wordAt(tokens, end) === 'week') return { phrase: { kind: 'weekday', weekday: day, week, plusWeeks: 1 }, end: end + 1 };
  const comma = wordAt(tokens, end) === ',' ? end + 1 : end;
  const exact = dayAndMonth({ tokens, at: comma }) ?? digits({ tokens, at: comma });
  if (exact && exact.phrase.kind !== 'month') return { ...exact, weak: false };
  return { phrase: { kind: 'weekday', weekday: day, week }, end };
};

/** "next week", "this weekend", "the next 3 days", "end of month". */
export const span: DateReader = ({ tokens, at }) => {
  const short = { eow: 'week', eom: 'month', eoy: 'year' }[wordAt(tokens, at)];
  if (short !== undefined)
    return {
      phrase: { kind: 'end-of', unit: short === 'week' ? 'week' : short === 'month' ? 'month' : 'year', count: 0 },
      end: at + 1,
    };
  let start = wordAt(tokens, at) === 'the' ? at + 1 : at;
  if (isWords(tokens, start, 'end of')) {
    start += 2;
    const month = monthNamed(wordAt(tokens, start));
    if (month !== undefined) return { phrase: { kind: 'end-of', unit: 'month', count: 0, month }, end: start + 1 };
    const which = wordAt(tokens, start);
    if (which === 'the' || which === 'this' || which === 'next') start += 1;
    const unit = unitNamed(wordAt(tokens, start));
    if (unit !== 'week' && unit !== 'month' && unit !== 'quarter' && unit !== 'year') return undefined;
    return { phrase: { kind: 'end-of', unit, count: which === 'next' ? 1 : 0 }, end: start + 1 };
  }
  const word = wordAt(tokens, start);
  if (word === 'weekend' && start !== at) return { phrase: { kind: 'span', unit: 'weekend', count: 0 }, end: start + 1 };
  if (!isWeekWord(word)) return undefined;
  start += 1;
  const count =
    numberOf(wordAt(tokens, start)) ?? (isWords(tokens, start, 'few') ? 3 : isWords(tokens, start, 'couple of') ? 2 : undefined);
  if (count !== undefined && (word === 'next' || word === 'coming')) {
    const unit = unitNamed(wordAt(tokens, isWords(tokens, start, 'couple of') ? start + 2 : start + 1));
    const end = isWords(tokens, start, 'couple of') ? start + 3 : start + 2;
    if (unit === 'day' || unit === 'week' || unit === 'month') return { phrase: { kind: 'next', unit, count }, end };
    return undefined;
  }
  const unit = unitNamed(wordAt(tokens, start));
  if (unit === undefined || unit === 'hour' || unit === 'minute' || unit === 'day' || unit === 'fortnight') return undefined;
  return {
    phrase: { kind: 'span', unit, count: word === 'this' ? 0 : word === 'last' || word === 'past' ? -1 : 1 },
    end: start + 1,
  };
};
