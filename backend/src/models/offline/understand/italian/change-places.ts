import type { ClientChange, Intent, Place, ProjectChange } from '../intent.ts';
import { type Slots, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, textOf, trimMarks } from '../tokens.ts';
import { phrases } from '../words.ts';
import { splitList } from './modifiers.ts';
import { nounAfterArticles } from './nouns.ts';
import { readPlaceName } from './place.ts';
import { updateWords } from './update-words.ts';

const words = {
  ...updateWords,
  project: phrases('progetto'),
  client: phrases('cliente'),
  projects: phrases('progetti'),
};
const compiled = (source: string) => compilePattern({ source, lexicon: words });

const asClient = (phrase: Phrase): Place => {
  const place = readPlaceName(phrase);
  return place.kind === 'project' ? { kind: 'client', name: place.name } : place;
};
const project = (slot: Phrase): Place => ({ kind: 'project', name: textOf(slot) });
const client = (slot: Phrase): Place => ({ kind: 'client', name: textOf(slot) });

const projectRules: readonly [string, (slots: Slots) => ProjectChange | undefined][] = [
  ['rinomina (<il>) <project> {p} in|come|: {v}', ({ v }) => v && { name: textOf(v) }],
  ['<set> (<il>) <title> <di> (<il>) <project> {p} in|a|: {v}', ({ v }) => v && { name: textOf(v) }],
  ['archivia (<il>) <project>|<projects> {p}', () => ({ status: 'archived' })],
  ['riattiva|dearchivia|ripristina|riapri (<il>) <project>|<projects> {p}', () => ({ status: 'active' })],
  ['<remove> (<il>) <client> <a>|<da>|<di> (<il>) <project> {p}', () => ({ client: null })],
  ['<remove> (<il>) <project> {p} <da> (<il>) <client>', () => ({ client: null })],
  [
    'sposta|assegna|passa|trasferisci|collega|associa|metti (<il>) <project> {p} <a>|sotto|per (<il>) <client> {c}',
    ({ c }) => c && { client: { kind: 'client', name: textOf(c) } },
  ],
  [
    'sposta|assegna|passa|trasferisci|collega|associa|metti (<il>) <project> {p} <a>|sotto {c}',
    ({ c }) => c && { client: asClient(c) },
  ],
  ['<set> (<il>) <client> <di> (<il>) <project> {p} in|a|: {c}', ({ c }) => c && { client: asClient(c) }],
];

const clientRules: readonly [string, (slots: Slots) => ClientChange | undefined][] = [
  ['rinomina (<il>) <client> {p} in|come|: {v}', ({ v }) => v && { name: textOf(v) }],
  ['<set> (<il>) <title> <di> (<il>) <client> {p} in|a|: {v}', ({ v }) => v && { name: textOf(v) }],
  ['<set> (<il>) settore <di> (<il>) <client> {p} in|a|: {v}', ({ v }) => v && { industry: textOf(v) }],
  ['<remove> (<il>) settore <di>|<a> (<il>) <client> {p}', () => ({ industry: null })],
  ['sposta|metti (<il>) <client> {p} sotto {c}', ({ c }) => c && { parent: asClient(c) }],
];

const projects = projectRules.map(([source, change]) => ({ pattern: compiled(source), change }));
const clients = clientRules.map(([source, change]) => ({ pattern: compiled(source), change }));

/** "Archivialo", "rinominalo in X", about a project that was named, are for the plan: a task is what is read first. */
const pointedRules = [
  ['archivia quel|questo|il <project>', { status: 'archived' }],
  ['riattiva|dearchivia|riapri quel|questo|il <project>', { status: 'active' }],
] as const;
const pointed = pointedRules.map(([source, change]) => ({ pattern: compiled(source), change }));

const questions = [
  'parla_mi|parlami|racconta_mi|raccontami|dimmi|dimmi_tutto|dimmi_qualcosa|dimmi_di_piu|dai_mi|mostra_mi|fai_mi (<un>|<il>) (riepilogo|panoramica|situazione|dettagli) <di>|<su> (<il>) <project> {p}',
  'a_che_punto è (<il>) <project> {p}',
  "come|com' va|è_messo|procede|sta_andando (<il>) <project> {p}",
  'riepilogo|panoramica|dettagli|situazione <di>|<su> (<il>) <project> {p}',
  "cosa|che_cosa|cos' (è) (sai) <di>|<su> (<il>) <project> {p}",
].map(compiled);

/** Changes of projects and clients, and questions about a project as a whole. */
export function readPlaceChange(given: Phrase): Intent | undefined {
  const phrase = trimMarks(given);
  for (const { pattern, change } of pointed)
    if (matchPattern({ pattern, phrase }))
      return { kind: 'update-projects', places: [{ kind: 'reference', noun: 'project' }], change: { ...change } };
  for (const { pattern, change } of projects) {
    const slots = matchPattern({ pattern, phrase });
    const name = slots?.['p'];
    const wanted = slots && change(slots);
    if (!name || !wanted) continue;
    const pieces = nounAfterArticles({ phrase, at: 1 })?.plural === true ? splitList(name) : [name];
    return { kind: 'update-projects', places: pieces.map(project), change: wanted };
  }
  for (const { pattern, change } of clients) {
    const slots = matchPattern({ pattern, phrase });
    const wanted = slots && change(slots);
    if (slots?.['p'] && wanted) return { kind: 'update-client', place: client(slots['p']), change: wanted };
  }
  for (const pattern of questions) {
    const name = matchPattern({ pattern, phrase })?.['p'];
    if (name) return { kind: 'about-project', place: project(name) };
  }
  // "Completa il progetto Sito": a project is not finished like a task.
  const finished = matchPattern({ pattern: finish, phrase });
  return finished ? { kind: 'say', topic: 'change-project' } : undefined;
}

const finish = compiled('<finish>|segna|contrassegna (<il>) <project>|<client> {p}');
