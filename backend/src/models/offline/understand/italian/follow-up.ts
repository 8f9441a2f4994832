import type { Amount, Intent, TaskFilter } from '../intent.ts';
import { filterOf } from '../query-parts.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { readQueryParts } from './query-filter.ts';
import { readName, readReference } from './target.ts';

const counts = phrases(`
  e quanti di questi sono | e quante di queste sono | quanti di questi sono | quante di queste sono | quanti di quelli sono | quante di quelle sono | quanti di loro sono | quanti sono | quante sono | e quanti | e quante | quanti | quante | quanti di questi | quante di queste
`);
const lists = phrases(`
  quali di questi sono | quali di queste sono | quali di quelli sono | quali sono | mostra mi solo | mostra solo | solo | soltanto | elenca solo | mostra mi quelli | mostra mi quelle | mostra quelli | mostra quelle | solo quelli | solo quelle | soltanto quelli | dai mi solo
`);
const others = phrases(
  'e quelli | e quelle | e i | e le | e gli | e per | e che mi dici di | e che mi dici dei | e invece | che mi dici di | che ne è di | e | o | invece | quelli | quelle | quello | quella',
);

const again: readonly [RegExp, Amount][] = [
  [/^(e )?(quanti|quante)( sono| ce ne sono| in tutto| in totale| sono in tutto)*$/, 'count'],
  [
    /^(e )?(quali( sono)?|(mostra|elenca|fai|dimmi|leggi)( mi)? (li|le|quali|meli|mele)( tutti| tutte| vedere| sono)*|mostra mi la lista|fai mi vedere la lista|quali sono\??)$/,
    'list',
  ],
];

/** A question that leans on the one before: "e quelli fatti?", "quanti?", "e domani?". */
export function readFollowUp(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  if (trimmed.tokens.length > 14) return undefined;
  const text = trimmed.tokens.map((token) => token.fold).join(' ');
  for (const [pattern, amount] of again) if (pattern.test(text)) return { kind: 'refine', amount, filter: {} };
  const found = (
    [
      [counts, 'count'],
      [lists, 'list'],
      [others, undefined],
    ] as const
  )
    .map(([texts, amount]) => ({ amount, length: longestAt(texts, trimmed.tokens, 0) }))
    .toSorted((a, b) => b.length - a.length)[0];
  if (!found || found.length === 0) return undefined;
  const rest = part(trimmed, found.length);
  const parts = readQueryParts(/^e per$/.test(text.slice(0, 5)) ? part(trimmed, 1) : rest);
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
  return { kind: 'refine', ...(found.amount && { amount: found.amount }), filter: refined };
}

const leads = phrases(
  'intendo | intendevo | dico | dicevo | prendi | si , | usa | è | segna | completa | numero | voglio | vorrei | scelgo | parlo di | parlavo di | con',
);

/** An answer to "quale?": a place in the list, or words that tell the rows apart. */
export function readChoice(phrase: Phrase): Intent {
  const trimmed = trimMarks(phrase);
  const only =
    trimmed.tokens.length === 1 && /^\d{1,3}$/.test(wordAt(trimmed.tokens, 0)) ? [Number(wordAt(trimmed.tokens, 0))] : undefined;
  const rest = part(trimmed, longestAt(leads, trimmed.tokens, 0));
  const reference = only ? ({ which: 'places', places: only } as const) : (readReference(trimmed) ?? readReference(rest));
  // "Quello di Acme", "quella sul sito": the words behind tell the rows apart.
  const pointed = longestAt(
    phrases(
      "quello del | quello della | quello dell' | quello di | quella del | quella della | quella dell' | quella di | quello per | quella per | quello con | quella con | quello sul | quella sul | quello | quella | quelli di | quelle di",
    ),
    rest.tokens,
    0,
  );
  const words = pointed > 0 && pointed < rest.tokens.length ? part(rest, pointed) : rest;
  return { kind: 'choose', text: readName(words).name || textOf(words), ...(reference && { reference }) };
}
