import type { Amount, DueFilter, RowFilter } from '../intent.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { numberOf } from './lexicon.ts';
import { opener } from './query.ts';
import type { QueryParts } from '../query-parts.ts';
import { namedProjectStep, placeStep, searchStep } from './query-steps.ts';
import { dueStep, longest } from './query-when.ts';
import { refusers, stopWords } from './query-words.ts';
import { phrases } from './phrases.ts';
import { type RowKind, rowNounAt } from './row-nouns.ts';

/** A question for checkpoints or notes: which, and how many. */
export interface RowQuery {
  amount: Amount;
  filter: RowFilter;
  limit?: number;
  order?: 'newest' | 'changed';
  /** It began as a question or a command does: "show my notes", not only "my notes". */
  opened: boolean;
  /** "All", "every". */
  every: boolean;
  plural: boolean;
}

/** From today on: a checkpoint that is past is none that comes up. */
const coming = phrases(`
  that are coming up | that is coming up | which are coming up | coming up | upcoming | up next | ahead | ahead of us | still to come | to come |
  still ahead | in the future | future | that are left | left | remaining | still open | open | from now on | soon
`);
const past = ['in the past', 'that have passed', 'that are over', 'already over', 'passed', 'missed', 'past'];
const latest: readonly [string, 'newest' | 'changed'][] = [
  ['latest', 'newest'],
  ['newest', 'newest'],
  ['most recent', 'newest'],
  ['recent', 'newest'],
  ['last', 'newest'],
  ['recently changed', 'changed'],
  ['last changed', 'changed'],
  ['recently edited', 'changed'],
];

const today = { phrase: { kind: 'offset', unit: 'day', count: 0 } } as const;
const fromToday: DueFilter = { relation: 'from', reading: today };
const beforeToday: DueFilter = { relation: 'before', reading: today };

interface Reading {
  parts: QueryParts;
  due?: DueFilter;
  limit?: number;
  order?: 'newest' | 'changed';
  nouns: number;
  plural: boolean;
}

/** What a word, or several, of such a question says; the token after them. */
function stepAt({ phrase, at, kind, reading }: { phrase: Phrase; at: number; kind: RowKind; reading: Reading }): number {
  const { tokens } = phrase;
  const noun = rowNounAt({ phrase, at, kind });
  if (noun) {
    reading.nouns += 1;
    reading.plural ||= noun.plural;
    return noun.end;
  }
  if (kind === 'checkpoint') {
    const ahead = longest(coming, tokens, at);
    const before = longest(past, tokens, at);
    if (ahead > 0 || before > 0) {
      reading.due = ahead > 0 ? fromToday : beforeToday;
      return at + Math.max(ahead, before);
    }
  }
  const order = latest.find(([words]) => kind === 'note' && isWords(tokens, at, words));
  const count = numberOf(wordAt(tokens, at + (order ? order[0].split(' ').length : 1)));
  const counted = count !== undefined && count > 0 && count <= 50;
  if (order) {
    reading.order = order[1];
    const end = at + order[0].split(' ').length;
    if (counted) reading.limit = count;
    else if (rowNounAt({ phrase, at: end, kind })?.plural === false) reading.limit = 1;
    return counted ? end + 1 : end;
  }
  const next = wordAt(tokens, at) === 'next' && (counted || rowNounAt({ phrase, at: at + 1, kind }) !== undefined);
  if (next && kind === 'checkpoint') {
    reading.due = fromToday;
    if (counted) reading.limit = count;
    else if (rowNounAt({ phrase, at: at + 1, kind })?.plural === false) reading.limit = 1;
    return counted ? at + 2 : at + 1;
  }
  const step = [namedProjectStep, dueStep, searchStep, placeStep].map((read) => read({ phrase, at })).find((one) => one);
  if (!step || step.end <= at) return at;
  step.take(reading.parts);
  return step.end;
}

/**
 * Reads a question for rows of a kind, part by part: "which checkpoints of Website are coming up?", "my notes", "how many
 * notes are in project Shop?". Undefined: it is none, or says something that is not understood.
 */
export function readRowQuery({ phrase, kind }: { phrase: Phrase; kind: RowKind }): RowQuery | undefined {
  const trimmed = trimMarks(phrase);
  const open = opener(trimmed);
  const rest = part(trimmed, open?.end ?? 0);
  const reading: Reading = {
    parts: { nouns: [], statuses: [], priorities: [], topic: [], unknown: false },
    nouns: 0,
    plural: false,
  };
  let topicEnd = -1;
  let leads = false;
  let every = false;
  for (let at = 0; at < rest.tokens.length;) {
    const nouns = reading.nouns;
    const end = stepAt({ phrase: rest, at, kind, reading });
    if (end > at) {
      if (nouns === 0 && reading.nouns > 0 && topicEnd === at) leads = true;
      at = end;
      continue;
    }
    const token = rest.tokens[at];
    const word = token?.fold ?? '';
    if (refusers.has(word)) return undefined;
    if (['all', 'every', 'each'].includes(word)) every = true;
    if (token && token.kind === 'word' && !stopWords.has(word) && word !== 'planned') {
      if (reading.parts.topic.length > 0 && topicEnd !== at) return undefined;
      reading.parts.topic.push(token);
      topicEnd = at + 1;
    }
    at += 1;
  }
  if (reading.nouns === 0 || reading.parts.unknown) return undefined;
  const filter = filterOf({ reading, source: phrase.source, leads });
  if (!filter) return undefined;
  return {
    amount: open?.amount ?? 'list',
    filter,
    ...(reading.limit !== undefined && { limit: reading.limit }),
    ...(reading.order && { order: reading.order }),
    opened: open !== undefined,
    every,
    plural: reading.plural,
  };
}

/** "The Website checkpoints", "Website's notes": words right before the noun are a place; elsewhere they say too much. */
function filterOf({ reading, source, leads }: { reading: Reading; source: string; leads: boolean }): RowFilter | undefined {
  const { parts } = reading;
  const due = reading.due && parts.due ? undefined : (reading.due ?? parts.due);
  // Two days at once, or "without a date", is nothing that such a list can say.
  if ((reading.due && parts.due) || due?.relation === 'none' || parts.topic.length > 4) return undefined;
  const [first, last] = [parts.topic[0], parts.topic.at(-1)];
  if (first && last && (!leads || parts.place)) return undefined;
  const name = first && last ? source.slice(first.start, last.end).replace(/['’]s$/, '') : undefined;
  const project = name === undefined ? undefined : /^(?:the )?(.+) project$/i.exec(name)?.[1];
  const led = project === undefined ? { kind: 'either' as const, name: name ?? '' } : { kind: 'project' as const, name: project };
  const place = parts.place ?? (name === undefined ? undefined : led);
  return {
    ...(place && { place }),
    ...(due && due.relation !== 'any' && { due }),
    ...(parts.search !== undefined && { search: parts.search }),
  };
}
