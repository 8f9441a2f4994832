import type { TaskFilter } from '../intent.ts';
import { type Phrase, type Token, part, textOf } from '../tokens.ts';
import { nounAt } from './nouns.ts';
import { isWords, wordAt } from './date-reader.ts';
import { numberOf } from './lexicon.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readPriority } from './priority.ts';
import type { QueryStep } from '../query-parts.ts';
import { searchLeads, unassigned, unplaced } from './query-words.ts';
import { dueStep, longest, statusStep } from './query-when.ts';
import { lookUp } from './phrases.ts';

/** Whether a name that is being read ends at a token, because another part of the question begins there. */
function startsPart({ phrase, at }: { phrase: Phrase; at: number }): boolean {
  const { tokens } = phrase;
  if (
    ['assigned', '?', 'and', 'have', 'has', 'are', 'is', 'do', 'does', 'that', 'which', 'in', 'for', 'with'].includes(
      wordAt(tokens, at),
    )
  ) {
    if (wordAt(tokens, at) !== 'and') return true;
    return dueStep({ phrase, at: at + 1 }) !== undefined || isPlaceMarker({ phrase, at: at + 1 });
  }
  return (
    isPlaceMarker({ phrase, at }) ||
    dueStep({ phrase, at }) !== undefined ||
    statusStep({ phrase, at }) !== undefined ||
    readPriority({ tokens, at }) !== undefined ||
    longest(searchLeads, tokens, at) > 0 ||
    nounAt({ phrase, at })?.noun === 'tasks'
  );
}

function assigneeStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const { tokens } = phrase;
  const none = longest(unassigned, tokens, at);
  if (none > 0) return { end: at + none, take: (parts) => void (parts.unassigned = true) };
  const loose = longest(unplaced, tokens, at);
  if (loose > 0) return { end: at + loose, take: (parts) => void (parts.unplaced = true) };
  const lead = longest(
    ['that are assigned to', 'assigned to', 'delegated to', 'for assignee', 'with assignee', 'waiting on', '@'],
    tokens,
    at,
  );
  if (lead === 0 || tokens[at + lead] === undefined) return undefined;
  let end = at + lead + 1;
  while (end < tokens.length && end - at < 6 && tokens[end]?.kind === 'word' && !startsPart({ phrase, at: end })) end += 1;
  const name = textOf(part(phrase, at + lead, end));
  return name.length === 0 ? undefined : { end, take: (parts) => void (parts.assignee = name) };
}

/** "With invoice in the title". */
function withInTitle({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  if (!['with', 'having', 'that have'].includes(wordAt(phrase.tokens, at))) return undefined;
  for (let end = at + 2; end < Math.min(phrase.tokens.length, at + 8); end++) {
    if (
      !isWords(phrase.tokens, end, 'in the title') &&
      !isWords(phrase.tokens, end, 'in the name') &&
      !isWords(phrase.tokens, end, 'in their title')
    )
      continue;
    const search = textOf(part(phrase, at + 1, end));
    return { end: end + 3, take: (parts) => void (parts.search = search) };
  }
  return undefined;
}

/** "About invoices", "called Buy milk", a quote. */
export function searchStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const { tokens } = phrase;
  const titled = withInTitle({ phrase, at });
  if (titled) return titled;
  const length = longest(searchLeads, tokens, at);
  if (length === 0 && tokens[at]?.kind !== 'quote') return undefined;
  let start = at + length;
  if (length > 0) while (['the', 'a', 'an', ':', 'my'].includes(wordAt(tokens, start)) && start + 1 < tokens.length) start += 1;
  if (tokens[start] === undefined) return undefined;
  let end = start + 1;
  if (tokens[start]?.kind !== 'quote') {
    while (end < tokens.length && !['?', ',', '\n'].includes(wordAt(tokens, end)) && !startsPart({ phrase, at: end })) end += 1;
    if (isWords(tokens, end, 'in the title') || isWords(tokens, end, 'in their title')) end += 3;
  }
  const stop = isWords(tokens, end - 3, 'in the title') ? end - 3 : end;
  return { end, take: (parts) => void (parts.search = textOf(part(phrase, start, stop))) };
}

/** "In project Website", "for Acme", "… does the website have". */
export function placeStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const { tokens } = phrase;
  const until = (end: number): boolean => startsPart({ phrase, at: end });
  const inner = ['does', 'do', 'has', 'have', 'did'].includes(wordAt(tokens, at)) ? at + 1 : at;
  if (inner !== at) {
    // "How many tasks does the website have?"
    const start = ['the', 'my', 'our'].includes(wordAt(tokens, inner)) ? inner + 1 : inner;
    if (['i', 'we', 'you', 'there', 'it', 'they', 'any', 'no'].includes(wordAt(tokens, start))) return undefined;
    let end = start;
    while (
      end < tokens.length &&
      !['have', 'has', 'contain', 'include', '?', 'got', 'still', 'need'].includes(wordAt(tokens, end)) &&
      end - start < 8
    )
      end += 1;
    if (end === start || !['have', 'contain', 'include', 'got', 'still', 'need'].includes(wordAt(tokens, end))) return undefined;
    const read = readPlace({
      phrase: { source: phrase.source, tokens: [{ ...(tokens[at] ?? blank), fold: 'for' }, ...tokens.slice(inner, end)] },
      at: 0,
      until: () => false,
    });
    return read && { end: end + 1, take: (parts) => void (parts.place = read.place) };
  }
  const read = readPlace({ phrase, at, until });
  if (!read) return undefined;
  if (
    read.place.kind === 'either' &&
    /^(me|us|all|today|now|it|this|that|order|total|which|progress|those|these|them|the list|list|every|each|priority|my list|my tasks|tasks|any)$/i.test(
      read.place.name,
    )
  )
    return undefined;
  return {
    end: read.end,
    take: (parts) => void (parts.place = parts.place === undefined || parts.place.kind === 'either' ? read.place : parts.place),
  };
}

const blank: Token = { kind: 'word', fold: '', start: 0, end: 0 };

/** How many "the most urgent tasks" are. */
const shownOfMost = 5;

function orderStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const { tokens } = phrase;
  const sort = longest(['sorted by', 'ordered by', 'order by', 'sort by', 'in order of', 'by order of'], tokens, at);
  if (sort > 0) {
    const end = at + sort;
    const length = longest(['due date', 'deadline', 'date', 'priority', 'creation date', 'newest', 'oldest'], tokens, end);
    if (length === 0) return undefined;
    const word = wordAt(tokens, end);
    const order =
      word === 'priority'
        ? 'priority'
        : word === 'creation' || word === 'newest'
          ? 'newest'
          : word === 'oldest'
            ? 'oldest'
            : 'due';
    return { end: end + length, take: (parts) => void (parts.order = order) };
  }
  const word = wordAt(tokens, at);
  // "The 3 most urgent tasks": by priority, not of one.
  const most = wordAt(tokens, at + 1) === 'most' ? at + 1 : word === 'most' ? at : -1;
  if (most >= 0 && ['urgent', 'important', 'pressing', 'critical'].includes(wordAt(tokens, most + 1))) {
    const count = most > at ? numberOf(word) : undefined;
    if (most > at && count === undefined) return undefined;
    return { end: most + 2, take: (parts) => void ((parts.order = 'priority'), (parts.limit = count ?? shownOfMost)) };
  }
  const orders: Record<string, TaskFilter['order']> = {
    latest: 'newest',
    newest: 'newest',
    recent: 'newest',
    recently: 'newest',
    last: 'newest',
    oldest: 'oldest',
    first: 'due',
    top: 'priority',
    next: 'due',
  };
  const order = lookUp({ table: orders, word });
  if (order === undefined) return undefined;
  const count = numberOf(wordAt(tokens, at + 1));
  if (count !== undefined && count > 0)
    return { end: at + 2, take: (parts) => void ((parts.order ??= order), (parts.limit = count)) };
  const single = nounAt({ phrase, at: at + 1 })?.noun === 'task';
  if ((word === 'first' && !single) || word === 'top') return undefined;
  if (word === 'recently' && ['created', 'added'].includes(wordAt(tokens, at + 1)))
    return { end: at + 2, take: (parts) => void (parts.order = order) };
  return {
    end: at + 1,
    take: (parts) => void ((parts.order ??= order), nounAt({ phrase, at: at + 1 })?.noun === 'task' && (parts.limit = 1)),
  };
}

function nounStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const found = nounAt({ phrase, at });
  if (!found) return undefined;
  const noun = found.noun.startsWith('task') ? 'task' : found.noun.startsWith('project') ? 'project' : 'client';
  const list = ['list', 'lists'].includes(wordAt(phrase.tokens, found.end)) ? 1 : 0;
  const said = phrase.tokens
    .slice(at, found.end)
    .map((token) => token.fold)
    .join(' ');
  const open = /^(to ?dos?|to do)$/.test(said);
  return {
    end: found.end + list,
    take: (parts) => {
      if (parts.nouns.length === 0 && found.noun === noun) parts.singular = true;
      parts.nouns.push(noun);
      if (open && parts.statuses.length === 0) parts.statuses.push('todo', 'in_progress');
    },
  };
}

/** "Project Website", without a preposition, names one. */
export function namedProjectStep(given: { phrase: Phrase; at: number }): QueryStep | undefined {
  if (wordAt(given.phrase.tokens, given.at) !== 'project') return undefined;
  const step = placeStep(given);
  return step && step.end > given.at + 1 ? step : undefined;
}

/** The readers of a question’s parts, in the order in which they are tried at a word. */
export const querySteps = [namedProjectStep, dueStep, assigneeStep, searchStep, statusStep, orderStep, nounStep, placeStep];
