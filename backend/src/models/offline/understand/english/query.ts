import { phrases } from './phrases.ts';
import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Amount, Intent, TaskFilter } from '../intent.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { readQueryParts } from './query-filter.ts';
import { type QueryParts, filterOf, hasFilter } from '../query-parts.ts';
import { readAgenda } from './agenda.ts';

const counts = phrases(`
  how many | count | count up | number of | what's the number of | what is the number of |
  what is the total number of | total number of | tell me how many | tell me the number of | can you count |
  the number of | do you know how many | total | total of | total number
`);
const lists = phrases(`
  list | list out | show | show me | display | give me | tell me | tell me about | what | what are | what're |
  what is | what's | whats | which | which are | which of | find | find me | search | search for | look for |
  look up | get | get me | fetch | see | view | print | read | read me | let me see | i want to see |
  i'd like to see | i would like to see | i need to see | do i have | have i got | do we have | are there |
  is there | is anything | are any | any | anything | open | pull up | bring up | check | go through | who are |
  who | filter | where are | do i | does | has | have | summarise | summarize | overview of |
  give me an overview of | name | enumerate | how about | remind me what | remind me which | let's see |
  what do i have | whatever | see all | view all | is there anything | do i have anything
`);
const finders = new Set(['find', 'search', 'look', 'show', 'display', 'open', 'view', 'pull', 'see']);

/** How a question for rows begins, and whether it asks for their number. */
export function opener(phrase: Phrase): { amount: Amount; end: number; words: string } | undefined {
  let best: { amount: Amount; end: number; words: string } | undefined;
  for (const [amount, texts] of [
    ['count', counts],
    ['list', lists],
  ] as const) {
    for (const text of texts) {
      const end = text.split(' ').length;
      if (end > (best?.end ?? 0) && isWords(phrase.tokens, 0, text)) best = { amount, end, words: text };
    }
  }
  return best;
}

/** Words beside the noun are what to look for: "invoice tasks" mention "invoice", "website tasks" may be a project's. */
function withTopic(parts: QueryParts, source: string): boolean {
  if (parts.unknown || parts.topic.length > 4) return false;
  const [first, last] = [parts.topic[0], parts.topic.at(-1)];
  if (!first || !last) return true;
  if (parts.place !== undefined || parts.search !== undefined) return false;
  const name = source.slice(first.start, last.end).replace(/['’]s$/, '');
  if (parts.nouns[0] === 'task') parts.place = { kind: 'either', name };
  else if (parts.nouns[0] === 'project' && parts.singular && parts.topicLeads) {
    // "Show me the Website project": what is in it.
    parts.nouns = ['task'];
    parts.place = { kind: 'project', name };
  } else parts.search = name;
  return true;
}

function intentOf({ parts, amount }: { parts: QueryParts; amount: Amount }): Intent | undefined {
  switch (parts.nouns[0]) {
    case 'task':
      return { kind: 'list-tasks', amount, filter: filterOf(parts) };
    case 'project': {
      const client = parts.place;
      if (parts.due || parts.priorities.length > 0 || parts.statuses.includes('done') || parts.assignee !== undefined)
        return undefined;
      return {
        kind: 'list-projects',
        amount,
        ...(client && { client: client.kind === 'either' ? { ...client, kind: 'client' } : client }),
        ...(parts.search !== undefined && { search: parts.search }),
        ...(parts.archived && { archived: true }),
        ...(parts.archivedToo && { all: true }),
      };
    }
    case 'client': {
      if (parts.due || parts.priorities.length > 0 || parts.statuses.length > 0 || parts.assignee !== undefined) return undefined;
      const place = parts.place && 'name' in parts.place ? parts.place.name : undefined;
      const search = (parts.search ?? place)?.replace(/ (industry|business|sector|field)$/i, '');
      return { kind: 'list-clients', amount, ...(search !== undefined && { search }) };
    }
    case undefined:
      return undefined;
    default:
      return exhausted(parts.nouns[0]);
  }
}

/** When something was made or finished is in no tool's answer. */
const askedOfThePast =
  /\b(created|added|made|completed|finished|closed|complete|finish|accomplished?|changed|updated)\b(?!.*\bdue\b).*\b(today|yesterday|this (week|month|year|morning)|last (week|month|year|monday|friday)|ago|since|recently)\b/;

const foldOf = ({ tokens }: Phrase): string => tokens.map((token) => token.fold).join(' ');

/**
 * A question for rows or their number: "list my tasks", "how many are open for the website?"; with `opened` false, one without
 * such an opening: "overdue tasks".
 */
export function readQuery({ phrase, opened }: { phrase: Phrase; opened: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const agenda = readAgenda(trimmed);
  if (agenda) return agenda;
  const open = opener(trimmed);
  if (opened !== (open !== undefined)) return undefined;
  if ((open || trimmedNoun(trimmed)) && askedOfThePast.test(foldOf(trimmed))) return { kind: 'say', topic: 'history' };
  const rest = part(trimmed, open?.end ?? 0);
  const parts = readQueryParts(rest);
  // "Open tasks" opens nothing: the word says which.
  if (open?.words === 'open' && parts.nouns[0] === 'task' && parts.statuses.length === 0)
    parts.statuses.push('todo', 'in_progress');
  if (parts.nouns.length > 0) {
    if (!open && (!trimmedNoun(trimmed) || isWords(trimmed.tokens, 0, 'to'))) return undefined;
    if (!open && parts.topic.length > 0 && !parts.topicLeads) return undefined;
    if (!withTopic(parts, phrase.source)) return undefined;
    return intentOf({ parts, amount: open?.amount ?? 'list' });
  }
  return open ? withoutNoun({ parts, open, rest, source: phrase.source }) : undefined;
}

/** "List my tasks and projects": one question a noun, when nothing else is said. */
export function readQueries(phrase: Phrase): Intent[] | undefined {
  const trimmed = trimMarks(phrase);
  const open = opener(trimmed);
  if (!open) return undefined;
  const parts = readQueryParts(part(trimmed, open.end));
  const nouns = parts.nouns.filter((noun, at, all) => all.indexOf(noun) === at);
  if (nouns.length < 2 || parts.unknown || parts.topic.length > 0 || hasFilter(parts)) return undefined;
  return nouns.flatMap((noun) => intentOf({ parts: { ...parts, nouns: [noun] }, amount: open.amount }) ?? []);
}

/** Without a verb a phrase is a question only when a plural or "my" shows it: "my tasks", "overdue tasks in project X". */
function trimmedNoun({ tokens }: Phrase): boolean {
  return (
    tokens.some((token) => /^(tasks|todos|dos|items|projects|clients|customers|list|reminders)$/.test(token.fold)) ||
    isWords(tokens, 0, 'my next task') ||
    isWords(tokens, 0, 'next task')
  );
}

function withoutNoun({
  parts,
  open,
  rest,
  source,
}: {
  parts: QueryParts;
  open: { amount: Amount; words: string };
  rest: Phrase;
  source: string;
}): Intent | undefined {
  const filter = filterOf(parts);
  const first = open.words.split(' ')[0] ?? '';
  if (parts.unknown && !finders.has(first)) return undefined;
  // "Show project Website", "what's in the Website project": its tasks still to be done.
  if (parts.place && parts.place.kind !== 'either' && parts.topic.length === 0)
    return { kind: 'list-tasks', amount: open.amount, filter };
  if (open.amount === 'count' && parts.topic.length === 0 && hasFilter(parts))
    return { kind: 'list-tasks', amount: 'count', filter };
  if (
    finders.has(first) &&
    rest.tokens.length > 0 &&
    rest.tokens.length <= 10 &&
    !['how', 'the way', 'why'].includes(wordAt(rest.tokens, 0))
  ) {
    const from = ['the', 'my', 'a', 'an', 'for'].includes(wordAt(rest.tokens, 0)) ? 1 : 0;
    const searched = part(rest, from);
    const [a, b] = [searched.tokens[0], searched.tokens.at(-1)];
    if (a && b && parts.topic.length + (parts.search === undefined ? 0 : 1) > 0 && !parts.due) {
      const search = a === b && a.inner !== undefined ? a.inner : source.slice(a.start, b.end);
      return { kind: 'list-tasks', amount: open.amount, filter: { statuses: [], priorities: [], search } };
    }
  }
  // "Is there anything about invoices?"
  if (parts.topic.length === 0 && parts.search !== undefined && /any|something/.test(`${open.words} ${foldOf(rest)}`))
    return { kind: 'list-tasks', amount: open.amount, filter };
  if (parts.topic.length === 0 && !parts.unknown && hasFilter(parts) && parts.search === undefined && open.words !== 'open')
    return { kind: 'list-tasks', amount: open.amount, filter };
  return undefined;
}

/** "All overdue tasks", "every task in project X", "everything due today": the tasks that a command is about. */
export function readTaskFilter(phrase: Phrase): TaskFilter | undefined {
  const { tokens } = phrase;
  const every = ['all', 'every', 'each', 'everything', 'any'].includes(wordAt(tokens, 0));
  const parts = readQueryParts(phrase);
  if (parts.unknown || parts.topic.length > 0) return undefined;
  const plural = tokens.some((token) => /^(tasks|todos|items|reminders)$/.test(token.fold));
  if (parts.nouns[0] !== 'task' && !(wordAt(tokens, 0) === 'everything' && hasFilter(parts))) return undefined;
  if (!every && !(plural && hasFilter(parts))) return undefined;
  return filterOf(parts);
}
