import type { Place } from '../intent.ts';
import { type Phrase, type Token, part, textOf, trimMarks } from '../tokens.ts';
import { phrases, wordAt } from '../words.ts';
import { isArticled, isOf, lexicon, ordinalOf } from './lexicon.ts';

export interface PlaceRead {
  place: Place;
  end: number;
}

const prepositions = [lexicon.di, lexicon.a, lexicon.in, lexicon.da, lexicon.su, ['per', 'sotto', 'con', 'dentro']] as const;
const isPreposition = (word: string): boolean => prepositions.some((group) => isOf(group, word));
const kinds: Record<string, 'project' | 'client'> = { progetto: 'project', cliente: 'client' };
const kindOf = (word: string): 'project' | 'client' | undefined => (Object.hasOwn(kinds, word) ? kinds[word] : undefined);

const stops = new Set(
  phrases(`
  , | ; | \n | : | ( | ) | ? | ! | . | chiamato | chiamata | intitolato | intitolata | con | che | ha | hanno | è | sono | scade |
  scadono | entro | dal | di_nome
`),
);

/** Where a name that begins at `at` ends: at a mark, or where `until` says that something else begins. Its first word always belongs. */
function nameEnd({ phrase, at, until }: { phrase: Phrase; at: number; until: (end: number) => boolean }): number {
  const { tokens } = phrase;
  if (tokens[at]?.kind === 'quote') return at + 1;
  let end = at + 1;
  while (end < tokens.length && end - at < 12 && !stops.has(wordAt(tokens, end)) && !until(end)) end += 1;
  while (end > at + 1 && ['e', 'per', '-', '–', 'il', 'la', 'di'].includes(wordAt(tokens, end - 1))) end -= 1;
  return end;
}

/** The token of "progetto" or "cliente" after the preposition at a token, or -1. */
function kindAfter(tokens: readonly Token[], at: number): number {
  let start = at + 1;
  while (
    start - at < 3 &&
    (isOf(lexicon.il, wordAt(tokens, start)) ||
      isOf(lexicon.mio, wordAt(tokens, start)) ||
      isOf(lexicon.quel, wordAt(tokens, start)))
  )
    start += 1;
  return kindOf(wordAt(tokens, start)) === undefined ? -1 : start;
}

/** Whether "nel progetto", "per il cliente" or "#" stands at a token: a name before it ends there. */
export function isPlaceMarker({ phrase: { tokens }, at }: { phrase: Phrase; at: number }): boolean {
  return wordAt(tokens, at) === '#' || (isPreposition(wordAt(tokens, at)) && kindAfter(tokens, at) > 0);
}

/**
 * Where something belongs: "nel progetto X", "per il cliente Y", "#X", "in quel progetto", "progetto X" and, as `either`,
 * "per il sito", "di Rossi". `until` says whether something else begins at a token.
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
  const led = isPreposition(wordAt(tokens, at));
  const noun = led ? kindAfter(tokens, at) : kindOf(wordAt(tokens, at)) ? at : -1;
  if (noun >= 0) {
    const kind = kindOf(wordAt(tokens, noun)) ?? 'project';
    const pointed = noun > at && isOf(lexicon.quel, wordAt(tokens, noun - 1));
    const determined = pointed || (noun > at && (isArticled(wordAt(tokens, at)) || noun > at + 1));
    let from = noun + 1;
    while (
      ['chiamato', 'di', 'denominato', ':', '='].includes(wordAt(tokens, from)) &&
      !(wordAt(tokens, from) === 'di' && wordAt(tokens, from + 1) !== 'nome')
    )
      from += 1;
    if (wordAt(tokens, from) === 'nome' && from > noun + 1) from += 1;
    const ends =
      from >= tokens.length ||
      (stops.has(wordAt(tokens, from)) && tokens[from]?.kind === 'mark') ||
      stops.has(wordAt(tokens, from)) ||
      until(from);
    if (pointed || ends) return led && determined ? { place: { kind: 'reference', noun: kind }, end: noun + 1 } : undefined;
    const end = nameEnd({ phrase, at: from, until });
    return { place: { kind, name: textOf(part(phrase, from, end)) }, end };
  }
  if (!led) return undefined;
  const start = at + 1 + (isOf(lexicon.il, wordAt(tokens, at + 1)) ? 1 : 0);
  const at_ = ordinalAt(tokens, start);
  if (at_ !== undefined && (start > at + 1 || isArticled(wordAt(tokens, at)))) {
    const kind = kindOf(wordAt(tokens, start + 1));
    return { place: { kind: 'reference', noun: kind ?? 'either', at: at_ }, end: start + (kind ? 2 : 1) };
  }
  if (tokens[start] === undefined || stops.has(wordAt(tokens, start)) || isOf(lexicon.quel, wordAt(tokens, start)))
    return undefined;
  const end = nameEnd({ phrase, at: start, until });
  const name = textOf(part(phrase, start, end));
  return name.length === 0 ? undefined : { place: { kind: 'either', name }, end };
}

function ordinalAt(tokens: readonly Token[], at: number): number | undefined {
  return /^ultim[oa]$/.test(wordAt(tokens, at)) ? -1 : ordinalOf(wordAt(tokens, at));
}

/** A phrase as a project's name: "progetto X", "il progetto X", "quel progetto", "Sito". */
export function readPlaceName(phrase: Phrase): Place {
  const trimmed = trimMarks(phrase);
  const led = isPreposition(wordAt(trimmed.tokens, 0));
  const lead: Token = { kind: 'word', fold: 'in', start: 0, end: 0 };
  const tokens = led ? trimmed.tokens : [lead, ...trimmed.tokens];
  const read = readPlace({ phrase: { source: phrase.source, tokens }, at: 0, until: () => false });
  if (read?.end === tokens.length) return read.place.kind === 'either' ? { kind: 'project', name: read.place.name } : read.place;
  return { kind: 'project', name: textOf(trimmed) };
}
