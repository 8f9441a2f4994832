import type { DueRelation, NewTask } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from '../words.ts';
import { weekdayNamed } from './dates.ts';
import { readDue } from './due.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readPriority } from './priority.ts';

/** What may be said of a new task around its title. */
export type Modifiers = Pick<NewTask, 'due' | 'priority' | 'place' | 'assignee' | 'description'>;

interface ModifierRead {
  modifiers: Modifiers;
  end: number;
}

const joins = new Set([',', 'e', 'ed', '(', ')', '-', '–', '—', '.', ';', 'con', '\n']);
const creatable: readonly DueRelation[] = ['on', 'by', 'before'];
const assigned = [
  'assegnato a',
  'assegnata a',
  'assegnati a',
  'assegnate a',
  'assegnato ad',
  'assegnata ad',
  'assegnati ad',
  'assegnate ad',
  'assegnalo a',
  'assegnala a',
  'assegnalo ad',
  'assegnala ad',
  'affidato a',
  'affidata a',
  'assegnatario :',
  'assegnatario',
  'responsabile :',
];

function readNames({ phrase, at }: { phrase: Phrase; at: number }): ModifierRead | undefined {
  const { tokens } = phrase;
  const lead =
    wordAt(tokens, at) === '@' ? '@' : assigned.toSorted((a, b) => b.length - a.length).find((text) => isWords(tokens, at, text));
  if (lead === undefined) return undefined;
  const start = at + lead.split(' ').length;
  let end = start;
  while (end < tokens.length && end - start < 6 && !startsModifier({ phrase, at: end })) {
    if ([':', '(', ')', 'con', 'in', 'per', 'entro', 'chiamato', 'chiamata', '\n'].includes(wordAt(tokens, end))) break;
    end += 1;
  }
  const names = splitNames(part(phrase, start, end));
  return names.length === 0 ? undefined : { modifiers: { assignee: names }, end };
}

/** "Anna, Marco e Luca": one name each. */
export function splitNames(phrase: Phrase): string[] {
  return splitList(phrase)
    .map(textOf)
    .filter((name) => name.length > 0 && name.length <= 500);
}

/** The parts of an enumeration: parted by commas, semicolons, line breaks, "e", "&". */
export function splitList(phrase: Phrase): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  for (const [at, token] of phrase.tokens.entries()) {
    if (![',', ';', '\n', 'e', 'ed', '&', 'piu'].includes(token.fold)) continue;
    parts.push(trimMarks(part(phrase, from, at)));
    from = at + 1;
  }
  parts.push(trimMarks(part(phrase, from)));
  return parts.filter(({ tokens }) => tokens.length > 0);
}

/** Whether a name that is being read stops at a token, because a modifier begins there. */
export function startsModifier({ phrase, at }: { phrase: Phrase; at: number }): boolean {
  const { tokens } = phrase;
  if (/^(assegnat[oaie]|assegnal[oa]|@)$/.test(wordAt(tokens, at))) return true;
  return isPlaceMarker({ phrase, at }) || readDue({ tokens, at }) !== undefined || readPriority({ tokens, at }) !== undefined;
}

/** A modifier that begins at a token. */
export function modifierAt({ phrase, at }: { phrase: Phrase; at: number }): ModifierRead | undefined {
  const { tokens } = phrase;
  const due = readDue({ tokens, at });
  if (
    due &&
    creatable.includes(due.relation) &&
    !(due.reading.phrase.kind === 'month' && ['di', 'in', 'a'].includes(wordAt(tokens, at)))
  ) {
    return { modifiers: { due: { relation: due.relation, reading: due.reading } }, end: due.end };
  }
  const priority = readPriority({ tokens, at });
  if (priority) return { modifiers: { priority: priority.priority }, end: priority.end };
  const place = readPlace({ phrase, at, until: (end) => startsModifier({ phrase, at: end }) });
  if (place && (place.place.kind === 'project' || place.place.kind === 'client' || place.place.kind === 'reference'))
    return { modifiers: { place: place.place }, end: place.end };
  return readNames({ phrase, at });
}

const takes = (have: Modifiers, more: Modifiers): boolean => Object.keys(more).every((key) => !(key in have));

/** Modifiers at the start of a phrase, as many as there are; `end`: the token after the last. */
export function leadingModifiers(phrase: Phrase): ModifierRead {
  let modifiers: Modifiers = {};
  let end = 0;
  for (;;) {
    let at = end;
    if (end > 0) while ([',', 'e', 'ed'].includes(wordAt(phrase.tokens, at))) at += 1;
    const read = modifierAt({ phrase, at });
    if (!read || !takes(modifiers, read.modifiers)) return { modifiers, end };
    modifiers = { ...modifiers, ...read.modifiers };
    end = read.end;
  }
}

const descriptions = new Set(['descrizione', 'nota', 'note', 'dettagli', 'commento']);

/** "con descrizione …": what follows it, to the end or to its quotation mark. */
function takeDescription(phrase: Phrase): { rest: Phrase; description?: string } {
  const { tokens } = phrase;
  for (let at = 1; at < tokens.length - 1; at++) {
    if (!descriptions.has(wordAt(tokens, at))) continue;
    let start = at;
    while (start > 1 && ['con', 'e', 'la', 'una', ',', '(', 'come', 'le'].includes(wordAt(tokens, start - 1))) start -= 1;
    const marked = wordAt(tokens, at + 1) === ':' || tokens[at + 1]?.kind === 'quote';
    if (!marked && !(start < at && wordAt(tokens, start) === 'con')) continue;
    const from = wordAt(tokens, at + 1) === ':' ? at + 2 : at + 1;
    const quoted = tokens[from]?.kind === 'quote';
    const description = textOf(part(phrase, from, quoted ? from + 1 : tokens.length));
    if (description.length === 0) continue;
    const rest = quoted ? [...tokens.slice(0, start), ...tokens.slice(from + 1)] : tokens.slice(0, start);
    return { rest: { source: phrase.source, tokens: rest }, description };
  }
  return { rest: phrase };
}

/** Takes the modifiers off the end of a phrase, one of a kind, as long as `keep` tokens stay: what is left is the title. */
export function trailingModifiers({ phrase, keep }: { phrase: Phrase; keep: number }): { rest: Phrase; modifiers: Modifiers } {
  const described = takeDescription(phrase);
  let rest = trimMarks(described.rest, 'end');
  let modifiers: Modifiers = described.description === undefined ? {} : { description: described.description };
  for (let round = 0; round < 8; round++) {
    const found = lastModifier({ phrase: rest, keep, have: modifiers });
    if (found === undefined) break;
    modifiers = narrows(modifiers, found.modifiers) ? { ...modifiers, ...found.modifiers } : { ...found.modifiers, ...modifiers };
    let end = found.start;
    while (end > keep && joins.has(wordAt(rest.tokens, end - 1))) end -= 1;
    rest = part(rest, 0, end);
  }
  return { rest, modifiers };
}

function lastModifier({
  phrase,
  keep,
  have,
}: {
  phrase: Phrase;
  keep: number;
  have: Modifiers;
}): { start: number; modifiers: Modifiers } | undefined {
  const end = phrase.tokens.length;
  const closed = wordAt(phrase.tokens, end - 1) === ')' ? end - 1 : end;
  for (let start = Math.max(keep, end - 24); start < end; start++) {
    const read = modifierAt({ phrase, at: start });
    if (!read || (read.end !== end && read.end !== closed)) continue;
    if (!takes(have, read.modifiers) && !narrows(have, read.modifiers)) continue;
    if (belongsToWord({ phrase, at: start })) continue;
    if (needsMark({ phrase, start, end: read.end }) && !setApart({ phrase, start })) continue;
    return { start, modifiers: read.modifiers };
  }
  return undefined;
}

/** "Nel progetto X per il cliente Y": the project says it all. */
const narrows = (have: Modifiers, more: Modifiers): boolean => have.place?.kind === 'client' && more.place?.kind === 'project';

/** Whether the word before a modifier would belong to it: "ogni lunedì", "dal lunedì". */
function belongsToWord({ phrase, at }: { phrase: Phrase; at: number }): boolean {
  const day = weekdayNamed(wordAt(phrase.tokens, at)) ?? weekdayNamed(wordAt(phrase.tokens, at + 1));
  const isSpan =
    (wordAt(phrase.tokens, at) === 'al' || wordAt(phrase.tokens, at - 1) === 'al') &&
    phrase.tokens.slice(0, at).some((token) => /^(da|dal|dalla)$/.test(token.fold));
  return (
    isSpan ||
    (day !== undefined && /^(ogni|tutti|tutte|da|dal|dalla|tra|fra|del|della|di|e)$/.test(wordAt(phrase.tokens, at - 1)))
  );
}

/** A lone "urgente", or "progetto X" without "nel", is a modifier when it is set apart: after a comma, a bracket, "come". */
function needsMark({ phrase, start, end }: { phrase: Phrase; start: number; end: number }): boolean {
  if (['progetto', 'cliente'].includes(wordAt(phrase.tokens, start))) return true;
  return end - start === 1 && readPriority({ tokens: phrase.tokens, at: start }) !== undefined;
}

const setApart = ({ phrase, start }: { phrase: Phrase; start: number }): boolean =>
  [',', '(', ';', '-', '–', '.', '!', 'come', 'è'].includes(wordAt(phrase.tokens, start - 1));
