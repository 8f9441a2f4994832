import type { DateReading } from '#backend/models/offline/dates/date-phrase.ts';
import type { Token } from '../tokens.ts';
import { dayAndMonth, digits, feast } from './calendar-date.ts';
import { readClock } from './clock.ts';
import { partsOfDay } from './date-words.ts';
import { type DateReader, type PhraseRead, isWords, wordAt } from './date-reader.ts';
import { readAmount } from './read-amount.ts';
import { span, weekday } from './week-date.ts';

/** What was read, the token after it, and whether it is a date only when a word before it says so ("by the 12th", "in May"). */
export interface DateRead {
  reading: DateReading;
  end: number;
  weak: boolean;
}

const relativeDays: readonly [string, number][] = [
  ['the day after tomorrow', 2],
  ['day after tomorrow', 2],
  ['the day before yesterday', -2],
  ['end of the day', 0],
  ['end of day', 0],
  ['the end of the day', 0],
  ['by end of day', 0],
  ['close of business', 0],
  ['later today', 0],
  ['this morning', 0],
  ['this afternoon', 0],
  ['this evening', 0],
  ['today', 0],
  ['tonight', 0],
  ['tonite', 0],
  ['eod', 0],
  ['cob', 0],
  ['tomorrow', 1],
  ['tomorow', 1],
  ['tommorow', 1],
  ['tommorrow', 1],
  ['tmrw', 1],
  ['tmr', 1],
  ['yesterday', -1],
];

/** "tomorrow", "the day after tomorrow", "EOD". */
const relativeDay: DateReader = ({ tokens, at }) => {
  for (const [text, count] of relativeDays) {
    if (!isWords(tokens, at, text)) continue;
    const end = at + text.split(' ').length;
    return { phrase: { kind: 'offset', unit: 'day', count }, end: end + (partsOfDay.has(wordAt(tokens, end)) ? 1 : 0) };
  }
  return undefined;
};

/** "in 3 days", "two weeks from now", "a week from Friday", "3 days ago". */
const offset: DateReader = ({ tokens, at }) => {
  const lead = ['in', 'within'].includes(wordAt(tokens, at)) ? at + 1 : at;
  const amount = readAmount({ tokens, at: lead });
  if (amount === undefined) return undefined;
  const { phrase, end } = amount;
  if (lead !== at) {
    const tail = ['time', 'from now'].find((text) => isWords(tokens, end, text));
    return { phrase, end: end + (tail?.split(' ').length ?? 0) };
  }
  if (wordAt(tokens, end) === 'ago') return { phrase: { ...phrase, count: -phrase.count }, end: end + 1 };
  if (isWords(tokens, end, 'from now')) return { phrase, end: end + 2 };
  if (phrase.kind === 'offset' && ['from', 'after'].includes(wordAt(tokens, end))) {
    const base = readPhrase({ tokens, at: end + 1 });
    if (base && base.phrase.kind !== 'month') return { phrase: { ...phrase, from: base.phrase }, end: base.end };
  }
  return undefined;
};

const readers: readonly DateReader[] = [relativeDay, weekday, span, offset, digits, dayAndMonth, feast];

function readPhrase(given: { tokens: readonly Token[]; at: number }): PhraseRead | undefined {
  let best: PhraseRead | undefined;
  for (const reader of readers) {
    const read = reader(given);
    if (read && read.end > (best?.end ?? 0)) best = read;
  }
  return best;
}

/** Reads a day, a day with a time, or a time, from token `at` on: the longest that fits. */
export function readDate({ tokens, at }: { tokens: readonly Token[]; at: number }): DateRead | undefined {
  const read = readPhrase({ tokens, at });
  if (read) {
    const { phrase, weak = false } = read;
    const clock = read.time === undefined ? readClock({ tokens, at: read.end, after: true }) : undefined;
    const time = read.time ?? clock?.time;
    return {
      reading: { phrase, ...(time !== undefined && { time }) },
      end: clock?.end ?? read.end,
      weak: weak && clock === undefined,
    };
  }
  const clock = readClock({ tokens, at, after: false });
  if (clock === undefined) return undefined;
  const start = ['on', ','].includes(wordAt(tokens, clock.end)) ? clock.end + 1 : clock.end;
  const day = readPhrase({ tokens, at: start });
  if (day && !(day.weak && start === clock.end))
    return { reading: { phrase: day.phrase, time: clock.time }, end: day.end, weak: false };
  return { reading: { phrase: { kind: 'clock' }, time: clock.time }, end: clock.end, weak: wordAt(tokens, at) !== 'at' };
}
