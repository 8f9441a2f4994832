import type { Place } from '../intent.ts';
import { type Phrase, part, textOf } from '../tokens.ts';
import { wordAt } from './date-reader.ts';
import { ordinalOf } from './lexicon.ts';
import { lookUp } from './phrases.ts';

export interface PlaceRead {
  place: Place;
  end: number;
}

const prepositions = new Set(['in', 'for', 'to', 'into', 'under', 'on', 'within', 'inside', 'of', 'from', 'at', 'about']);
const determiners = new Set(['the', 'my', 'our', 'their', 'a', 'an']);
const nouns: Record<string, 'project' | 'client'> = { project: 'project', client: 'client', customer: 'client' };
const nounNamed = (word: string): 'project' | 'client' | undefined => lookUp({ table: nouns, word });
const stops = new Set([
  ',',
  ';',
  '\n',
  ':',
  '(',
  ')',
  '?',
  '!',
  '.',
  'called',
  'named',
  'titled',
  'with',
  'that',
  'which',
  'have',
  'has',
  'are',
  'is',
  'do',
  'does',
  'due',
]);

/** Where a name that begins at `at` ends: at a mark, or where `until` says that something else begins. Its first word always belongs. */
function nameEnd({ phrase, at, until }: { phrase: Phrase; at: number; until: (end: number) => boolean }): number {
  const { tokens } = phrase;
  if (tokens[at]?.kind === 'quote') return at + 1;
  let end = at + 1;
  while (end < tokens.length && end - at < 12 && !stops.has(wordAt(tokens, end)) && !until(end)) end += 1;
  while (end > at + 1 && ['and', 'please', '-', '–'].includes(wordAt(tokens, end - 1))) end -= 1;
  return end;
}

/** Whether "in project", "for the client" or "#" stands at a token: a name before it ends there. */
export function isPlaceMarker({ phrase: { tokens }, at }: { phrase: Phrase; at: number }): boolean {
  if (wordAt(tokens, at) === '#') return true;
  if (!prepositions.has(wordAt(tokens, at))) return false;
  return nounNamed(wordAt(tokens, at + (determiners.has(wordAt(tokens, at + 1)) ? 2 : 1))) !== undefined;
}

/**
 * Reads where something belongs: "in project X", "for the client Y", "#X", "in the X project", "to that project", and, as
 * `either`, "for the website". `until` says whether something else begins at a token.
 */
export function readPlace({
  phrase,
  at,
  until,
}: {
  phrase: Phrase;
  at: number;
  until: (end: number) => boolean;
}): PlaceRead | undefined {
  const { tokens } = phrase;
  if (wordAt(tokens, at) === '#' && tokens[at + 1] !== undefined) {
    const end = nameEnd({ phrase, at: at + 1, until: () => true });
    return { place: { kind: 'project', name: textOf(part(phrase, at + 1, end)) }, end };
  }
  let start = at;
  if (wordAt(tokens, start) === 'belonging' && wordAt(tokens, start + 1) === 'to') start += 2;
  else if (prepositions.has(wordAt(tokens, start))) start += 1;
  const led = start > at;
  const determined = determiners.has(wordAt(tokens, start));
  if (determined && led) {
    const at = wordAt(tokens, start + 1) === 'last' ? -1 : ordinalOf(wordAt(tokens, start + 1));
    const noun = wordAt(tokens, start + 2);
    if (at !== undefined && (noun === 'one' || nounNamed(noun)))
      return { place: { kind: 'reference', noun: nounNamed(noun) ?? 'either', at }, end: start + 3 };
  }
  if (determined) start += 1;
  else if (led && ['that', 'this', 'it', 'them', 'those', 'same'].includes(wordAt(tokens, start))) {
    const noun = nounNamed(wordAt(tokens, start + 1));
    if (noun) return { place: { kind: 'reference', noun }, end: start + 2 };
    return wordAt(tokens, start) === 'it' ? { place: { kind: 'reference', noun: 'either' }, end: start + 1 } : undefined;
  }
  const named = nounNamed(wordAt(tokens, start));
  if (named !== undefined && (led || !determined)) {
    let from = start + 1;
    while (['called', 'named', ':', '='].includes(wordAt(tokens, from))) from += 1;
    if (from >= tokens.length || (stops.has(wordAt(tokens, from)) && tokens[from]?.kind === 'mark') || until(from)) {
      return led && determined ? { place: { kind: 'reference', noun: named }, end: start + 1 } : undefined;
    }
    const end = nameEnd({ phrase, at: from, until });
    return { place: { kind: named, name: textOf(part(phrase, from, end)) }, end };
  }
  if (!led || tokens[start] === undefined || stops.has(wordAt(tokens, start))) return undefined;
  const end = nameEnd({ phrase, at: start, until: (end) => nounNamed(wordAt(tokens, end)) !== undefined || until(end) });
  const after = nounNamed(wordAt(tokens, end));
  const name = textOf(part(phrase, start, end));
  if (name.length === 0) return undefined;
  return after === undefined ? { place: { kind: 'either', name }, end } : { place: { kind: after, name }, end: end + 1 };
}
