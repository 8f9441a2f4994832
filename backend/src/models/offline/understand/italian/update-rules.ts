import type { Target, TaskChange } from '../intent.ts';
import { type Pattern, type SlotTypes, type Slots, compilePattern } from '../pattern.ts';
import { type Phrase, textOf } from '../tokens.ts';
import { phrases } from '../words.ts';
import { readChanges, readPeople, readShift } from './changes.ts';
import { readWholeDue } from './due.ts';
import { isOf, lexicon } from './lexicon.ts';
import { readPlaceName } from './place.ts';
import { priorityOf } from './priority.ts';
import { readReference } from './target.ts';
import { updateWords } from './update-words.ts';

/** What a rule makes of its slots; a rule without a `{t}` slot is about "it". */
export interface UpdateRule {
  pattern: Pattern;
  /** It states a fact ("ho finito X"), so it is none as a question; a `heading` ("finito X") may also be a list's name. */
  statement: boolean;
  heading: boolean;
  change: (slots: Slots) => TaskChange | undefined;
}

const question = new Set(
  phrases(
    'cosa | che | quale | quali | chi | quando | dove | perche | come | lui | lei | loro | niente | nulla | nessuno | tutto | tutti | se | ci | quanto | quanti',
  ),
);
const functionWords = [
  lexicon.di,
  lexicon.a,
  lexicon.in,
  lexicon.da,
  lexicon.il,
  lexicon.un,
  ['come', 'per', 'e', 'con', ':', '(', ')', '-', 'su', 'è'],
];
const isFunction = (word: string): boolean => functionWords.some((group) => isOf(group, word));
const hasContent = ({ tokens }: Phrase): boolean => tokens.some(({ fold }) => !isFunction(fold) || /^(lo|la|li|le)$/.test(fold));
const hanging = /^(come|di|del|della|il|in|a|al|alla|per|è|e|un|una)$/;

/** What is read word by word is short, so that reading it at every place stays cheap. */
const short = (fits: (phrase: Phrase) => boolean): SlotTypes[string] & {} => ({ words: 24, fits });

/** What a slot of a type may hold. */
export const updateTypes: SlotTypes = {
  any: { words: Infinity, fits: hasContent },
  task: {
    words: Infinity,
    fits: (phrase) =>
      hasContent(phrase) && !hanging.test(phrase.tokens.at(-1)?.fold ?? '') && !isOf(lexicon.di, phrase.tokens[0]?.fold ?? ''),
  },
  fact: { words: Infinity, fits: ({ tokens }) => !question.has(tokens[0]?.fold ?? '') },
  changes: short((phrase) => readChanges(phrase) !== undefined),
  date: short((phrase) => readWholeDue(phrase) !== undefined),
  priority: short((phrase) => priorityOf(phrase) !== undefined),
  shift: short((phrase) => readShift(phrase) !== undefined),
  reference: short((phrase) => readReference(phrase) !== undefined),
  people: short((phrase) => readPeople(phrase) !== undefined),
};

const done = (): TaskChange => ({ status: 'done' });
const undated = (): TaskChange => ({ due: null });
const changes = ({ c }: Slots): TaskChange | undefined => c && readChanges(c);
const dated = ({ d }: Slots): TaskChange | undefined => {
  const due = d && readWholeDue(d);
  return due && { due: { relation: due.relation, reading: due.reading } };
};
const ranked = ({ p }: Slots): TaskChange | undefined => {
  const priority = p && priorityOf(p);
  return priority && { priority };
};
const titled = ({ v }: Slots): TaskChange | undefined => (v ? { title: textOf(v) } : undefined);
const placed = ({ w }: Slots): TaskChange | undefined => (w ? { place: readPlaceName(w) } : undefined);
const inProject = ({ w }: Slots): TaskChange | undefined => (w ? { place: { kind: 'project', name: textOf(w) } } : undefined);
const assigned = ({ w }: Slots): TaskChange | undefined => {
  const assignee = w && readPeople(w);
  return assignee && { assignee };
};
const described = ({ v }: Slots): TaskChange | undefined => (v ? { description: textOf(v) } : undefined);
const unplaced = (): TaskChange => ({ place: null });
const shifted =
  (sign: 1 | -1) =>
  ({ n }: Slots): TaskChange | undefined => {
    const shift = n && readShift(n);
    return shift && { shift: { unit: shift.unit, count: shift.count * sign } };
  };

const table: readonly [source: string, change: UpdateRule['change'], statement?: 'statement' | 'heading'][] = [
  // Title
  ["rinomina|intitola (il|la|l') (<task_noun>) {t} in|come|: {v}", titled],
  ['rinomina|chiama lo|la {v:any}', titled],
  ['<set> (<il>) <title> <di> {t} in|a|: {v}', titled],
  ['<set> (<il>) (<suo>) <title> in|a|: {v}', titled],
  // Due date
  ['<remove> (<il>) (<suo>) <due> <di>|<a>|<da> {t}', undated],
  ['<remove> (<il>) (<suo>) <due>', undated],
  ['<move> (<il>) <due> <di> {t} <a>|in|per|entro|: {d:date}', dated],
  ['<move> (<il>) (<suo>) <due> <a>|in|per|entro|: {d:date}', dated],
  ['dai|assegna|metti|aggiungi|imposta <a> {t} (<il>|<un>) <due> (<a>|<di>|per|entro|:) {d:date}', dated],
  ['dai|metti|aggiungi|imposta (<il>|<un>) <due> (<a>|<di>|per|entro|:) {d:date} <a>|per {t}', dated],
  ['dai|metti|aggiungi|imposta (<il>|<un>) <due> (<a>|<di>|per|entro|:) {d:date}', dated],
  ['anticipa|porta {t} (avanti) di {n:shift}', shifted(-1)],
  ['anticipa di {n:shift}', shifted(-1)],
  ['<delay> (<il>) <due> <di> {t} (<back>) di {n:shift}', shifted(1)],
  ['<delay> (<il>) <due> (<back>) di {n:shift}', shifted(1)],
  ['<delay> {t} indietro di {n:shift}', shifted(-1)],
  ['<delay> {t} (avanti|in_avanti|piu_avanti) di {n:shift} (avanti|piu_avanti)', shifted(1)],
  ['<delay> di {n:shift} {t}', shifted(1)],
  ['<delay> di {n:shift}', shifted(1)],
  // Priority
  ['<set>|alza|abbassa|aumenta|riduci (<il>) <priority> <di> {t} <a>|in|come|: {p:priority}', ranked],
  ['<set>|alza|abbassa|aumenta|riduci (<il>) (<suo>) <priority> <a>|in|come|: {p:priority}', ranked],
  [
    '<set>|dai|assegna {t} (con) {p:priority}',
    ({ p }) => (p && /priorita/.test(p.tokens.map(({ fold }) => fold).join(' ')) ? ranked({ p }) : undefined),
  ],
  ['dai|assegna|metti|imposta {p:priority} <a>|per|su {t}', ranked],
  ['alza|aumenta (<il>) <priority> <di>|<a> {t}', () => ({ priority: 'raise' })],
  ['alza|aumenta (<il>) (<suo>) <priority>', () => ({ priority: 'raise' })],
  ['abbassa|riduci (<il>) <priority> <di>|<a> {t}', () => ({ priority: 'lower' })],
  ['abbassa|riduci (<il>) (<suo>) <priority>', () => ({ priority: 'lower' })],
  ['rendi {t} piu importante|urgente|prioritario|prioritaria', () => ({ priority: 'raise' })],
  ['rendi {t} meno importante|urgente', () => ({ priority: 'lower' })],
  ['rendi {t} urgente|prioritario|prioritaria|importante', () => ({ priority: 'high' })],
  // People
  ['<remove> (<il>) (<suo>) <people> <di>|<a>|<da> {t}', () => ({ assignee: [] })],
  ['<remove> (<il>) (<suo>) <people>', () => ({ assignee: [] })],
  ['disassegna|deassegna {t}', () => ({ assignee: [] })],
  ['<set> (<il>) <people> <di> {t} <a>|in|come|: {w:people}', assigned],
  ['assegna|riassegna|delega|affida|passa <a> {w:people} {t:reference}', assigned],
  ['assegna|riassegna|delega|affida <a> {w:people} (<il>) <task_noun> {t}', assigned],
  [
    'assegna|riassegna|delega|affida|passa {t} <a> {w:people}',
    ({ w }) =>
      w && w.tokens[0]?.fold === 'progetto'
        ? inProject({ w: { ...w, tokens: w.tokens.slice(1) } })
        : assigned({ ...(w && { w }) }),
  ],
  // Description
  [
    '<set>|aggiungi|scrivi (<il>|<un>) <description> <di>|<a>|per {t} in|:|come|con {v}',
    ({ t, v }) => (t && v ? described({ v }) : undefined),
  ],
  ['<set>|aggiungi|scrivi (<il>|<un>) (<suo>) descrizione in|:|come {v}', described],
  ['<remove> (<il>) (<suo>) descrizione <di>|<a>|<da> {t}', () => ({ description: null })],
  // Status
  ['<mark> (<il>) stato <di> {t} <a>|in|come|su|: {c:changes}', changes],
  ['<mark> come (<task_noun>) {c:changes}', changes],
  ['<mark> {t:reference} (come|in|su|:) {c:changes}', changes],
  ['segna|contrassegna|marca|imposta come <done> {t}', done],
  ['dai per <done> {t}', done],
  ['<mark>|<move> {t} (stato) (come|<a>|in|su|per|con|:) {c:changes}', changes],
  ['<mark>|<move> (<il>) (<suo>) (stato) (come|<a>|in|per|entro) {c:changes}', changes],
  ['riapri|ripristina {t}', () => ({ status: 'todo' })],
  ['inizia|comincia|avvia (<a>|con|a_lavorare_su|<il>_lavoro_su) {t}', () => ({ status: 'in_progress' })],
  ['<finish> {t}', done],
  [
    'ho|abbiamo iniziato|cominciato|avviato (<a>|con|a_lavorare_a|a_lavorare_su) {t}',
    () => ({ status: 'in_progress' }),
    'statement',
  ],
  ['sto|stiamo lavorando <a>|<su> {t}', () => ({ status: 'in_progress' }), 'statement'],
  ['<i> (<now>) <finished> {t}', done, 'statement'],
  ["lo|la|l'|li|le <i> (<now>) <done>", done, 'statement'],
  ["l' <i> (<now>) <done>", done, 'statement'],
  ['<done> {t}', done, 'heading'],
  ['{t:fact} <is> (<now>) <done> (ora|adesso)', done, 'statement'],
  ['è|sono (<now>) <done>', done, 'statement'],
  ['{t:fact} è|sono ora|adesso {c:changes}', changes, 'statement'],
  ['{t:fact} deve|devono essere {c:changes}', changes, 'statement'],
  [
    '{t:fact} è|sono|diventa {c:changes}',
    ({ c }) =>
      c && /^(in corso|urgente|urgenti|in lavorazione)$/.test(c.tokens.map(({ fold }) => fold).join(' '))
        ? changes({ c })
        : undefined,
    'statement',
  ],
  // Project
  ['<remove> {t} <da>|<di> (<il>) (<suo>) progetto', unplaced],
  ['<remove> {t} <da> (<il>) progetto {w}', unplaced],
  ['<remove> (<il>) progetto <da>|<di>|<a> {t}', unplaced],
  ['sposta|trasferisci|metti|passa {t} <da> {x} <to_> {w}', placed],
  ['<place_verb> {t:reference} <to_> {w}', placed],
  ['<place_verb> {t} <to_> progetto {w}', inProject],
  ['<place_verb> {t} <to_> <il> progetto {w}', inProject],
  ['<set> (<il>) (<suo>) progetto <di> {t} in|a|: {w}', placed],
  ['<set> (<il>) (<suo>) progetto in|a|: {w}', placed],
  ['sposta|trasferisci|metti {t+} <to_> {w}', placed],
];

/** The rules for changing tasks, in the order in which they are tried. */
export const updateRules: readonly UpdateRule[] = table.map(([source, change, statement]) => ({
  pattern: compilePattern({ source: source.replaceAll('{t}', '{t:task}'), lexicon: updateWords }),
  statement: statement !== undefined,
  heading: statement === 'heading',
  change,
}));

/** "It", for a rule that names no task. */
export const implied: Target = { kind: 'reference', reference: { which: 'it' } };
