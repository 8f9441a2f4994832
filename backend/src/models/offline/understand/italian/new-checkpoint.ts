import type { Intent, Place, SaidDay } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, wordAt } from '../words.ts';
import { readDue } from './due.ts';
import { isOf, lexicon } from './lexicon.ts';
import { nounAfterArticles, nounAt } from './nouns.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { verbOf } from './verbs.ts';

type Create = Intent & { kind: 'create-checkpoint' };
const makers = new Set([
  'crea',
  'aggiungi',
  'inserisci',
  'registra',
  'fissa',
  'programma',
  'pianifica',
  'metti',
  'definisci',
  'salva',
  'segna',
  'imposta',
  'stabilisci',
]);
const joins = new Set([',', 'e', '(', ')', '-', '–', '.', ';', 'con']);

function dateAt({ phrase, at }: { phrase: Phrase; at: number }): { date: SaidDay; end: number } | undefined {
  const due = readDue({ tokens: phrase.tokens, at });
  return due && /^(on|by|before)$/.test(due.relation)
    ? { date: { relation: due.relation, reading: due.reading }, end: due.end }
    : undefined;
}

/** What stands behind the title, from its end on: "Lancio a Sito il 12 maggio". */
function trailing(given: Phrase): { title: Phrase; date?: SaidDay; place?: Place } {
  let title = given;
  let date: SaidDay | undefined;
  let place: Place | undefined;
  for (let round = 0; round < 3; round++) {
    const { tokens } = title;
    let cut = -1;
    for (let at = Math.max(0, tokens.length - 16); at < tokens.length && cut < 0; at++) {
      const day = date ? undefined : dateAt({ phrase: title, at });
      const isPlace = isPlaceMarker({ phrase: title, at }) || wordAt(tokens, at) === 'progetto';
      const where =
        !place && isPlace
          ? readPlace({ phrase: title, at, until: (end) => dateAt({ phrase: title, at: end }) !== undefined })
          : undefined;
      if (day?.end === tokens.length) [date, cut] = [day.date, at];
      else if (where?.end === tokens.length) [place, cut] = [where.place, at];
    }
    // "Lancio a Sito": the last "a", "per" or "in" before a name, when nothing else says a project.
    for (let at = tokens.length - 2; at >= 1 && cut < 0 && !place; at--) {
      const word = wordAt(tokens, at);
      if (!isOf(lexicon.a, word) && !isOf(lexicon.in, word) && word !== 'per') continue;
      const where = readPlace({ phrase: title, at, until: () => false });
      if (where?.end === tokens.length) [place, cut] = [where.place, at];
    }
    if (cut < 0) break;
    while (cut > 0 && joins.has(wordAt(tokens, cut - 1))) cut -= 1;
    title = part(title, 0, cut);
  }
  return { title: trimMarks(title), ...(date && { date }), ...(place && { place }) };
}

/** "Aggiungi il traguardo Lancio a Sito il 12 maggio", "milestone: lancio, venerdì, progetto Sito". */
export function readNewCheckpoint(phrase: Phrase): Create | undefined {
  const { tokens } = phrase;
  const isVerb = makers.has(verbOf(wordAt(tokens, 0)) ?? '') || /^nuov[oa]$/.test(wordAt(tokens, 0));
  const noun = isVerb ? nounAfterArticles({ phrase, at: 1 }) : nounAt({ phrase, at: 0 });
  if (noun?.kind !== 'checkpoint' || noun.plural === true) return undefined;
  const rest = trimMarks(part(phrase, noun.end), 'end');
  const marked = wordAt(rest.tokens, 0) === ':' && rest.tokens.length > 1;
  if (!isVerb && !marked) return undefined;
  const namer = rest.tokens.findIndex((_, at) => at < 8 && longestAt(lexicon.namer, rest.tokens, at) > 0);
  // "Un traguardo nel progetto Sito chiamato Lancio": what is said of it may stand before its name.
  const before = namer > 0 ? trailing(part(rest, 0, namer)) : undefined;
  const isSaid = before !== undefined && before.title.tokens.length === 0;
  const body = namer === 0 || isSaid ? part(rest, namer + longestAt(lexicon.namer, rest.tokens, namer)) : rest;
  const { title, ...said } = trailing(trimMarks(body));
  const text = textOf(title);
  const early = isSaid ? { ...(before.date && { date: before.date }), ...(before.place && { place: before.place }) } : {};
  return { kind: 'create-checkpoint', ...early, ...(text.length > 0 && { title: text }), ...said };
}
