import { phrases } from './phrases.ts';
import type { Target, TaskChange } from '../intent.ts';
import { type Pattern, type SlotTypes, type Slots, compilePattern } from '../pattern.ts';
import { type Phrase, textOf } from '../tokens.ts';
import { readChanges, readPeople, readPlaceName, readShift, readWholeDue } from './changes.ts';
import { priorityOf } from './priority.ts';
import { readReference } from './target.ts';
import { updateWords } from './update-words.ts';

/** What a rule makes of its slots; a rule without a `{t}` slot is about "it". */
export interface UpdateRule {
  pattern: Pattern;
  /** It states a fact ("I finished X"), so it is none as a question; a `heading` ("finished X") may also be a list's name. */
  statement: boolean;
  heading: boolean;
  change: (slots: Slots) => TaskChange | undefined;
}

const isPossessive = ({ tokens }: Phrase): boolean =>
  /('s|s')$/.test(tokens.at(-1)?.fold ?? '') || (/^(its|their)$/.test(tokens.at(-1)?.fold ?? '') && tokens.length === 1);
const question = new Set(
  phrases(`
  what | which | who | when | where | why | how | he | she | they | you | there | nothing | nobody | everything | all | everyone | if | it |
  that | this | is | are
`),
);

const functionWords = new Set([
  'to',
  'as',
  'of',
  'for',
  'in',
  'on',
  'into',
  'by',
  'the',
  'a',
  'an',
  'at',
  'and',
  'from',
  'with',
  'up',
  'down',
  'back',
  ':',
  '(',
  ')',
  '-',
]);

function hasContent({ tokens }: Phrase): boolean {
  return tokens.some((token) => !functionWords.has(token.fold));
}

/** What is read word by word is short, so that reading it at every place stays cheap. */
function short(fits: (phrase: Phrase) => boolean): SlotTypes[string] & {} {
  return { words: 24, fits };
}

/** What a slot of a type may hold. */
export const updateTypes: SlotTypes = {
  any: { words: Infinity, fits: hasContent },
  task: {
    words: Infinity,
    fits: (phrase) => hasContent(phrase) && !/^(to|as|into|of|the|is|for)$/.test(phrase.tokens.at(-1)?.fold ?? ''),
  },
  fact: { words: Infinity, fits: ({ tokens }) => !question.has(tokens[0]?.fold ?? '') },
  possessive: { words: Infinity, fits: isPossessive },
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
const assigned = ({ w }: Slots): TaskChange | undefined => {
  const assignee = w && readPeople(w);
  return assignee && { assignee };
};
const described = ({ v }: Slots): TaskChange | undefined => (v ? { description: textOf(v) } : undefined);
const shifted =
  (sign: 1 | -1) =>
  ({ n }: Slots): TaskChange | undefined => {
    const shift = n && readShift(n);
    return shift && { shift: { unit: shift.unit, count: shift.count * sign } };
  };

const table: readonly [source: string, change: UpdateRule['change'], statement?: 'statement' | 'heading'][] = [
  // Title
  ['rename|retitle|call {t:reference} to|as|into {v}', titled],
  ['rename|retitle|call it|that|this {v}', titled],
  ['rename|retitle|re_title|re_name (the) (<task_noun>) {t} to|as|into {v}', titled],
  ['rename|retitle|re_name (to|as|into) {v}', ({ v }) => (v && readReference(v) === undefined ? titled({ v }) : undefined)],
  ['<set> (the) <title> of|for|on {t} to|into|as {v}', titled],
  ['<set> {t:possessive} <title> to|into|as {v}', titled],
  ['<set> (the|its) <title> to|into|as {v}', titled],
  // Due date
  ['<remove> (the|its|their|any|all) <due> (of|from|for|on|off) {t}', undated],
  ['<remove> {t:possessive} <due>', undated],
  ['<remove> (the|its|their) <due>|due_dates|deadlines|dates', undated],
  ['<remove> {t} <due>', undated],
  ['<move> {t:possessive} <due> (<later>) (to|until|till|for|on|by|as|=) {d:date}', dated],
  ['<move> (the|its|their) <due> (of|for|on) {t} (<later>) (to|until|till|as|=|:|on|for) {d:date}', dated],
  ['<move> (the|its|their|a) <due> (<later>) (to|until|till|as|=|:|on|for|of) {d:date}', dated],
  ['give|add|assign {t} (a|the) <due> (of|on|for|:) {d:date}', dated],
  ['add|give|set|assign (a|the) <due> (of|on|for|:) {d:date} (to|for|on) {t}', dated],
  ['bring {t} forward (by) {n:shift}', shifted(-1)],
  ['<move> {t} (<later>) (by|for) {n:shift} earlier|sooner|forward', shifted(-1)],
  ['<move> {t} (<later>) (by|for) {n:shift} (later|back|out|ahead)', shifted(1)],
  ['postpone|delay|snooze|defer (by|for) {n:shift}', shifted(1)],
  ['move|push|postpone|reschedule|delay|defer|shift|bump|snooze {t:possessive} <due> (<later>) (by) {n:shift}', shifted(1)],
  ['extend|push|delay|move|postpone (the|its) <due> (of|for) {t} (<later>) by {n:shift}', shifted(1)],
  ['extend|push|delay|move|postpone (the|its) <due> (<later>) by {n:shift}', shifted(1)],
  // Priority
  [
    '<set>|raise|lower|increase|reduce|decrease|bump (the|its|their) <priority> (level) (of|for|on) {t} (up|down) (to|as|=|at) {p:priority}',
    ranked,
  ],
  [
    '<set>|raise|lower|increase|reduce|decrease|bump {t:possessive} <priority> (level) (up|down) (to|as|=|at) {p:priority}',
    ranked,
  ],
  [
    '<set>|raise|lower|increase|reduce|decrease|bump (the|its|their) <priority> (level) (up|down) (to|as|=|at) {p:priority}',
    ranked,
  ],
  ['<set>|give|assign {t} <priority> (to|as|=|:) {p:priority}', ranked],
  ['<set>|give|assign {t} (a) {p:priority}', ranked],
  ['give|assign|set|add {p:priority} to {t}', ranked],
  ['raise|increase|bump_up|bump (the|its) <priority> (of|for|on) {t}', () => ({ priority: 'raise' })],
  ['raise|increase|bump {t:possessive} <priority>', () => ({ priority: 'raise' })],
  ['raise|increase (the|its) <priority>', () => ({ priority: 'raise' })],
  ['lower|decrease|reduce|drop (the|its) <priority> (of|for|on) {t}', () => ({ priority: 'lower' })],
  ['lower|decrease|reduce|drop {t:possessive} <priority>', () => ({ priority: 'lower' })],
  ['lower|decrease|reduce (the|its) <priority>', () => ({ priority: 'lower' })],
  ['make {t} more important|urgent', () => ({ priority: 'raise' })],
  ['make {t} less important|urgent', () => ({ priority: 'lower' })],
  ['prioritise|prioritize {t}', () => ({ priority: 'high' })],
  ['deprioritise|deprioritize|de_prioritise|de_prioritize {t}', () => ({ priority: 'low' })],
  // People
  ['unassign|un_assign {t}', () => ({ assignee: [] })],
  ['<remove> (the|its|all) <people> (of|from|for|on) {t}', () => ({ assignee: [] })],
  ['<remove> (the|its|all) <people>', () => ({ assignee: [] })],
  ['<set> (the|its) <people> (of|for|on) {t} to|as {w:people}', assigned],
  ['<set> {t:possessive} <people> to|as {w:people}', assigned],
  ['<set> (the|its) <people> to|as {w:people}', assigned],
  ['assign|reassign|re_assign|delegate|give|hand|pass (to) {w:people} to {t:reference}', assigned],
  ['assign|reassign|re_assign|delegate|give|hand|pass {t} (over) to {w:people}', assigned],
  ['assign|reassign|re_assign|delegate (to) {w:people}', assigned],
  // Description
  [
    '<set>|add|write (a|the|its) <description> (of|for|to|on) {t} to|as|:|=|saying|with {v}',
    ({ t, v }) => (t && v ? described({ v }) : undefined),
  ],
  ['<set> {t:possessive} <description> to|as|:|= {v}', described],
  ['<set>|add|write (a|the|its) <description> to|as|: {v}', described],
  ['<remove> (the|its) <description> (of|from|for) {t}', () => ({ description: null })],
  // Status
  ['<mark> (the) status of|for {t} to|as|= {c:changes}', changes],
  ['<mark> {t:possessive} status to|as|= {c:changes}', changes],
  ['<mark> as (<task_noun>) {c:changes}', changes],
  ['<mark> {t:reference} (as|to|into|in|=) {c:changes}', changes],
  ['mark|set|flag <done> (:) {t}', done],
  ['mark|set|flag as <done> (:) {t}', done],
  ['<mark>|<move> {t} (status) (<later>) (as|to|into|with|=|until|till|for|is) {c:changes}', changes],
  ['<mark>|<move> (the|its) (status) (<later>) (to|as|into|until|till) {c:changes}', changes],
  ['re_open|reopen|uncheck|untick|un_complete|uncomplete|undo_completion_of|un_finish {t}', () => ({ status: 'todo' })],
  ['unmark {t} (as) (<done>)', () => ({ status: 'todo' })],
  ['check|tick|cross|mark {t} off (the_list|my_list|as_done)', done],
  ['start|begin (working_on|work_on|with|on|doing) {t}', () => ({ status: 'in_progress' })],
  ['<finish> (with) {t}', done],
  ['(<i>) (<have>) started|begun (working_on|work_on|with|on) {t}', () => ({ status: 'in_progress' }), 'statement'],
  ["i'm|im|i_am|i_am_now|we_are (now|currently) working_on|doing|starting {t}", () => ({ status: 'in_progress' }), 'statement'],
  ['<i> (<have>) <finished> (with) {t}', done, 'statement'],
  ['finished|completed|done (with) {t}', done, 'heading'],
  ['{t:fact} <is> (<now>) <done> (now|already)', done, 'statement'],
  ["it's|that's|it_is|that_is|this_is (<now>) <done> (now|already)", done, 'statement'],
  ['it|this is|has|should_be|needs (a) {c:changes}', changes, 'statement'],
  ["it's {c:changes}", changes, 'statement'],
  ['{t:fact} is|are now {c:changes}', changes, 'statement'],
  ['{t:fact} should|must|needs_to be {c:changes}', changes, 'statement'],
  // Project
  ['<remove>|take {t} (out) from|out_of|off (its|the|their|any|all) project|projects', () => ({ place: null })],
  ['<remove>|take {t} (out) from|out_of (the) project {w}', () => ({ place: null })],
  ['<remove> (the|its|their) project from|of|for {t}', () => ({ place: null })],
  ['move|transfer|put|change|shift {t} from {x} to|into|in|under {w}', placed],
  [
    'move|put|transfer|file|shift|relocate|reassign|switch|add|assign|drag|attach|link {t:reference} to|into|in|under|onto|inside|with {w}',
    placed,
  ],
  [
    'move|put|transfer|file|shift|relocate|assign|switch|drag|attach|link {t} to|into|in|under|onto|inside (the) project {w}',
    ({ w }) => (w ? { place: { kind: 'project', name: textOf(w) } } : undefined),
  ],
  ['<set> {t:possessive} project to|as {w}', placed],
  ['<set> (the|its) project (of|for) {t} to|as {w}', placed],
  ['<set> (the|its) project to|as {w}', placed],
  ['move|put|transfer|file|relocate {t+} to|into|in|under|onto|inside {w}', placed],
  ['move|transfer to|into {w}', placed],
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
