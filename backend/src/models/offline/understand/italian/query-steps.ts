import type { TaskFilter } from '../intent.ts';
import type { QueryStep } from '../query-parts.ts';
import { type Phrase, part, textOf } from '../tokens.ts';
import { isWords, longestAt, wordAt } from '../words.ts';
import { type DueRead, readDate, readDue } from './due.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readPriority } from './priority.ts';
import { dated, overdue, searchLeads, statusTable, unassigned, undated, unplaced } from './query-words.ts';

type Given = { phrase: Phrase; at: number };

/** "Aperti", "in corso", "non ancora fatti". */
export function statusStep({ phrase, at }: Given): QueryStep | undefined {
  let best: QueryStep | undefined;
  for (const [texts, statuses] of statusTable) {
    const length = longestAt(texts, phrase.tokens, at);
    if (length > 0 && at + length > (best?.end ?? 0)) {
      best = {
        end: at + length,
        take: (parts) => void parts.statuses.push(...statuses.filter((one) => !parts.statuses.includes(one))),
      };
    }
  }
  // "Cosa ho da fare": whatever is still to be done; "cose da fare" are tasks.
  if (
    best &&
    isWords(phrase.tokens, at, 'da fare') &&
    /^(ho|abbiamo|c'|è|resta|rimane|qualcosa|altro|cosa|cos')$/.test(wordAt(phrase.tokens, at - 1))
  )
    best.take = (parts) => void parts.statuses.push('todo', 'in_progress');
  const noun = nounAt({ phrase, at });
  return noun && best && noun.end > best.end ? undefined : best;
}

/** "In scadenza prima di venerdì", "in ritardo", "tra lunedì e venerdì", "senza scadenza". */
export function dueStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  for (const [texts, relation] of [
    [overdue, 'overdue'],
    [undated, 'none'],
    [dated, 'any'],
  ] as const) {
    const length = longestAt(texts, tokens, at);
    if (length > 0 && !(relation === 'any' && readDue({ tokens, at })))
      return {
        end: at + length,
        take: (parts) => {
          if (parts.due) parts.unknown = true;
          parts.due = { relation };
        },
      };
  }
  const between = readBetween({ phrase, at });
  if (between) return between;
  const due = readDue({ tokens, at }) ?? (isOf(lexicon.di, wordAt(tokens, at)) ? onDate({ phrase, at: at + 1 }) : undefined);
  if (!due) return undefined;
  const two = /^(e|o)$/.test(wordAt(tokens, due.end)) ? onDate({ phrase, at: due.end + 1 }) : undefined;
  if (two && nextDays({ first: due, second: two }))
    return { end: two.end, take: (parts) => void (parts.due = { relation: 'between', from: due.reading, to: two.reading }) };
  return {
    end: due.end,
    take: (parts) => {
      // Two days that are no span: one answer cannot hold both, and half of one would be wrong.
      if (parts.due) parts.unknown = true;
      parts.due = { relation: due.relation, reading: due.reading };
    },
  };
}

/** "Tra lunedì e venerdì", "dal 3 al 10 maggio", "da oggi a venerdì". */
function readBetween({ phrase: { tokens }, at }: Given): QueryStep | undefined {
  const start = longestAt(['in scadenza', 'che scadono', 'con scadenza', 'scadono'], tokens, at) + at;
  const word = wordAt(tokens, start);
  if (word !== 'tra' && word !== 'fra' && !isOf(lexicon.da, word)) return undefined;
  for (const begin of [start + 1, start + 2]) {
    if (begin === start + 2 && !isOf(lexicon.il, wordAt(tokens, start + 1))) continue;
    const from = dayWithin({ tokens, at: begin, until: isOf(lexicon.da, word) ? lexicon.a : ['e'] });
    if (!from) continue;
    const joint = from.end;
    const next = isOf(lexicon.il, wordAt(tokens, joint + 1)) && !readDate({ tokens, at: joint + 1 }) ? joint + 2 : joint + 1;
    const to = readDate({ tokens, at: next }) ?? readDate({ tokens, at: joint + 1 });
    if (!to) continue;
    const day = to.reading.phrase;
    // "Dal 3 al 10 maggio": the month is said once.
    const { phrase: first } = from.reading;
    const reading =
      first.kind === 'day-of-month' && day.kind === 'month-day'
        ? { phrase: { kind: 'month-day' as const, month: day.month, date: first.date } }
        : from.reading;
    return { end: to.end, take: (parts) => void (parts.due = { relation: 'between', from: reading, to: to.reading }) };
  }
  return undefined;
}

function dayWithin({
  tokens,
  at,
  until,
}: {
  tokens: Phrase['tokens'];
  at: number;
  until: readonly string[];
}): DueRead | undefined {
  const read = readDate({ tokens, at });
  if (read && until.includes(wordAt(tokens, read.end))) return { relation: 'on', reading: read.reading, end: read.end };
  const date = /^\d{1,2}$/.test(wordAt(tokens, at)) ? Number(wordAt(tokens, at)) : 0;
  return date >= 1 && date <= 31 && until.includes(wordAt(tokens, at + 1))
    ? { relation: 'on', reading: { phrase: { kind: 'day-of-month', date } }, end: at + 1 }
    : undefined;
}

function onDate({ phrase, at }: Given): DueRead | undefined {
  const read = readDate({ tokens: phrase.tokens, at });
  return read && !read.weak ? { relation: 'on', reading: read.reading, end: read.end } : undefined;
}

/** "Oggi e domani": two days of which one follows the other. */
function nextDays({ first, second }: { first: DueRead; second: DueRead }): boolean {
  const [a, b] = [first.reading.phrase, second.reading.phrase];
  return a.kind === 'offset' && b.kind === 'offset' && a.unit === 'day' && b.unit === 'day' && b.count === a.count + 1;
}

/** Whether a name that is being read ends at a token, because another part of the question begins there. */
function startsPart({ phrase, at }: Given): boolean {
  const { tokens } = phrase;
  const word = wordAt(tokens, at);
  if (/^(assegnat[oaie]|\?|che|con|ha|hanno|sono|è|in|nel|nella|per|da|dal|entro|ci|c')$/.test(word)) return true;
  if (word === 'e') return dueStep({ phrase, at: at + 1 }) !== undefined || isPlaceMarker({ phrase, at: at + 1 });
  return (
    isPlaceMarker({ phrase, at }) ||
    dueStep({ phrase, at }) !== undefined ||
    statusStep({ phrase, at }) !== undefined ||
    readPriority({ tokens, at }) !== undefined ||
    nounAt({ phrase, at })?.plural === true
  );
}

function assigneeStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  const none = longestAt(unassigned, tokens, at);
  if (none > 0) return { end: at + none, take: (parts) => void (parts.unassigned = true) };
  const loose = longestAt(unplaced, tokens, at);
  if (loose > 0) return { end: at + loose, take: (parts) => void (parts.unplaced = true) };
  const lead = ['assegnati', 'assegnate', 'assegnato', 'assegnata', 'affidati', 'affidate', 'delegati', 'delegate'].includes(
    wordAt(tokens, at),
  )
    ? isOf(lexicon.a, wordAt(tokens, at + 1))
      ? 2
      : 0
    : wordAt(tokens, at) === '@'
      ? 1
      : 0;
  if (lead === 0 || tokens[at + lead] === undefined) return undefined;
  let end = at + lead + 1;
  while (end < tokens.length && end - at < 6 && tokens[end]?.kind === 'word' && !startsPart({ phrase, at: end })) end += 1;
  const name = textOf(part(phrase, at + lead, end));
  return name.length === 0 ? undefined : { end, take: (parts) => void (parts.assignee = name) };
}

function searchStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  const inTitle = wordAt(tokens, at) === 'con' ? [2, 3, 4].find((count) => isWords(tokens, at + count, 'nel titolo')) : undefined;
  if (inTitle !== undefined) {
    const search = textOf(part(phrase, at + 1, at + inTitle));
    return { end: at + inTitle + 2, take: (parts) => void (parts.search = search) };
  }
  const length = longestAt(searchLeads, tokens, at);
  if (length === 0 && tokens[at]?.kind !== 'quote') return undefined;
  let start = at + length;
  while (length > 0 && (isOf(lexicon.il, wordAt(tokens, start)) || wordAt(tokens, start) === ':') && start + 1 < tokens.length)
    start += 1;
  if (tokens[start] === undefined || (length > 0 && nounAt({ phrase, at: start })?.kind === 'project')) return undefined;
  let end = start + 1;
  if (tokens[start]?.kind !== 'quote')
    while (end < tokens.length && !['?', ',', '\n'].includes(wordAt(tokens, end)) && !startsPart({ phrase, at: end })) end += 1;
  return { end, take: (parts) => void (parts.search = textOf(part(phrase, start, end))) };
}

const notPlaces =
  /^(me|noi|oggi|domani|adesso|ora|lui|lei|questo|questa|quello|quella|tutti|tutte|ordine|totale|fare|ogni|favore|lista|elenco|tutto|task|attivita|priorita|momento|corso)$/i;

function placeStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  const until = (end: number): boolean => startsPart({ phrase, at: end });
  // "Quante attività ha il sito?", "ha Acme".
  if (wordAt(tokens, at) === 'ha' && tokens[at + 1] !== undefined && !['?', 'da'].includes(wordAt(tokens, at + 1))) {
    const lead = { ...(tokens[at] ?? { kind: 'word' as const, start: 0, end: 0 }), fold: 'per' };
    const end = tokens.findIndex((token, index) => index > at && (token.fold === '?' || token.fold === 'ancora'));
    const until_ = end < 0 ? tokens.length : end;
    const read = readPlace({
      phrase: { source: phrase.source, tokens: [lead, ...tokens.slice(at + 1, until_)] },
      at: 0,
      until: () => false,
    });
    return read && { end: at + read.end, take: (parts) => void (parts.place = read.place) };
  }
  const read = readPlace({ phrase, at, until });
  if (!read || (read.place.kind === 'either' && notPlaces.test(read.place.name))) return undefined;
  return {
    end: read.end,
    take: (parts) => void (parts.place = parts.place === undefined || parts.place.kind === 'either' ? read.place : parts.place),
  };
}

/** How many "i task più urgenti" are. */
const shownOfMost = 5;

function orderStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  const sort = longestAt(['ordinati per', 'ordinate per', 'in ordine di', 'per ordine di', 'ordina per'], tokens, at);
  if (sort > 0) {
    const length = longestAt(['data di scadenza', 'scadenza', 'data', 'priorita', 'data di creazione'], tokens, at + sort);
    if (length === 0) return undefined;
    const order =
      wordAt(tokens, at + sort) === 'priorita' ? 'priority' : isWords(tokens, at + sort, 'data di creazione') ? 'newest' : 'due';
    return { end: at + sort + length, take: (parts) => void (parts.order = order) };
  }
  const word = wordAt(tokens, at);
  if (word === 'piu' && /^(urgent|important|critic|prioritar)/.test(wordAt(tokens, at + 1)))
    return { end: at + 2, take: (parts) => void ((parts.order = 'priority'), (parts.limit ??= shownOfMost)) };
  if (word === 'piu' && /^(recent|vecchi)/.test(wordAt(tokens, at + 1))) {
    const order = wordAt(tokens, at + 1).startsWith('recent') ? 'newest' : 'oldest';
    return { end: at + 2, take: (parts) => void (parts.order = order) };
  }
  const orders: readonly [RegExp, TaskFilter['order']][] = [
    [/^ultim[oaie]$/, 'newest'],
    [/^prim[oaie]$/, 'due'],
    [/^prossim[oaie]$/, 'due'],
  ];
  const order = orders.find(([pattern]) => pattern.test(word))?.[1];
  if (order === undefined) {
    const count = numberOf(word);
    const most = [1, 2, 3].some((more) => wordAt(tokens, at + more) === 'piu');
    const after = /^(ultim|prossim|prim)[ie]$/.test(wordAt(tokens, at + 1));
    return count !== undefined && count > 1 && (most || after)
      ? { end: at + 1, take: (parts) => void (parts.limit = count) }
      : undefined;
  }
  const count = numberOf(wordAt(tokens, at + 1));
  if (count !== undefined && count > 0)
    return { end: at + 2, take: (parts) => void ((parts.order ??= order), (parts.limit = count)) };
  const single = nounAt({ phrase, at: at + 1 })?.plural === false || /[oa]$/.test(word);
  return { end: at + 1, take: (parts) => void ((parts.order ??= order), single && (parts.limit = 1)) };
}

function nounStep({ phrase, at }: Given): QueryStep | undefined {
  const noun = nounAt({ phrase, at });
  const kind = noun?.kind;
  if (!noun || (kind !== 'task' && kind !== 'project' && kind !== 'client')) return undefined;
  const said = phrase.tokens
    .slice(at, noun.end)
    .map((token) => token.fold)
    .join(' ');
  const open = /^(to ?dos?|cos[ae] da fare)$/.test(said);
  return {
    end: noun.end,
    take: (parts) => {
      if (parts.nouns.length === 0 && noun.plural !== true) parts.singular = true;
      parts.nouns.push(kind);
      if (open && parts.statuses.length === 0) parts.statuses.push('todo', 'in_progress');
    },
  };
}

/** "Progetto Sito", without a preposition, names one. */
function namedProjectStep(given: Given): QueryStep | undefined {
  const word = wordAt(given.phrase.tokens, given.at);
  if (word !== 'progetto' && word !== 'cliente') return undefined;
  const step = placeStep(given);
  return step && step.end > given.at + 1 ? step : undefined;
}

/** The readers of a question’s parts, in the order in which they are tried at a word. */
export const querySteps = [
  dueStep,
  assigneeStep,
  namedProjectStep,
  placeMarkerStep,
  searchStep,
  statusStep,
  orderStep,
  nounStep,
  placeStep,
];

/** "Sul progetto Sito" is a place before it is something to search for. */
function placeMarkerStep(given: Given): QueryStep | undefined {
  return isPlaceMarker(given) ? placeStep(given) : undefined;
}
