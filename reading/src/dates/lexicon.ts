import type { DateUnit, Language, LanguageWords } from './language-words.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { nl } from './words/nl.ts';
import { pl } from './words/pl.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';
import { sv } from './words/sv.ts';

export const wordsOf: Readonly<Record<Language, LanguageWords>> = { en, it, de, fr, es, pt, nl, pl, ru, sv };

/** What a word or phrase can mean in a date. */
export type Sense =
  | 'weekday'
  | 'weekdayShort'
  | 'month'
  | 'monthShort'
  | 'number'
  | 'ordinal'
  | 'unit'
  | 'days'
  | 'part'
  | 'tonight'
  | 'clockWord'
  | 'next'
  | 'last'
  | 'this'
  | 'ago'
  | 'agoBefore'
  | 'ahead'
  | 'later'
  | 'within'
  | 'endOf'
  | 'startOf'
  | 'midOf'
  | 'of'
  | 'at'
  | 'on'
  | 'to'
  | 'from'
  | 'between'
  | 'and'
  | 'since'
  | 'clock'
  | 'halfPast'
  | 'halfBefore'
  | 'quarterPast'
  | 'quarterTo'
  | 'past'
  | 'before'
  | 'holiday'
  | 'season';

export type SenseEntry = { sense: Sense; value: string };

/** `longest` tells for a first word how many words its longest phrase has. */
export type Lexicon = { entries: ReadonlyMap<string, SenseEntry[]>; longest: ReadonlyMap<string, number> };

const wordPattern = /\p{L}+|\d+|[^\s\p{L}\d]/gu;

/** Lower case, without accents; å stays apart from a, which other words have. */
export function normalWord(word: string): string {
  const lower = word.toLowerCase();
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007F]*$/.test(lower)) return lower;
  return lower
    .replaceAll('å', 'aa')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'")
    .replaceAll('ё', 'е')
    .replaceAll('й', 'й')
    .normalize('NFD')
    .replace(/[\u0300-\u0305\u0307-\u036F]/g, '');
}

export function splitWords(text: string): RegExpMatchArray[] {
  return [...text.matchAll(wordPattern)];
}

const lexicons = new Map<Language, Lexicon>();

export function lexiconOf(language: Language): Lexicon {
  const known = lexicons.get(language);
  if (known) return known;
  const built = build(wordsOf[language]);
  lexicons.set(language, built);
  return built;
}

function build(words: LanguageWords): Lexicon {
  const entries = new Map<string, SenseEntry[]>();
  const longest = new Map<string, number>();
  const add = (phrase: string, sense: Sense, value: string): void => {
    // A trailing underscore marks a phrase that is listed for readers but read by another rule.
    if (phrase === '' || phrase.endsWith('_') || phrase.endsWith('-')) return;
    const parts = splitWords(phrase.replaceAll('_', ' ')).map((match) => normalWord(match[0]));
    const first = parts[0] as string;
    longest.set(first, Math.max(longest.get(first) ?? 1, parts.length));
    const key = parts.join(' ');
    const list = entries.get(key) ?? [];
    list.push({ sense, value });
    entries.set(key, list);
  };
  const addAll = (list: string, sense: Sense, value: string): void => {
    for (const phrase of list.split('|')) add(phrase, sense, value);
  };
  const addPairs = (pairs: string, sense: Sense): void => {
    for (const pair of pairs.split(' ')) {
      const at = pair.lastIndexOf('=');
      if (at > 0) add(pair.slice(0, at), sense, pair.slice(at + 1));
    }
  };
  for (const [index, list] of words.weekdays.entries()) addAll(list, 'weekday', String(index));
  // "Montagabend", "maandagochtend", "måndagmorgon" are one word.
  for (const [index, list] of words.weekdays.entries())
    for (const part of words.weekdayEndings.split('|').filter(Boolean))
      for (const day of list.split('|')) add(day + part, 'weekday', String(index));
  for (const [index, list] of words.weekdaysShort.entries()) addAll(list, 'weekdayShort', String(index));
  for (const [index, list] of words.months.entries()) addAll(list, 'month', String(index + 1));
  for (const [index, list] of words.monthsShort.entries()) addAll(list, 'monthShort', String(index + 1));
  addPairs(words.numbers, 'number');
  addPairs(words.ordinals, 'ordinal');
  for (const [unit, list] of Object.entries(words.units) as [DateUnit, string][]) addAll(list, 'unit', unit);
  addPairs(words.days, 'days');
  for (const [part, list] of Object.entries(words.parts)) addAll(list, 'part', part);
  addAll(words.tonight, 'tonight', '0');
  addAll(words.noon, 'clockWord', '720');
  addAll(words.midnight, 'clockWord', '1440');
  for (const sense of [
    'next',
    'last',
    'this',
    'ago',
    'agoBefore',
    'ahead',
    'later',
    'within',
    'endOf',
    'startOf',
    'midOf',
    'of',
    'at',
    'on',
    'to',
    'from',
    'between',
    'and',
    'since',
    'clock',
    'halfPast',
    'halfBefore',
    'quarterPast',
    'quarterTo',
    'past',
    'before',
  ] as const)
    addAll(words[sense], sense, '1');
  addPairs(words.holidays, 'holiday');
  // "mothers_day" is mostly written with its apostrophe.
  addPairs(words.holidays.replace(/(\p{L})s_/gu, "$1's_"), 'holiday');
  addPairs(words.seasons, 'season');
  return { entries, longest };
}
