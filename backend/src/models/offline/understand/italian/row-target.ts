import type { Place, Reference } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, wordAt } from '../words.ts';
import { readDue } from './due.ts';
import { isOf, lexicon, pastArticles } from './lexicon.ts';
import { type NounKind, nounAt } from './nouns.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readPlaces } from './target.ts';

export type RowKind = Extract<NounKind, 'checkpoint' | 'note' | 'comment'>;

/** Rows as a message means them; what a target of each kind has in common. */
export type SaidRows =
  | { kind: 'reference'; reference: Reference }
  | { kind: 'name'; name: string; place?: Place }
  | { kind: 'filter'; filter: { place?: Place } };

/** The place at the end of a phrase ("… nel progetto Sito"), and what is before it. */
export function withoutPlace(phrase: Phrase): { rest: Phrase; place?: Place } {
  for (let at = 0; at < phrase.tokens.length; at++) {
    if (!isPlaceMarker({ phrase, at })) continue;
    const read = readPlace({ phrase, at, until: (end) => readDue({ tokens: phrase.tokens, at: end }) !== undefined });
    if (read?.end === phrase.tokens.length) return { rest: trimMarks(part(phrase, 0, at)), place: read.place };
  }
  return { rest: phrase };
}

/** "Il traguardo Lancio", "quella nota", "tutte le note del progetto Sito", "il secondo traguardo". Undefined without the noun. */
export function readRows({ phrase, kind }: { phrase: Phrase; kind: RowKind }): SaidRows | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  let at = /^tutt[oiae]$/.test(wordAt(tokens, 0)) ? 1 : 0;
  const every = at > 0;
  at = pastArticles(tokens, at);
  const pointed = isOf(lexicon.quel, wordAt(tokens, at));
  if (pointed) at += 1;
  const noun = nounAt({ phrase: trimmed, at });
  if (noun?.kind !== kind) return byPlace({ phrase: trimmed, at, kind });
  const namer = longestAt(lexicon.namer, tokens, noun.end);
  const rest = trimMarks(part(trimmed, noun.end + namer));
  const many = noun.plural === true || every;
  if (rest.tokens.length === 0) {
    if (every || (many && !pointed)) return { kind: 'filter', filter: {} };
    return { kind: 'reference', reference: { which: many ? 'them' : 'it' } };
  }
  const { rest: named, place } = withoutPlace(rest);
  if (named.tokens.length === 0 && place)
    return { kind: many ? 'filter' : 'name', ...(many ? { filter: { place } } : { name: '', place }) } as SaidRows;
  const places = /^(numero|n|#|\d)/.test(wordAt(named.tokens, 0)) ? readPlaces(named) : undefined;
  if (places) return { kind: 'reference', reference: { which: 'places', places } };
  return { kind: 'name', name: textOf(named), ...(place && { place }) };
}

/** "Il secondo traguardo", "l'ultima nota": its place stands before the noun. */
function byPlace({ phrase, at, kind }: { phrase: Phrase; at: number; kind: RowKind }): SaidRows | undefined {
  const places = readPlaces(part(phrase, at, at + 1));
  if (!places || nounAt({ phrase, at: at + 1 })?.kind !== kind || at + 2 < phrase.tokens.length) return undefined;
  return { kind: 'reference', reference: { which: 'places', places } };
}

/** Whether a phrase names rows of this kind by their noun. */
export const hasNoun = ({ phrase, kind }: { phrase: Phrase; kind: RowKind }): boolean =>
  phrase.tokens.some((_, at) => nounAt({ phrase, at })?.kind === kind);
