import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { DatePhrase } from '#backend/models/offline/dates/date-phrase.ts';
import type { Token } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { unitNamed } from './date-words.ts';
import { numberOf } from './lexicon.ts';

/** "3 days", "a couple of weeks", "half an hour": how many of what. */
export function readAmount({
  tokens,
  at,
}: {
  tokens: readonly Token[];
  at: number;
}): { phrase: DatePhrase & { kind: 'offset' | 'minutes' }; end: number } | undefined {
  let start = at;
  let count: number | undefined;
  if (isWords(tokens, at, 'half an hour')) return { phrase: { kind: 'minutes', count: 30 }, end: at + 3 };
  if (isWords(tokens, at, 'a couple of')) [count, start] = [2, at + 3];
  else if (isWords(tokens, at, 'a few')) [count, start] = [3, at + 2];
  else if (['a', 'an', 'another'].includes(wordAt(tokens, at))) [count, start] = [1, at + 1];
  else [count, start] = [numberOf(wordAt(tokens, at)), at + 1];
  if (count === undefined) return undefined;
  const unit = unitNamed(wordAt(tokens, start));
  switch (unit) {
    case 'hour':
      return { phrase: { kind: 'minutes', count: count * 60 }, end: start + 1 };
    case 'minute':
      return { phrase: { kind: 'minutes', count }, end: start + 1 };
    case 'fortnight':
      return { phrase: { kind: 'offset', unit: 'week', count: count * 2 }, end: start + 1 };
    case 'day':
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      return { phrase: { kind: 'offset', unit, count }, end: start + 1 };
    case 'weekend':
    case undefined:
      return undefined;
    default:
      return exhausted(unit);
  }
}
