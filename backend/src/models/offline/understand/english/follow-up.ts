import type { Amount, Intent, TaskFilter } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords } from './date-reader.ts';
import { filterOf } from '../query-parts.ts';
import { readQueryParts } from './query-filter.ts';
import { readName, readReference } from './target.ts';

const leads: readonly [string, Amount | undefined][] = [
  ['and how many of those are', 'count'],
  ['how many of those are', 'count'],
  ['how many of them are', 'count'],
  ['how many of these are', 'count'],
  ['how many are', 'count'],
  ['how many of those', 'count'],
  ['how many of them', 'count'],
  ['and how many', 'count'],
  ['how many', 'count'],
  ['which of those are', 'list'],
  ['which of them are', 'list'],
  ['which of these are', 'list'],
  ['which ones are', 'list'],
  ['which are', 'list'],
  ['show me only', 'list'],
  ['show only', 'list'],
  ['show me the', 'list'],
  ['list only', 'list'],
  ['only the', 'list'],
  ['just the', 'list'],
  ['only', 'list'],
  ['just', 'list'],
  ['and what about', undefined],
  ['what about', undefined],
  ['how about', undefined],
  ['and the', undefined],
  ['and', undefined],
  ['or', undefined],
  ['the', undefined],
];

const again: readonly [RegExp, Amount][] = [
  [/^(and )?how many( are there| is that| are they| is it| in total| of them| of those)?( in total| altogether)?$/, 'count'],
  [
    /^(which( ones)?( are they| are those)?|show( me)? (them|those|these)( all)?|list (them|those|these)( all)?|what are they|which are they|name them|show (me )?the list|(show|list) (me )?all of them|(show|list|read) (them|those) to me|see them)( please)?$/,
    'list',
  ],
];

/** A question that leans on the one before: "and the done ones?", "how many?", "what about tomorrow?". */
export function readFollowUp(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  if (trimmed.tokens.length > 14) return undefined;
  const text = trimmed.tokens.map((token) => token.fold).join(' ');
  for (const [pattern, amount] of again) if (pattern.test(text)) return { kind: 'refine', amount, filter: {} };
  const lead = leads.find(([words]) => isWords(trimmed.tokens, 0, words));
  if (!lead) return undefined;
  const rest = part(trimmed, lead[0].split(' ').length);
  const parts = readQueryParts(rest);
  if (rest.tokens.length === 0 || parts.unknown || parts.topic.length > 0 || parts.nouns.some((noun) => noun !== 'task'))
    return undefined;
  const filter = filterOf({ ...parts });
  const refined: Partial<TaskFilter> = {
    ...(parts.statuses.length > 0 && { statuses: filter.statuses }),
    ...(filter.priorities.length > 0 && { priorities: filter.priorities }),
    ...(filter.due && { due: filter.due }),
    ...(filter.place && { place: filter.place }),
    ...(filter.assignee !== undefined && { assignee: filter.assignee }),
    ...(filter.search !== undefined && { search: filter.search }),
  };
  if (Object.keys(refined).length === 0) return undefined;
  return { kind: 'refine', ...(lead[1] && { amount: lead[1] }), filter: refined };
}

/** An answer to "which one?": a place in the list, or words that tell the rows apart. */
export function readChoice(phrase: Phrase): Intent {
  const trimmed = trimMarks(phrase);
  const lead = ['i mean', 'i meant', 'the one', 'take', 'yes ,', 'use', 'mark', 'complete', 'it is', "it's", 'number'].find(
    (words) => isWords(trimmed.tokens, 0, words),
  );
  const alone =
    trimmed.tokens.length === 1 && /^\d{1,3}$/.test(trimmed.tokens[0]?.fold ?? '')
      ? [Number(trimmed.tokens[0]?.fold)]
      : undefined;
  const rest = lead === undefined ? trimmed : part(trimmed, lead.split(' ').length);
  const reference = alone ? ({ which: 'places', places: alone } as const) : (readReference(trimmed) ?? readReference(rest));
  return { kind: 'choose', text: readName(rest).name || textOf(rest), ...(reference && { reference }) };
}
