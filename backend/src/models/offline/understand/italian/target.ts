import type { Reference, Target } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { isOf, lexicon, numberOf, ordinalOf, pastArticles } from './lexicon.ts';
import { splitList } from './modifiers.ts';
import { readTaskFilter } from './query.ts';

const it = new Set(
  phrases(`
  lo | la | quello | quella | questo | questa | questo qui | quella li | quel task | questo task | quell' attivita | quest' attivita |
  questa attivita | quella attivita | il task | l' attivita | lo stesso | la stessa | lo stesso task | la stessa attivita | esso | essa | quel promemoria |
  il promemoria | quest' ultimo | quest' ultima | ne | cio | quel compito | questo compito | il nuovo task | la nuova attivita | il compito | quello li
`),
);
const them = new Set(
  phrases(`
  li | le | quelli | quelle | questi | queste | tutti | tutte | tutti quanti | tutte quante | tutti quelli | tutte quelle | quei task |
  questi task | quelle attivita | queste attivita | tutti questi | tutte queste | tutto | li tutti | le tutte | loro | tutti i task qui sopra |
  i task | le attivita | tutti questi task | tutte queste attivita | tutti quei task | tutte quelle attivita | tutta la lista | ognuno | ciascuno
`),
);
const both = new Set(
  phrases(`
  entrambi | entrambe | tutti e due | tutte e due | i due | le due | ambedue | entrambi i task | entrambe le attivita | questi due | queste due |
  quei due | quelle due | li entrambi | le entrambe | li tutti e due | le tutte e due | i due task | le due attivita
`),
);
const lasts = /^ultim[oa]$/;
const nouns = new Set(
  phrases(
    'task | attivita | promemoria | compito | compiti | voce | voci | risultato | elemento | riga | todo | della | lista | elenco',
  ),
);
const skipped = new Set(
  phrases(
    "il | la | lo | l' | i | le | gli | , | e | ed | anche | numero | n | nr | . | # | solo | al | alla | del | dell' | quello | quella | n° | di | quelli | quelle | questi | queste | in",
  ),
);

const words = (phrase: Phrase): string => phrase.tokens.map((token) => token.fold).join(' ');

/** "Il primo", "il secondo e il terzo", "gli ultimi due", "il numero 2", "la penultima": places in the list that was shown. */
export function readPlaces(phrase: Phrase): number[] | undefined {
  const { tokens } = phrase;
  const places: number[] = [];
  let at = 0;
  while (at < tokens.length) {
    const word = wordAt(tokens, at);
    const marked =
      /^(#|numero|n|nr|n°|il|la|l')$/.test(wordAt(tokens, at - 1)) ||
      (wordAt(tokens, at - 1) === '.' && /^(n|nr)$/.test(wordAt(tokens, at - 2)));
    const several = /^(prim|ultim)[ie]$/.test(word) ? numberOf(wordAt(tokens, at + 1)) : undefined;
    const early =
      /^(due|tre|quattro|cinque)$/.test(word) && /^(prim|ultim)[ie]$/.test(wordAt(tokens, at + 1)) ? numberOf(word) : undefined;
    const count = several ?? early;
    const ordinal = /^(prim|second|terz|quart|quint|sest|settim|ottav|non|decim)[oa]$|^\d+[°oa]$/.test(word)
      ? ordinalOf(word)
      : /^\d{1,3}$/.test(word) && (marked || places.length > 0)
        ? Number(word)
        : undefined;
    if (count !== undefined && count > 1 && count <= 50) {
      const isLast = (several === undefined ? wordAt(tokens, at + 1) : word).startsWith('ultim');
      places.push(...Array.from({ length: count }, (_, index) => (isLast ? index - count : index + 1)));
      at += 2;
    } else if (ordinal !== undefined && ordinal > 0 && ordinal <= 1000) {
      places.push(ordinal);
      at += 1;
    } else if (lasts.test(word)) {
      places.push(-1);
      at += 1;
    } else if (/^penultim[oa]$/.test(word)) {
      places.push(-2);
      at += 1;
    } else if (skipped.has(word) || (nouns.has(word) && at > 0)) at += 1;
    else return undefined;
  }
  return places.length > 0 ? places : undefined;
}

/** A reference to rows that the conversation named; undefined when the words name something. */
export function readReference(phrase: Phrase): Reference | undefined {
  const trimmed = trimMarks(phrase);
  const text = words(trimmed);
  if (trimmed.tokens.some((token) => token.kind === 'quote')) return undefined;
  if (it.has(text)) return { which: 'it' };
  if (both.has(text)) return { which: 'both' };
  if (them.has(text)) return { which: 'them' };
  const several =
    /^(?:tutti e |tutte e |i |le |questi |queste |quei |quelle )([a-z]+|\d{1,2})(?: (?:task|attivita|compiti|promemoria))?$/.exec(
      text,
    )?.[1];
  const count = several === undefined ? undefined : numberOf(several);
  if (count !== undefined && count > 1) return { which: 'them', count };
  const places = readPlaces(trimmed);
  return places && { which: 'places', places };
}

const taskNouns = phrases('task | attivita | todo | to_do | promemoria | compito | reminder');

/** The name in a phrase, without "il", "il mio task chiamato" and the like. */
export function readName(phrase: Phrase): { name: string; quoted: boolean } {
  let rest = trimMarks(phrase);
  let from = pastArticles(rest.tokens, 0);
  if (isOf(lexicon.quel, wordAt(rest.tokens, from)) && rest.tokens.length > from + 1) from += 1;
  if (from > 0 && from < rest.tokens.length) rest = part(rest, from);
  const noun = longestAt(taskNouns, rest.tokens, 0);
  if (noun > 0 && rest.tokens.length > noun) {
    rest = trimMarks(part(rest, noun));
    const namer =
      longestAt(lexicon.namer, rest.tokens, 0) ||
      (['di', 'per'].includes(wordAt(rest.tokens, 0)) && wordAt(rest.tokens, 1).endsWith('re') ? 1 : 0);
    if (namer > 0 && rest.tokens.length > namer) rest = part(rest, namer);
  }
  rest = trimMarks(rest);
  return { name: textOf(rest), quoted: rest.tokens.length === 1 && rest.tokens[0]?.kind === 'quote' };
}

/** Which tasks a phrase means: a reference, all of some kind, or a name. */
export function readTarget(phrase: Phrase): Target | undefined {
  const trimmed = trimMarks(phrase);
  const reference = readReference(trimmed);
  if (reference) return { kind: 'reference', reference, ...(ofTask(trimmed) && { ofTask: true }) };
  const filter = readTaskFilter(trimmed);
  if (filter) return { kind: 'filter', filter };
  const { name, quoted } = readName(trimmed);
  if (name.length === 0 || name.length > 500) return undefined;
  const pieces = quoted ? [] : splitList(trimmed).map((piece) => readName(piece).name);
  const said = textOf(trimmed);
  return {
    kind: 'name',
    name,
    quoted,
    ...(said !== name && { said }),
    ...(pieces.length > 1 && pieces.length <= 10 && { parts: pieces }),
  };
}

const ofTask = ({ tokens }: Phrase): boolean => tokens.some((_, at) => longestAt(taskNouns, tokens, at) > 0);
