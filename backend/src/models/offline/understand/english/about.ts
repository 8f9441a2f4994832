import type { Intent, TaskField } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, trimMarks } from '../tokens.ts';
import { readPlaceName } from './changes.ts';
import { nounAt } from './nouns.ts';
import { lexicon } from './lexicon.ts';
import { readName, readTarget } from './target.ts';

const words: Record<string, readonly string[]> = {
  ...lexicon,
  what_is: ["what's", 'what_is', 'whats', 'what_was', 'tell_me', 'show_me', 'give_me', 'show'],
};

const table: readonly [string, TaskField][] = [
  ['when is|was|are {t} due|scheduled|planned|to_be_done', 'due'],
  ["when's|when_is {t} due", 'due'],
  ['when do|must|should i|we have_to|need_to|finish|do {t}', 'due'],
  ['<what_is> (the) <due> of|for|on {t}', 'due'],
  ['<what_is> {t:possessive} <due>', 'due'],
  ['<what_is> (the) status of|for {t}', 'status'],
  ['<what_is> {t:possessive} status', 'status'],
  ['<what_is> (the) <priority> of|for {t}', 'priority'],
  ['<what_is> {t:possessive} <priority>', 'priority'],
  ['what|which <priority> is|does|has {t} (have|got)', 'priority'],
  ['how urgent|important is|are {t}', 'priority'],
  ["who is|'s assigned|responsible|working to|for|on {t}", 'assignee'],
  ["who's assigned|responsible|working to|for|on {t}", 'assignee'],
  ['who does|has|owns|do|got {t}', 'assignee'],
  ['who is|are {t} assigned to', 'assignee'],
  ['<what_is> (the) assignee of|for {t}', 'assignee'],
  ['(in) which|what project is|are|does {t} (in|belong_to|part_of)', 'project'],
  ['<what_is> (the) project of|for {t}', 'project'],
  ['<what_is> (the) description|notes|details|note of|for|on|about {t}', 'description'],
  ['details of|for|on|about {t}', 'all'],
  ['<what_is> {t:possessive} description|notes|details', 'description'],
  ['<what_is> (the) id of|for {t}', 'id'],
  ['<what_is> {t:possessive} id', 'id'],
  ['is|are|was {t} <done>', 'done'],
  ['have|did i|we (already) finish|finished|complete|completed|do|done|close|closed {t}', 'done'],
  ['is|are {t} overdue|late|still_open|open|in_progress|started', 'status'],
  ['is|are {t} (due) today|tomorrow', 'due'],
  ['is|are {t} urgent|important|high_priority|low_priority', 'priority'],
  ['when is|are {t:reference}', 'due'],
  ['read (me) (out) {t:reference} (to_me|aloud|out)', 'all'],
  ['what does|do {t:reference} say', 'all'],
  ['tell_me (more|everything) about (the) task {t}', 'all'],
  ['tell_me more|everything about {t}', 'all'],
  ['show|open|display|view (me) (the) (details) (of|for) {t:reference}', 'all'],
  ['show|display|view (me) (the) task {t}', 'all'],
];

const rules = table.map(([source, field]) => ({ pattern: compilePattern({ source, lexicon: words }), field }));

const types: SlotTypes = {
  possessive: { words: Infinity, fits: ({ tokens }) => /('s|s'|^its|^their)$/.test(tokens.at(-1)?.fold ?? '') },
  reference: { words: 24, fits: (phrase) => readTarget(phrase)?.kind === 'reference' },
};

/** "The website project", "project Website". */
const ofProject = ({ tokens }: Phrase): boolean =>
  tokens.length > 1 && [tokens[0]?.fold, tokens.at(-1)?.fold, tokens[1]?.fold].includes('project');

/** A question about one task: "when is Buy milk due?", "is it done?". */
export function readAbout(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const { pattern, field } of rules) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['t'];
    if (!slot || slot.tokens.some((_, at) => /^(tasks|projects|clients)$/.test(nounAt({ phrase: slot, at })?.noun ?? '')))
      continue;
    if (
      /^(there|i|we|you|any|anything|everything|something|what|all|my)$/.test(slot.tokens[0]?.fold ?? '') &&
      slot.tokens.length === 1
    )
      continue;
    if (['there', 'i', 'we', 'you', 'any', 'anything'].includes(slot.tokens[0]?.fold ?? '')) continue;
    const last = slot.tokens.at(-1);
    if (pattern.source.includes(':possessive') && last) {
      if (/^(its|their)$/.test(last.fold))
        return { kind: 'about-task', target: { kind: 'reference', reference: { which: 'it' } }, field };
      const { name, quoted } = readName(slot);
      return { kind: 'about-task', target: { kind: 'name', name: name.replace(/['’]s?$/, ''), quoted }, field };
    }
    if (field === 'status' && ofProject(slot))
      return {
        kind: 'list-tasks',
        amount: 'list',
        filter: { statuses: ['todo', 'in_progress'], priorities: [], place: readPlaceName(slot) },
      };
    const target = readTarget(slot);
    if (target && target.kind !== 'filter') return { kind: 'about-task', target, field };
  }
  return undefined;
}
