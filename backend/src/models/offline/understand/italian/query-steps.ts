import type { TaskFilter } from '../intent.ts';
import type { QueryStep } from '../query-parts.ts';
import { type Phrase, part, textOf } from '../tokens.ts';
import { isWords, longestAt, wordAt } from '../words.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readPriority } from './priority.ts';
import { dueStep, statusStep } from './query-when.ts';
import { searchLeads, unassigned, unplaced } from './query-words.ts';

type Given = { phrase: Phrase; at: number };

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
  const isArticle = (): boolean => isOf(lexicon.il, wordAt(tokens, start)) || wordAt(tokens, start) === ':';
  if (length > 0) while (isArticle() && start + 1 < tokens.length) start += 1;
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
