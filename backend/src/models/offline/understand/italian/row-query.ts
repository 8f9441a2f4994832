import type { Amount, DueFilter, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { readPlace } from './place.ts';
import { dueStep } from './query-when.ts';
import { searchLeads } from './query-words.ts';
import type { RowKind } from './row-target.ts';

export interface RowQuery {
  amount: Amount;
  filter: { place?: Place; due?: DueFilter; search?: string };
  limit?: number;
  /** "Gli ultimi", "i prossimi". */
  order?: 'last' | 'next';
  opened: boolean;
}

const counts = phrases('quanti | quante | conta | il numero di | numero di | dimmi quanti | dimmi quante');
const openers = phrases(`
  elenca | elenca mi | mostra | mostra mi | fai mi vedere | fai vedere | dai mi | quali sono | quali | quale | qual è | che | ho | ci sono | c' è | trova | trova mi | cerca | visualizza | vedi | lista | lista di | lista dei | lista delle | elenco dei | elenco delle | cosa sono | apri | leggi
`);
const skipped = new Set(
  phrases(
    "i | gli | le | il | la | lo | l' | miei | mie | mio | mia | tutti | tutte | di | dei | delle | ho | ci | sono | ci_sono | abbiamo | che | da | in | programma | arrivo | c' | è | nostri | nostre | ancora | qualche | alcuni | alcune | un | una | esistono | è",
  ),
);

/** A question for checkpoints or notes, or their number; undefined when a word is left that says nothing known. */
export function readRowQuery({ phrase, kind }: { phrase: Phrase; kind: RowKind }): RowQuery | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  const count = longestAt(counts, tokens, 0);
  const list = longestAt(openers, tokens, 0);
  const query: RowQuery = { amount: count > 0 && count >= list ? 'count' : 'list', filter: {}, opened: count + list > 0 };
  let nouns = 0;
  let single = false;
  let at = Math.max(count, list);
  while (at < tokens.length) {
    const word = wordAt(tokens, at);
    const noun = nounAt({ phrase: trimmed, at });
    const search = longestAt(searchLeads, tokens, at);
    if (noun?.kind === kind) {
      nouns += 1;
      single = noun.plural === false || (noun.plural === undefined && /^(prossim[oa]|ultim[oa])$/.test(wordAt(tokens, at - 1)));
      at = noun.end;
    } else if (/^(prossim|ultim|prim)[oaie]$/.test(word)) {
      query.order = word.startsWith('ultim') ? 'last' : 'next';
      const said = numberOf(wordAt(tokens, at + 1));
      if (said !== undefined) query.limit = said;
      else if (/[oa]$/.test(word)) query.limit = 1;
      at += said === undefined ? 1 : 2;
    } else if (numberOf(word) !== undefined && /^(prossim|ultim|prim)[ie]$/.test(wordAt(tokens, at + 1))) {
      query.limit = numberOf(word) ?? 1;
      at += 1;
    } else {
      const parts = { nouns: [], statuses: [], priorities: [], topic: [], unknown: false } as Parameters<
        NonNullable<ReturnType<typeof dueStep>>['take']
      >[0];
      const due = query.filter.due ? undefined : dueStep({ phrase: trimmed, at });
      const place =
        query.filter.place || due
          ? undefined
          : readPlace({ phrase: trimmed, at, until: (end) => dueStep({ phrase: trimmed, at: end }) !== undefined });
      if (due) {
        due.take(parts);
        if (parts.due) query.filter.due = parts.due;
        at = due.end;
      } else if (search > 0 && place?.place.kind !== 'project' && at + search < tokens.length) {
        const start = at + search + (isOf(lexicon.il, wordAt(tokens, at + search)) ? 1 : 0);
        query.filter.search = textOf(part(trimmed, start));
        at = tokens.length;
      } else if (place && nouns > 0) {
        query.filter.place = place.place;
        at = place.end;
      } else if (skipped.has(word) || word === '?') at += 1;
      else return undefined;
    }
  }
  if (nouns !== 1 || (single && query.limit === undefined && query.amount === 'list' && !query.opened)) return undefined;
  return query;
}
