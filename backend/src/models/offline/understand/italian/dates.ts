import type { CalendarUnit } from '#backend/models/offline/dates/calendar.ts';
import type { DatePhrase } from '#backend/models/offline/dates/date-phrase.ts';
import type { Token } from '../tokens.ts';
import { isWords, lookUp, phrases, wordAt } from '../words.ts';
import { numberOf } from './lexicon.ts';

const weekdayNames = phrases('lunedi | martedi | mercoledi | giovedi | venerdi | sabato | domenica');
const monthNames = phrases(`
  gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre | ottobre | novembre | dicembre
`);
const monthShort: Record<string, number> = {
  gen: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  mag: 5,
  giu: 6,
  lug: 7,
  ago: 8,
  set: 9,
  sett: 9,
  ott: 10,
  nov: 11,
  dic: 12,
};

const units: Record<string, CalendarUnit | 'hour' | 'minute'> = {
  giorno: 'day',
  giorni: 'day',
  giornata: 'day',
  settimana: 'week',
  settimane: 'week',
  mese: 'month',
  mesi: 'month',
  trimestre: 'quarter',
  trimestri: 'quarter',
  anno: 'year',
  anni: 'year',
  ora: 'hour',
  ore: 'hour',
  minuto: 'minute',
  minuti: 'minute',
};

/** 1 Monday to 7 Sunday. */
export function weekdayNamed(word: string): number | undefined {
  const index = weekdayNames.indexOf(word);
  return index >= 0 ? index + 1 : undefined;
}

/** 1 to 12; `short`: "mag" and "sett" too, which are words of their own elsewhere. */
export function monthNamed({ word, short }: { word: string; short: boolean }): number | undefined {
  const index = monthNames.indexOf(word);
  return index >= 0 ? index + 1 : short ? lookUp({ table: monthShort, word }) : undefined;
}

export const unitNamed = (word: string): CalendarUnit | 'hour' | 'minute' | undefined => lookUp({ table: units, word });

/** Days with a name of their own: month and date. */
export const feasts: readonly [string, readonly [number, number]][] = [
  ['la vigilia di natale', [12, 24]],
  ['vigilia di natale', [12, 24]],
  ['natale', [12, 25]],
  ['santo stefano', [12, 26]],
  ['san silvestro', [12, 31]],
  ['capodanno', [1, 1]],
  ['epifania', [1, 6]],
  ['befana', [1, 6]],
  ['ferragosto', [8, 15]],
  ['ognissanti', [11, 1]],
];

/** What may follow a day without changing it: "domani mattina". */
export const partsOfDay = new Set(['mattina', 'pomeriggio', 'sera', 'notte', 'mattino']);

/** "3 giorni", "un paio di settimane", "mezz'ora": how many of what. */
export function readAmount({
  tokens,
  at,
}: {
  tokens: readonly Token[];
  at: number;
}): { phrase: DatePhrase & { kind: 'offset' | 'minutes' }; end: number } | undefined {
  if (isWords(tokens, at, "mezz' ora")) return { phrase: { kind: 'minutes', count: 30 }, end: at + 2 };
  if (isWords(tokens, at, 'mezza giornata')) return undefined;
  const vague = ['un paio di', 'qualche', 'alcuni', 'alcune'].find((text) => isWords(tokens, at, text));
  const count = vague === undefined ? numberOf(wordAt(tokens, at)) : vague === 'un paio di' ? 2 : 3;
  if (count === undefined) return undefined;
  let start = at + (vague?.split(' ').length ?? 1);
  if (['altri', 'altre', 'altro', 'altra'].includes(wordAt(tokens, start))) start += 1;
  const unit = unitNamed(wordAt(tokens, start));
  if (unit === undefined) return undefined;
  const end = start + 1;
  const half = isWords(tokens, end, 'e mezza') || isWords(tokens, end, 'e mezzo');
  if (unit === 'hour') return { phrase: { kind: 'minutes', count: count * 60 + (half ? 30 : 0) }, end: end + (half ? 2 : 0) };
  if (unit === 'minute') return { phrase: { kind: 'minutes', count }, end };
  return { phrase: { kind: 'offset', unit, count }, end };
}
