import type { ClientChange, Intent, Place, ProjectChange } from '../intent.ts';
import { type SlotTypes, type Slots, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { readDeletedRest } from './delete.ts';
import { splitList } from './modifiers.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { hasRowNoun } from './row-nouns.ts';
import { readReference } from './target.ts';
import { updateWords } from './update-words.ts';

type Kind = 'project' | 'client';

const namers = phrases('with the name | called | named | titled | :');
const determiners = new Set(['the', 'my', 'our', 'that', 'this']);

/** "The project Website", "the Website project", "that project": its noun must be said. */
function readOne({ phrase, kind }: { phrase: Phrase; kind: Kind }): Place | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  const start = determiners.has(wordAt(tokens, 0)) ? 1 : 0;
  const leading = nounAt({ phrase: trimmed, at: start });
  if (leading?.noun === kind) {
    let name = part(trimmed, leading.end);
    const namer = namers.find((text) => isWords(name.tokens, 0, text));
    if (namer !== undefined) name = part(name, namer.split(' ').length);
    const text = textOf(name);
    return text.length > 0 ? { kind, name: text } : { kind: 'reference', noun: kind };
  }
  if (leading || nounAt({ phrase: trimmed, at: tokens.length - 1 })?.noun !== kind || tokens.length < 2) return undefined;
  const name = part(trimmed, start, tokens.length - 1);
  const isPart = name.tokens.some((token) => /^(from|in|of|to|for)$/.test(token.fold));
  return isPart || name.tokens.length === 0 ? undefined : { kind, name: textOf(name) };
}

/** Several of a kind: "the projects Website and Home", "project Website", one that needs no noun where only such can be meant. */
function readMany({ phrase, kind, isSure }: { phrase: Phrase; kind: Kind; isSure: boolean }): Place[] | undefined {
  const trimmed = trimMarks(phrase);
  const start = determiners.has(wordAt(trimmed.tokens, 0)) ? 1 : 0;
  const noun = nounAt({ phrase: trimmed, at: start })?.noun;
  const list = noun === `${kind}s` ? part(trimmed, start + 1) : undefined;
  if (list) {
    const names = splitList(list).map(textOf);
    return names.length > 0 && names.length <= 10 ? names.map((name) => ({ kind, name })) : undefined;
  }
  const one = readOne({ phrase: trimmed, kind });
  if (one) {
    const pieces = 'name' in one && trimmed.tokens.at(-1)?.kind !== 'quote' ? splitList(trimmed) : [];
    const places = pieces.map((piece) => readOne({ phrase: piece, kind }) ?? { kind, name: textOf(piece) });
    return places.length > 1 && places.length <= 10 ? places : [one];
  }
  if (!isSure || noun !== undefined || /^(task|note|checkpoint|milestone|comment)$/.test(wordAt(trimmed.tokens, start)))
    return undefined;
  const reference = readReference(trimmed);
  if (reference?.which === 'it') return [{ kind: 'reference', noun: kind }];
  if (reference?.which === 'places') return reference.places.map((at) => ({ kind: 'reference', noun: kind, at }));
  if (reference) return undefined;
  const pieces = splitList(trimmed);
  const names = pieces.length > 1 && pieces.length <= 10 ? pieces.map(textOf) : [textOf(part(trimmed, start))];
  return names.every((name) => name.length > 0) ? names.map((name) => ({ kind, name })) : undefined;
}

const fits = (kind: Kind) => ({ words: 24, fits: (phrase: Phrase) => readOne({ phrase, kind }) !== undefined });
const types: SlotTypes = { project: fits('project'), client: fits('client') };
const lexicon = {
  ...updateWords,
  industry: ['industry', 'sector', 'field', 'business', 'line_of_business'],
  archive: ['archive', 'the_archive', 'my_archive', 'the_archives'],
  parent: ['parent', 'parent_client', 'parent_company', 'mother_company', 'holding'],
};
const compiled = (source: string) => compilePattern({ source, lexicon });

/** A client's name, with or without "client". */
const clientIn = (phrase: Phrase | undefined): Place | undefined =>
  phrase && (readOne({ phrase, kind: 'client' }) ?? { kind: 'client', name: textOf(phrase) });

/** These are about projects even where the noun is not said: nothing else can be archived. */
const archives = (
  [
    ['archive|put_away|shelve {p}', 'archived'],
    ['put {p:project} away', 'archived'],
    ['put|move|send {p} to|into|in <archive>', 'archived'],
    ['unarchive|un_archive|dearchive|de_archive {p}', 'active'],
    ['bring|take|get|restore|move {p} (back) (out) from|of|out_of <archive>', 'active'],
  ] as const
).map(([source, status]) => ({ pattern: compiled(source), status }));

const projectRules = (
  [
    ['restore|reactivate|re_activate|bring_back {p:project}', () => ({ status: 'active' })],
    ['<mark> {p:project} (as|to) archived', () => ({ status: 'archived' })],
    ['<mark> {p:project} (as|to) active (again)', () => ({ status: 'active' })],
    ['rename|retitle {p:project} to|as|into {v}', ({ v }) => v && { name: textOf(v) }],
    ['<set> (the) <title> of|for {p:project} to|into|as {v}', ({ v }) => v && { name: textOf(v) }],
    ['<set> (the) client of|for {p:project} to|as {w}', ({ w }) => clientOf(w)],
    [
      'move|put|transfer|assign|reassign|link|attach|shift|give|add {p:project} to|under|into|with {w:client}',
      ({ w }) => clientOf(w),
    ],
    ['remove|take {p:project} (away|out) from|out_of (its|the) client', () => ({ client: null })],
    ['remove|take {p:project} (away|out) from|out_of {x:client}', () => ({ client: null })],
    ['<remove> (the) client of|from {p:project}', () => ({ client: null })],
  ] as readonly (readonly [string, (slots: Slots) => ProjectChange | undefined])[]
).map(([source, change]) => ({ pattern: compiled(source), change }));

const clientOf = (phrase: Phrase | undefined): ProjectChange | undefined => {
  const client = clientIn(phrase);
  return client && { client };
};
const parentOf = (phrase: Phrase | undefined): ClientChange | undefined => {
  const parent = clientIn(phrase);
  return parent && { parent };
};
const industryOf = (phrase: Phrase | undefined): ClientChange | undefined =>
  phrase && { industry: textOf(phrase).replace(/^the | (industry|business|sector|field)$/gi, '') };

const clientRules = (
  [
    ['rename|retitle {p:client} to|as|into {v}', ({ v }) => v && { name: textOf(v) }],
    ['<set> (the) <title> of|for {p:client} to|into|as {v}', ({ v }) => v && { name: textOf(v) }],
    ['<remove> (the) <industry> of|from|for {p:client}', () => ({ industry: null })],
    ['<set> (the) <industry> of|for {p:client} to|as|into|: {v}', ({ v }) => industryOf(v)],
    ['<set> {p:client} (to) <industry> (to|as|:) {v}', ({ v }) => industryOf(v)],
    ['{p:client} works|is|operates (now) in (the) {v} <industry>', ({ v }) => industryOf(v)],
    ['{p:client} works|operates in (the) {v}', ({ v }) => industryOf(v)],
    ['<remove> (the) <parent> of|from|for {p:client}', () => ({ parent: null })],
    ['<set> (the) <parent> of|for {p:client} to|as {w}', ({ w }) => parentOf(w)],
    ['make {p:client} (a) subsidiary|part|branch|child of {w}', ({ w }) => parentOf(w)],
    ['move|put|place|file|transfer {p:client} under|below|beneath {w}', ({ w }) => parentOf(w)],
    ['{p:client} is|belongs (now) (a) subsidiary_of|part_of|under|to {w}', ({ w }) => parentOf(w)],
  ] as readonly (readonly [string, (slots: Slots) => ClientChange | undefined])[]
).map(([source, change]) => ({ pattern: compiled(source), change }));

const describing = [
  'tell_me (more|everything|all) about {p:project}',
  'describe|summarise|summarize {p:project}',
  "how's|how_is|how_are {p:project} (going|doing|looking|coming_along)",
  '(give_me|show_me|show) (a|an|the) (quick|short) summary|overview|details|info|information|facts (of|on|about|for) {p:project}',
  "what's|what_is|what_do_you_know {p:project} about",
  "what's|what_is|what_do_you_know about {p:project}",
  'what do you know about {p:project}',
  'who|which_client is|does {p:project} for|belong_to',
].map(compiled);

/** What is changed of projects and clients, asked about a project, and which clients are deleted. */
export function readPlaceChange({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const pattern of describing) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['p'];
    const place = slot && readOne({ phrase: slot, kind: 'project' });
    if (place) return { kind: 'about-project', place };
  }
  for (const { pattern, change } of projectRules) {
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    const wanted = slots && change(slots);
    const places = slots?.['p'] && readMany({ phrase: slots['p'], kind: 'project', isSure: false });
    if (wanted && places && wanted.name !== '') return { kind: 'update-projects', places, change: wanted };
  }
  for (const { pattern, status } of archives) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['p'];
    const isRow = slot && (['checkpoint', 'comment'] as const).some((kind) => hasRowNoun({ phrase: slot, kind }));
    const places = slot && !isRow ? readMany({ phrase: slot, kind: 'project', isSure: true }) : undefined;
    if (places) return { kind: 'update-projects', places, change: { status } };
  }
  for (const { pattern, change } of clientRules) {
    if (question && pattern.source.startsWith('{p')) continue;
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    const wanted = slots && change(slots);
    const place = slots?.['p'] && readOne({ phrase: slots['p'], kind: 'client' });
    if (wanted && place && wanted.name !== '') return { kind: 'update-client', place, change: wanted };
  }
  const deleted = readDeletedRest(trimmed);
  if (deleted) {
    const places = readMany({ phrase: deleted, kind: 'client', isSure: false });
    if (places) return { kind: 'delete-clients', places };
  }
  return undefined;
}
