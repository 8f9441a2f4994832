import type { Place, RowTarget } from '../intent.ts';
import { type Phrase, type Token, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { type RowKind, rowNounAt } from './row-nouns.ts';
import { readRowQuery } from './row-query.ts';
import { readReference } from './target.ts';

const determiners = new Set(['the', 'my', 'our', 'this', 'that', 'a', 'an']);
const namers = phrases('with the title | with the name | called | named | titled | entitled | about | regarding | on | :');
const prepositions = new Set(['in', 'of', 'for', 'from', 'under']);

/** What such a target is, of rows of any kind: the rows themselves are found later. */
type Said = Exclude<RowTarget<never>, { kind: 'rows' }>;

/** Where a name ends because "of project Website" begins; -1: nowhere. */
function placeStart({ phrase, from }: { phrase: Phrase; from: number }): number {
  for (let at = from; at < phrase.tokens.length; at++) {
    const isMarked = isPlaceMarker({ phrase, at }) && wordAt(phrase.tokens, at) !== '#';
    if (isMarked && readPlace({ phrase, at, until: () => false })?.end === phrase.tokens.length) return at;
  }
  return -1;
}

function wholePlace({ phrase, at }: { phrase: Phrase; at: number }): Place | undefined {
  const read = readPlace({ phrase, at, until: () => false });
  return read?.end === phrase.tokens.length ? read.place : undefined;
}

/** "Beta of Website", "Beta in project Website": a name and, perhaps, a place behind it. */
function named(phrase: Phrase): Said | undefined {
  const { tokens } = phrase;
  if (tokens.length === 0) return undefined;
  const marked = placeStart({ phrase, from: 1 });
  const place = marked > 0 ? wholePlace({ phrase, at: marked }) : undefined;
  if (place) return withName({ name: part(phrase, 0, marked), more: { place } });
  for (let at = tokens.length - 2; at >= 1; at--) {
    if (!prepositions.has(wordAt(tokens, at))) continue;
    const read = wholePlace({ phrase, at });
    if (read?.kind !== 'either') break;
    // Behind a quoted name there is nothing of it.
    if (at === 1 && tokens[0]?.kind === 'quote') return withName({ name: part(phrase, 0, 1), more: { place: read } });
    return withName({ name: phrase, more: { maybePlace: { name: read.name, nameWithout: textOf(part(phrase, 0, at)) } } });
  }
  return withName({ name: phrase, more: {} });
}

function withName({ name, more }: { name: Phrase; more: Partial<Said & { kind: 'name' }> }): Said | undefined {
  const text = textOf(name);
  return text.length === 0 || text.length > 500 ? undefined : { kind: 'name', name: text, ...more };
}

/** "The first checkpoint", "that note": as "the first one", "that one". */
function referenceIn({ phrase, kind }: { phrase: Phrase; kind: RowKind }): Said | undefined {
  for (let at = 0; at < phrase.tokens.length; at++) {
    const noun = rowNounAt({ phrase, at, kind });
    if (!noun) continue;
    const one: Token = { kind: 'word', fold: noun.plural ? 'ones' : 'one', start: 0, end: 0 };
    const tokens = [...phrase.tokens.slice(0, at), one, ...phrase.tokens.slice(noun.end)];
    const reference = readReference({ source: phrase.source, tokens });
    return reference && { kind: 'reference', reference };
  }
  return undefined;
}

/**
 * Which checkpoints or notes a phrase means: it must name their kind. "The checkpoint Beta of Website", "the hosting note",
 * "that milestone", "all notes of project Shop".
 */
export function readRowTarget({ phrase, kind }: { phrase: Phrase; kind: RowKind }): Said | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  const start = determiners.has(wordAt(tokens, 0)) ? 1 : 0;
  if (tokens.length === 0 || nounAt({ phrase: trimmed, at: start })) return undefined;
  const every = /^(all|every|each)$/.test(wordAt(tokens, 0));
  const reference = every ? undefined : referenceIn({ phrase: trimmed, kind });
  if (reference) return reference;
  const leading = rowNounAt({ phrase: trimmed, at: start, kind });
  if (leading && !leading.plural) {
    const rest = part(trimmed, leading.end);
    const place = prepositions.has(wordAt(rest.tokens, 0)) ? wholePlace({ phrase: rest, at: 0 }) : undefined;
    if (place) return { kind: 'filter', filter: { place } };
    const namer = namers.find((text) => isWords(rest.tokens, 0, text));
    return named(trimMarks(namer === undefined ? rest : part(rest, namer.split(' ').length)));
  }
  const query = leading?.plural || every ? readRowQuery({ phrase: trimmed, kind }) : undefined;
  if (query) return query.every || Object.keys(query.filter).length > 0 ? { kind: 'filter', filter: query.filter } : undefined;
  return trailing({ phrase: trimmed, start, kind });
}

/** "The Beta checkpoint", "the Beta checkpoint of Website". Without "the", only what is never a title's last word. */
function trailing({ phrase, start, kind }: { phrase: Phrase; start: number; kind: RowKind }): Said | undefined {
  const { tokens } = phrase;
  for (let at = start + 1; at < tokens.length; at++) {
    const noun = rowNounAt({ phrase, at, kind });
    if (!noun || noun.plural) continue;
    const name = part(phrase, start, at);
    const isSure = start > 0 || kind === 'checkpoint' || name.tokens[0]?.kind === 'quote';
    if (!isSure || /['’]s$/.test(name.tokens.at(-1)?.fold ?? '')) return undefined;
    if (noun.end === tokens.length) return withName({ name, more: {} });
    const place = prepositions.has(wordAt(tokens, noun.end)) ? wholePlace({ phrase, at: noun.end }) : undefined;
    return place && withName({ name, more: { place } });
  }
  return undefined;
}
