import type { DueRelation, Intent, Place, SaidDay } from '../intent.ts';
import { type Phrase, type Token, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { readDue } from './due.ts';
import { phrases } from './phrases.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { rowNounAt } from './row-nouns.ts';

type Create = Intent & { kind: 'create-checkpoint' };

const verbs = phrases(`
  create | add | make | new | register | insert | set up | set | schedule | plan | put | i need | i want | i'd like | give me | save |
  let me add | let me create | enter | define
`);
const fillers = new Set(phrases('a | an | the | another | one | new | me | us | more | also | following | project'));
const namers = phrases(`
  with the title | with title | with the name | with name | that is called | which is called | called | named | titled | entitled |
  labelled | : | - | – | —
`);
const creatable: readonly DueRelation[] = ['on', 'by', 'before'];
const prepositions = new Set(['in', 'for', 'to', 'under', 'of', 'into', 'on']);
const joins = new Set([',', 'and', '(', ')', '-', '–', '—', '.', ';', 'with']);

interface Said {
  date?: SaidDay;
  place?: Place;
}

/** "Date 12 May", "dated the 12th": as "due". */
function withPlainDates({ source, tokens }: Phrase): Phrase {
  const plain = (token: Token): Token => (/^(date|dated)$/.test(token.fold) ? { ...token, fold: 'due' } : token);
  return { source, tokens: tokens.map(plain) };
}

function dateAt({ phrase, at }: { phrase: Phrase; at: number }): { date: SaidDay; end: number } | undefined {
  const due = readDue({ tokens: phrase.tokens, at });
  if (!due || !creatable.includes(due.relation)) return undefined;
  return { date: { relation: due.relation, reading: due.reading }, end: due.end };
}

function placeAt({ phrase, at }: { phrase: Phrase; at: number }): { place: Place; end: number } | undefined {
  if (!prepositions.has(wordAt(phrase.tokens, at)) && wordAt(phrase.tokens, at) !== 'project') return undefined;
  const isRow = (end: number): boolean => rowNounAt({ phrase, at: end, kind: 'checkpoint' }) !== undefined;
  const until = (end: number): boolean =>
    isRow(end) || (fillers.has(wordAt(phrase.tokens, end)) && isRow(end + 1)) || dateAt({ phrase, at: end }) !== undefined;
  const read = readPlace({ phrase, at, until });
  return read && { place: read.place, end: read.end };
}

const namerAt = ({ phrase, at }: { phrase: Phrase; at: number }): string | undefined =>
  namers.find((text) => isWords(phrase.tokens, at, text));

/** What stands before the title, where words announce it: "for Website on 12 May: Beta". */
function leading(phrase: Phrase): { said: Said; title: Phrase } | undefined {
  const said: Said = {};
  let at = 0;
  for (let round = 0; round < 4; round++) {
    if (at > 0 && [',', 'and'].includes(wordAt(phrase.tokens, at))) at += 1;
    const date = said.date ? undefined : dateAt({ phrase, at });
    const place = said.place || date ? undefined : placeAt({ phrase, at });
    if (!date && !place) break;
    if (date) said.date = date.date;
    if (place) said.place = place.place;
    at = date?.end ?? place?.end ?? at;
  }
  const namer = namerAt({ phrase, at });
  if (namer !== undefined) return { said, title: trimMarks(part(phrase, at + namer.split(' ').length)) };
  const isAnnounced = phrase.tokens[at]?.kind === 'quote' || at >= phrase.tokens.length;
  return isAnnounced && at > 0 ? { said, title: part(phrase, at) } : undefined;
}

/** What stands at the end, behind the title: "Beta to Website on 12 May", "launch, next Friday, project Shop". */
function trailing(given: { title: Phrase; said: Said }): { title: Phrase; said: Said } {
  const said = { ...given.said };
  let { title } = given;
  for (let round = 0; round < 4; round++) {
    const found = lastPart({ title, said });
    if (!found) break;
    if (found.date) said.date = found.date;
    if (found.place) said.place = found.place;
    let end = found.start;
    while (end > 1 && joins.has(wordAt(title.tokens, end - 1))) end -= 1;
    title = part(title, 0, end);
  }
  return { title: trimMarks(title), said };
}

function lastPart({ title, said }: { title: Phrase; said: Said }): (Said & { start: number }) | undefined {
  const { tokens } = title;
  const first = Math.max(1, tokens.length - 16);
  for (let start = first; start < tokens.length && !said.date; start++) {
    const date = dateAt({ phrase: title, at: start });
    if (date?.end === tokens.length) return { start, date: date.date };
  }
  if (said.place) return undefined;
  for (let start = first; start < tokens.length; start++) {
    const isMarked = isPlaceMarker({ phrase: title, at: start }) || wordAt(tokens, start) === 'project';
    const place = isMarked ? placeAt({ phrase: title, at: start }) : undefined;
    if (place?.end === tokens.length) return { start, place: place.place };
  }
  for (let start = tokens.length - 1; start >= first; start--) {
    const place = wordAt(tokens, start) === 'on' ? undefined : placeAt({ phrase: title, at: start });
    if (place?.end === tokens.length) return { start, place: place.place };
  }
  return undefined;
}

function readBody(rest: Phrase): Create {
  const body = withPlainDates(trimMarks(rest, 'end'));
  const lead = leading(body) ?? { said: {}, title: body };
  const { title, said } = trailing(lead);
  const text = textOf(title);
  return { kind: 'create-checkpoint', ...(text.length > 0 && { title: text }), ...said };
}

/** "Add Beta as a checkpoint to Website on 12 May": the words before and behind, as one body. */
function readAs(phrase: Phrase): Create | undefined {
  const { tokens } = phrase;
  if (!/^(add|create|save|set|put|make)$/.test(wordAt(tokens, 0))) return undefined;
  for (let at = 2; at < tokens.length; at++) {
    if (wordAt(tokens, at) !== 'as') continue;
    const from = ['a', 'new', 'the', 'another'].includes(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
    const noun = rowNounAt({ phrase, at: from, kind: 'checkpoint' });
    if (noun && !noun.plural)
      return readBody({ source: phrase.source, tokens: [...tokens.slice(1, at), ...tokens.slice(noun.end)] });
  }
  return undefined;
}

/** "In project Website, add a checkpoint Beta on 12 May": a place before the command. */
function readLed(phrase: Phrase): Create | undefined {
  const { tokens } = phrase;
  if (!prepositions.has(wordAt(tokens, 0))) return undefined;
  const place = readPlace({ phrase, at: 0, until: (end) => ['add', 'create', 'new', 'set'].includes(wordAt(tokens, end)) });
  if (!place || place.end >= tokens.length) return undefined;
  const start = wordAt(tokens, place.end) === ',' ? place.end + 1 : place.end;
  const read = readNewCheckpoint(part(phrase, start));
  return read && (read.place ? read : { ...read, place: place.place });
}

/** A command to create a checkpoint: "add a checkpoint Beta to Website on 12 May", "milestone: launch, next Friday, project Shop". */
export function readNewCheckpoint(phrase: Phrase): Create | undefined {
  const { tokens } = phrase;
  const verb = verbs.filter((text) => isWords(tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  let at = verb?.split(' ').length ?? 0;
  if (verb !== undefined) while (fillers.has(wordAt(tokens, at))) at += 1;
  const noun = rowNounAt({ phrase, at, kind: 'checkpoint' });
  if (noun && !noun.plural) {
    const rest = part(phrase, noun.end);
    const read = readBody(rest);
    // Without a verb it says so itself: by a mark, or by a day and a place.
    const isMarked = wordAt(rest.tokens, 0) === ':' && rest.tokens.length > 1;
    return verb !== undefined || isMarked || (read.title !== undefined && read.date && read.place) ? read : undefined;
  }
  // "Add to Website the milestone Beta on 12 May".
  const place = verb === undefined ? undefined : placeAt({ phrase, at });
  if (place && !noun) {
    let from = place.end;
    while (fillers.has(wordAt(tokens, from))) from += 1;
    const late = rowNounAt({ phrase, at: from, kind: 'checkpoint' });
    const read = late && !late.plural ? readBody(part(phrase, late.end)) : undefined;
    if (read) return read.place ? read : { ...read, place: place.place };
  }
  return readAs(phrase) ?? readLed(phrase);
}
