import type { Token } from '../tokens.ts';
import { isWords, wordAt } from '../words.ts';
import { numberOf } from './lexicon.ts';

const time = (hours: number, minutes: number): string | undefined =>
  hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59
    ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
    : undefined;

/** Minutes that follow an hour: "e 30", "e mezza", "e un quarto", "meno un quarto". */
const minutesAfter: readonly [string, number][] = [
  ['e mezza', 30],
  ['e mezzo', 30],
  ['e un quarto', 15],
  ['e tre quarti', 45],
  ['meno un quarto', -15],
  ['meno dieci', -10],
  ['meno cinque', -5],
  ['meno venti', -20],
];

const halves: readonly [string, 'am' | 'pm'][] = [
  ['di mattina', 'am'],
  ['del mattino', 'am'],
  ['della mattina', 'am'],
  ['di mattino', 'am'],
  ['di notte', 'am'],
  ['del pomeriggio', 'pm'],
  ['di pomeriggio', 'pm'],
  ['di sera', 'pm'],
  ['della sera', 'pm'],
];

const leads = [
  'alle ore',
  'alle h',
  'alle',
  "all'",
  'per le ore',
  'verso le',
  'entro le',
  'per le',
  'dalle',
  'ore',
  'h',
  'a',
  'all',
];

/** "alle 15", "alle 15 e 30", "all'una", "ore 9:00", "a mezzogiorno", "15:30": a time of day from token `at` on. */
export function readClock({ tokens, at }: { tokens: readonly Token[]; at: number }): { time: string; end: number } | undefined {
  const start = wordAt(tokens, at) === ',' ? at + 1 : at;
  const lead = leads.find((text) => isWords(tokens, start, text));
  const from = start + (lead?.split(' ').length ?? 0);
  const word = wordAt(tokens, from);
  if (word === 'mezzogiorno') return { time: '12:00', end: from + 1 };
  if (word === 'mezzanotte') return lead === undefined ? undefined : { time: '23:59', end: from + 1 };
  const digits = /^(\d{1,2})(?:[:.h,](\d{2}))?$/.exec(word);
  // Without "alle", or with "a", only what has minutes is a time.
  const bare = lead === undefined || lead === 'a' || lead === 'all';
  if (bare && !/^\d{1,2}[:h]\d{2}$/.test(word)) return undefined;
  const spoken = word === 'una' && lead === "all'" ? 1 : numberOf(word);
  const hours = digits ? Number(digits[1]) : spoken;
  if (hours === undefined || hours > 24) return undefined;
  let minutes = digits?.[2] === undefined ? undefined : Number(digits[2]);
  let end = from + 1;
  if (minutes === undefined) {
    const more = minutesAfter.find(([text]) => isWords(tokens, end, text));
    const said = wordAt(tokens, end) === 'e' ? numberOf(wordAt(tokens, end + 1)) : undefined;
    if (more) [minutes, end] = [more[1], end + more[0].split(' ').length];
    else if (said !== undefined && said <= 59 && said >= 5) [minutes, end] = [said, end + 2];
  }
  const half = halves.find(([text]) => isWords(tokens, end, text));
  if (half) end += half[0].split(' ').length;
  // "Alle 3" is in the afternoon, "alle 9" in the morning; "03:00" says what it means.
  const plain = half === undefined && digits?.[2] === undefined && hours >= 1 && hours <= 6;
  const later = plain || (half?.[1] === 'pm' && hours < 12);
  const all = (later ? hours + 12 : hours) * 60 + (minutes ?? 0);
  const value = time(Math.floor(all / 60), ((all % 60) + 60) % 60);
  return value === undefined ? undefined : { time: value, end };
}
