import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Amount, Intent, TaskFilter } from '../intent.ts';
import { type QueryParts, filterOf, hasFilter } from '../query-parts.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, longestAt, phrases, wordAt } from '../words.ts';
import { readAgenda } from './agenda.ts';
import { isOf, lexicon } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { readQueryParts } from './query-filter.ts';

const counts = phrases(`
  quanti | quante | quant' | conta | conta mi | numero di | il numero di | numero dei | il numero dei | il numero delle | numero delle | qual è il numero di | qual è il numero dei | qual è il numero delle | dimmi quanti | dimmi quante | quanti sono | quante sono |
  totale dei | totale delle | il totale dei | il totale delle
`);
const lists = phrases(`
  elenca | elenca mi | lista | la lista di | la lista dei | la lista delle | lista dei | lista delle | elenco | elenco dei | elenco delle | l' elenco dei | l' elenco delle | mostra | mostra mi | fai mi vedere | fai vedere | fai mi un elenco di | fai mi un elenco dei | fai mi un elenco delle |
  fai mi la lista dei | fai mi la lista delle | dai mi | dai mi la lista dei | dai mi la lista delle | dai mi l' elenco dei | dai mi l' elenco delle | dimmi | quali sono | quali | quale | qual è | che | cosa | che cosa | cos' è | cosa c' è | che cosa c' è | cerca | cerca mi | trova | trova mi | visualizza | vedi | leggi | leggi mi |
  ho | ho qualche | abbiamo | ci sono | c' è | c' è qualche | c' è qualcosa | esistono | apri | vedi tutti | vorrei vedere | voglio vedere | ha | chi sono | chi è | filtra | riepilogo dei | riepilogo delle | un riepilogo dei | hai | mi mostri | mi fai vedere | mi elenchi | mi dici | mi trovi | mi cerchi | mi dai
`);
const finders = new Set(['cerca', 'trova', 'mostra', 'visualizza', 'vedi', 'fai', 'apri']);

interface Opener {
  amount: Amount;
  end: number;
  verb: string;
}

function opener({ tokens }: Phrase): Opener | undefined {
  const count = longestAt(counts, tokens, 0);
  const list = longestAt(lists, tokens, 0);
  if (count === 0 && list === 0) return undefined;
  return { amount: count >= list ? 'count' : 'list', end: Math.max(count, list), verb: wordAt(tokens, 0) };
}

/** Words beside the noun are what to look for: "i task fatture" mention "fatture". */
function withTopic(parts: QueryParts, source: string): boolean {
  if (parts.unknown || parts.topic.length > 4) return false;
  const [first, last] = [parts.topic[0], parts.topic.at(-1)];
  if (!first || !last) return true;
  if (parts.place !== undefined || parts.search !== undefined) return false;
  const name = source.slice(first.start, last.end);
  if (parts.nouns[0] === 'task') parts.place = { kind: 'either', name };
  else parts.search = name;
  return true;
}

function intentOf({ parts, amount }: { parts: QueryParts; amount: Amount }): Intent | undefined {
  switch (parts.nouns[0]) {
    case 'task':
      return { kind: 'list-tasks', amount, filter: filterOf(parts) };
    case 'project': {
      const client = parts.place;
      const open = parts.statuses.length === 2 && !parts.statuses.includes('done');
      if (parts.due || parts.priorities.length > 0 || (parts.statuses.length > 0 && !open) || parts.assignee !== undefined)
        return undefined;
      return {
        kind: 'list-projects',
        amount,
        ...(client && { client: client.kind === 'either' ? { ...client, kind: 'client' } : client }),
        ...(parts.search !== undefined && { search: parts.search }),
        ...(parts.archived && (parts.archivedToo ? { all: true } : { archived: true })),
      };
    }
    case 'client': {
      if (parts.due || parts.priorities.length > 0 || parts.statuses.length > 0 || parts.assignee !== undefined) return undefined;
      const place = parts.place && 'name' in parts.place ? parts.place.name : undefined;
      const search = (parts.search ?? place)?.replace(/^settore (del|della|dei|delle)? ?/i, '');
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
  /\b(creat|aggiunt|completat|finit|chius|fatt|modificat|conclus|terminat)[oaie]\b(?!.*\bscad).*\b(oggi|ieri|settimana|mese|anno|recentemente|stamattina|fa|scors[oa])\b/;

const foldOf = ({ tokens }: Phrase): string => tokens.map((token) => token.fold).join(' ');

/** A question for rows or their number; with `opened` false, one without an opening verb: "task in ritardo". */
export function readQuery({ phrase, opened }: { phrase: Phrase; opened: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const agenda = readAgenda(trimmed);
  if (agenda) return agenda;
  const open = opener(trimmed);
  if (opened !== (open !== undefined)) return undefined;
  if ((open || isPlural(trimmed)) && askedOfThePast.test(foldOf(trimmed))) return { kind: 'say', topic: 'history' };
  const rest = part(trimmed, open?.end ?? 0);
  if (!open && (!isPlural(trimmed) || startsWithPreposition(trimmed))) return undefined;
  const parts = readQueryParts(rest);
  if (parts.nouns.length > 0) {
    if (!open && (parts.topic.length > 0 || parts.nouns.length > 1)) return undefined;
    const alone =
      parts.nouns[0] === 'project' && parts.singular && parts.place === undefined && parts.topic.length > 0 && !parts.unknown;
    if (alone) return undefined;
    if (!withTopic(parts, phrase.source)) return undefined;
    return intentOf({ parts, amount: open?.amount ?? 'list' });
  }
  return open ? withoutNoun({ parts, open, rest, source: phrase.source }) : undefined;
}

const startsWithPreposition = ({ tokens }: Phrase): boolean => isOf(lexicon.a, wordAt(tokens, 0));

/** "Elenca i miei task e progetti": one question a noun, when nothing else is said. */
export function readQueries(phrase: Phrase): Intent[] | undefined {
  const trimmed = trimMarks(phrase);
  const open = opener(trimmed);
  if (!open) return undefined;
  const parts = readQueryParts(part(trimmed, open.end));
  const nouns = parts.nouns.filter((noun, at, all) => all.indexOf(noun) === at);
  if (nouns.length < 2 || parts.unknown || parts.topic.length > 0 || hasFilter(parts)) return undefined;
  return nouns.flatMap((noun) => intentOf({ parts: { ...parts, nouns: [noun] }, amount: open.amount }) ?? []);
}

/** Without a verb a phrase is a question only when a plural shows it: "i miei task", "attività in ritardo del progetto X". */
function isPlural(phrase: Phrase): boolean {
  const first = phrase.tokens.findIndex((_, at) => nounAt({ phrase, at }) !== undefined);
  const noun = first < 0 ? undefined : nounAt({ phrase, at: first });
  if (!noun || !['task', 'project', 'client'].includes(noun.kind)) return false;
  const said = phrase.tokens[first]?.fold;
  const unmarked =
    noun.plural === undefined &&
    first === 0 &&
    (said === 'task' || said === 'attivita' || said === 'todo' || said === 'promemoria');
  return (
    noun.plural === true ||
    unmarked ||
    isWords(phrase.tokens, 0, 'il prossimo task') ||
    isWords(phrase.tokens, 0, 'la prossima attivita')
  );
}

function withoutNoun({
  parts,
  open,
  rest,
  source,
}: {
  parts: QueryParts;
  open: Opener;
  rest: Phrase;
  source: string;
}): Intent | undefined {
  const filter = filterOf(parts);
  if (parts.unknown && !finders.has(open.verb)) return undefined;
  // "Mostra il progetto Sito", "cosa c'è nel progetto Sito": what is in it.
  if (parts.place && parts.place.kind !== 'either' && parts.topic.length === 0)
    return { kind: 'list-tasks', amount: open.amount, filter };
  if (open.amount === 'count' && parts.topic.length === 0 && hasFilter(parts))
    return { kind: 'list-tasks', amount: 'count', filter };
  if (
    finders.has(open.verb) &&
    open.verb !== 'apri' &&
    rest.tokens.length > 0 &&
    rest.tokens.length <= 10 &&
    !/^(come|perche)$/.test(wordAt(rest.tokens, 0))
  ) {
    const from = isOf(lexicon.il, wordAt(rest.tokens, 0)) || isOf(lexicon.un, wordAt(rest.tokens, 0)) ? 1 : 0;
    const [a, b] = [rest.tokens[from], rest.tokens.at(-1)];
    if (a && b && parts.topic.length + (parts.search === undefined ? 0 : 1) > 0 && !parts.due) {
      const search = a === b && a.inner !== undefined ? a.inner : source.slice(a.start, b.end);
      return { kind: 'list-tasks', amount: open.amount, filter: { statuses: [], priorities: [], search } };
    }
  }
  // "C'è qualcosa sulle fatture?"
  if (parts.topic.length === 0 && parts.search !== undefined && /qualcosa|qualche/.test(foldOf(rest)))
    return { kind: 'list-tasks', amount: open.amount, filter };
  if (parts.topic.length === 0 && parts.search !== undefined && (open.verb === "c'" || open.verb === 'ho'))
    return { kind: 'list-tasks', amount: open.amount, filter };
  if (
    parts.topic.length === 0 &&
    !parts.unknown &&
    hasFilter(parts) &&
    parts.search === undefined &&
    open.verb !== 'apri' &&
    parts.place === undefined
  )
    return { kind: 'list-tasks', amount: open.amount, filter };
  return undefined;
}

/** "Tutti i task in ritardo", "ogni attività del progetto X", "tutto quello che scade oggi": the tasks that a command is about. */
export function readTaskFilter(phrase: Phrase): TaskFilter | undefined {
  const { tokens } = phrase;
  const every = ['tutti', 'tutte', 'ogni', 'tutto', 'qualsiasi', 'ciascun'].includes(wordAt(tokens, 0));
  const parts = readQueryParts(phrase);
  if (parts.unknown || parts.topic.length > 0) return undefined;
  const plural = tokens.some((_, at) => nounAt({ phrase, at })?.plural === true);
  if (parts.nouns[0] !== 'task' && !(wordAt(tokens, 0) === 'tutto' && hasFilter(parts))) return undefined;
  if (!every && !(plural && hasFilter(parts))) return undefined;
  return filterOf(parts);
}
