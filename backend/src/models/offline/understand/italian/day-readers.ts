import { makeDay } from '#backend/models/offline/dates/calendar.ts';
import type { DateReader, PhraseRead } from '../date-reader.ts';
import type { Token } from '../tokens.ts';
import { isWords, wordAt } from '../words.ts';
import { feasts, monthNamed, partsOfDay, readAmount, unitNamed, weekdayNamed } from './dates.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';

const relativeDays: readonly [string, number][] = [
  ['dopo domani', 2],
  ['dopodomani', 2],
  ["l' altro ieri", -2],
  ['altro ieri', -2],
  ['altroieri', -2],
  ['ieri', -1],
  ['a fine giornata', 0],
  ['fine giornata', 0],
  ['in giornata', 0],
  ['oggi stesso', 0],
  ['oggi', 0],
  ['stasera', 0],
  ['stamattina', 0],
  ['stamani', 0],
  ['stanotte', 0],
  ['questa sera', 0],
  ['questa mattina', 0],
  ['questo pomeriggio', 0],
  ['domani', 1],
];

/** "domani mattina", "dopodomani", "stasera". */
export const relativeDay: DateReader = ({ tokens, at }) => {
  for (const [text, count] of relativeDays) {
    if (!isWords(tokens, at, text)) continue;
    const end = at + text.split(' ').length;
    return { phrase: { kind: 'offset', unit: 'day', count }, end: end + (partsOfDay.has(wordAt(tokens, end)) ? 1 : 0) };
  }
  return undefined;
};

const next = new Set(['prossimo', 'prossima', 'prossimi', 'prossime']);
const last = new Set(['scorso', 'scorsa', 'passato', 'passata']);
const this_ = new Set(['questo', 'questa', "quest'"]);

/** "venerdì", "lunedì prossimo", "venerdì della prossima settimana", "lunedì 12 maggio". */
export const weekday: DateReader = ({ tokens, at }) => {
  let start = at;
  let week: 'coming' | 'this' | 'last' = 'coming';
  if (isOf(lexicon.il, wordAt(tokens, start)) && (next.has(wordAt(tokens, start + 1)) || last.has(wordAt(tokens, start + 1))))
    start += 1;
  if (this_.has(wordAt(tokens, start))) week = 'this';
  else if (last.has(wordAt(tokens, start))) week = 'last';
  if (week !== 'coming' || next.has(wordAt(tokens, start))) start += 1;
  const day = weekdayNamed(wordAt(tokens, start));
  if (day === undefined) return undefined;
  let end = start + 1;
  if (partsOfDay.has(wordAt(tokens, end))) end += 1;
  for (const [text, in_] of [
    ['della prossima settimana', 'next'],
    ['della settimana prossima', 'next'],
    ['la prossima settimana', 'next'],
    ['la settimana prossima', 'next'],
    ['settimana prossima', 'next'],
    ['di questa settimana', 'this'],
    ['questa settimana', 'this'],
  ] as const) {
    if (isWords(tokens, end, text))
      return { phrase: { kind: 'weekday', weekday: day, week: in_ }, end: end + text.split(' ').length };
  }
  if (next.has(wordAt(tokens, end))) return { phrase: { kind: 'weekday', weekday: day, week: 'coming' }, end: end + 1 };
  if (last.has(wordAt(tokens, end))) return { phrase: { kind: 'weekday', weekday: day, week: 'last' }, end: end + 1 };
  const comma = wordAt(tokens, end) === ',' ? end + 1 : end;
  const exact = dayAndMonth({ tokens, at: comma }) ?? digits({ tokens, at: comma });
  if (exact && exact.phrase.kind !== 'month') return { ...exact, weak: false };
  return { phrase: { kind: 'weekday', weekday: day, week }, end };
};

/** "tra 3 giorni", "fra un mese", "entro due settimane", "3 giorni fa". */
export const offset: DateReader = ({ tokens, at }) => {
  const led = ['tra', 'fra', 'entro', 'in'].includes(wordAt(tokens, at));
  const amount = readAmount({ tokens, at: led ? at + 1 : at });
  if (!amount) return undefined;
  const { phrase, end } = amount;
  if (led) return wordAt(tokens, at) === 'in' ? undefined : { phrase, end };
  return wordAt(tokens, end) === 'fa' ? { phrase: { ...phrase, count: -phrase.count }, end: end + 1 } : undefined;
};

/** "2026-12-24", "24/12", "24.12.2026": the day stands first, whatever the time zone. */
export const digits: DateReader = ({ tokens, at: first }) => {
  const at = ['il', "l'"].includes(wordAt(tokens, first)) ? first + 1 : first;
  const word = wordAt(tokens, at);
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t(\d{2}:\d{2})(?::\d{2})?)?$/.exec(word);
  if (iso) {
    const day = makeDay({ year: Number(iso[1]), month: Number(iso[2]), date: Number(iso[3]) });
    const time = iso[4];
    return day === undefined
      ? undefined
      : { phrase: { kind: 'day', day }, end: at + 1, ...(time !== undefined && time < '24' && { time }) };
  }
  const pair = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(word);
  if (!pair || (pair[4] === undefined && pair[2] === '-')) return undefined;
  const [date, month] = [Number(pair[1]), Number(pair[3])];
  const read = monthDay({ month, date, year: pair[4], end: at + 1 });
  return read && { ...read, weak: pair[4] === undefined };
};

function monthDay({
  month,
  date,
  year,
  end,
}: {
  month: number;
  date: number;
  year: string | undefined;
  end: number;
}): PhraseRead | undefined {
  const full = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  const day = makeDay({ year: full ?? 2000, month, date });
  if (day === undefined) return undefined;
  return full === undefined ? { phrase: { kind: 'month-day', month, date }, end } : { phrase: { kind: 'day', day }, end };
}

const dateAt = (tokens: readonly Token[], at: number): number | undefined => {
  const word = wordAt(tokens, at).replace(/^1[°oº]$/, '1');
  const value = /^\d{1,2}$/.test(word) ? Number(word) : word === 'primo' ? 1 : undefined;
  return value !== undefined && value >= 1 && value <= 31 ? value : undefined;
};

/** "12 maggio", "il primo maggio 2027", "il 12", "il 12 del mese prossimo", "maggio". */
export const dayAndMonth: DateReader = ({ tokens, at }) => {
  const article = isWords(tokens, at, 'il giorno') ? 2 : ['il', "l'"].includes(wordAt(tokens, at)) ? 1 : 0;
  const date = dateAt(tokens, at + article);
  const after = at + article + 1;
  if (date !== undefined) {
    const of = wordAt(tokens, after) === 'di' ? after + 1 : after;
    const month = monthNamed({ word: wordAt(tokens, of), short: true });
    if (month !== undefined) {
      const year = /^(19|20)\d{2}$/.test(wordAt(tokens, of + 1)) ? wordAt(tokens, of + 1) : undefined;
      return monthDay({ month, date, year, end: of + (year === undefined ? 1 : 2) });
    }
    for (const [text, months] of [
      ['del mese prossimo', 1],
      ['del prossimo mese', 1],
      ['di questo mese', 0],
      ['del mese', undefined],
    ] as const) {
      if (isWords(tokens, after, text))
        return {
          phrase: { kind: 'day-of-month', date, ...(months !== undefined && { months }) },
          end: after + text.split(' ').length,
        };
    }
    // "Il primo" alone is rather a place in a list than a day.
    if (!/^\d/.test(wordAt(tokens, at + article))) return undefined;
    return { phrase: { kind: 'day-of-month', date }, end: after, weak: article === 0 };
  }
  const month = monthNamed({ word: wordAt(tokens, at), short: false });
  if (month === undefined) return undefined;
  const year = /^(19|20)\d{2}$/.test(wordAt(tokens, at + 1)) ? Number(wordAt(tokens, at + 1)) : undefined;
  return {
    phrase: { kind: 'month', month, ...(year !== undefined && { year }) },
    end: at + (year === undefined ? 1 : 2),
    weak: true,
  };
};

export const feast: DateReader = ({ tokens, at }) => {
  const found = feasts.find(([text]) => isWords(tokens, at, text));
  if (!found) return undefined;
  const [text, [month, date]] = found;
  return { phrase: { kind: 'month-day', month, date }, end: at + text.split(' ').length, weak: true };
};

/** "la prossima settimana", "il mese scorso", "questo weekend", "i prossimi 3 giorni", "fine mese". */
export const span: DateReader = ({ tokens, at }) => {
  const end = endOf({ tokens, at });
  if (end) return end;
  const start = isOf(lexicon.il, wordAt(tokens, at)) || isOf(lexicon.in, wordAt(tokens, at)) ? at + 1 : at;
  const first = wordAt(tokens, start);
  const weekend = isWords(tokens, start, 'fine settimana') ? 2 : ['weekend', 'finesettimana'].includes(first) ? 1 : 0;
  if (weekend > 0 && (start > at || weekend === 1)) {
    const after = wordAt(tokens, start + weekend);
    const count = next.has(after) ? 1 : last.has(after) ? -1 : 0;
    return { phrase: { kind: 'span', unit: 'weekend', count }, end: start + weekend + (count === 0 ? 0 : 1) };
  }
  const count = this_.has(first) ? 0 : next.has(first) ? 1 : last.has(first) ? -1 : undefined;
  if (count !== undefined) {
    const many = numberOf(wordAt(tokens, start + 1));
    const unit = unitNamed(wordAt(tokens, many === undefined ? start + 1 : start + 2));
    if (many !== undefined && count === 1 && (unit === 'day' || unit === 'week' || unit === 'month'))
      return { phrase: { kind: 'next', unit, count: many }, end: start + 3 };
    if (isWords(tokens, start + 1, 'fine settimana')) return { phrase: { kind: 'span', unit: 'weekend', count }, end: start + 3 };
    if (wordAt(tokens, start + 1) === 'weekend') return { phrase: { kind: 'span', unit: 'weekend', count }, end: start + 2 };
    if (many !== undefined || unit === undefined || unit === 'hour' || unit === 'minute' || unit === 'day') return undefined;
    return { phrase: { kind: 'span', unit, count }, end: start + 2 };
  }
  const unit = unitNamed(first);
  if (unit === undefined || unit === 'hour' || unit === 'minute' || unit === 'day') return undefined;
  const after = wordAt(tokens, start + 1);
  if (!next.has(after) && !last.has(after)) return undefined;
  return { phrase: { kind: 'span', unit, count: next.has(after) ? 1 : -1 }, end: start + 2 };
};

/** "fine mese", "la fine della settimana prossima", "fine novembre". */
function endOf({ tokens, at }: { tokens: readonly Token[]; at: number }): PhraseRead | undefined {
  let start = isOf(lexicon.il, wordAt(tokens, at)) || isOf(lexicon.a, wordAt(tokens, at)) ? at + 1 : at;
  if (wordAt(tokens, start) !== 'fine') return undefined;
  start += 1;
  const of = isOf(lexicon.di, wordAt(tokens, start)) ? start + 1 : start;
  const month = monthNamed({ word: wordAt(tokens, of), short: false });
  if (month !== undefined) return { phrase: { kind: 'end-of', unit: 'month', count: 0, month }, end: of + 1 };
  const article = ['il', 'la', 'questa', 'questo', "quest'"].includes(wordAt(tokens, of)) ? of + 1 : of;
  const early = next.has(wordAt(tokens, article));
  const noun = early ? article + 1 : article;
  const unit = unitNamed(wordAt(tokens, noun));
  if (unit !== 'week' && unit !== 'month' && unit !== 'quarter' && unit !== 'year') return undefined;
  const late = !early && next.has(wordAt(tokens, noun + 1));
  // "Il fine settimana" is the weekend.
  if (unit === 'week' && of === start && !late && !early && wordAt(tokens, at) !== 'fine' && wordAt(tokens, at) !== 'a')
    return undefined;
  return { phrase: { kind: 'end-of', unit, count: early || late ? 1 : 0 }, end: noun + (late ? 2 : 1) };
}
