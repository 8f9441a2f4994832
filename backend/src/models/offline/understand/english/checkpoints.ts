import type { CheckpointChange, CheckpointTarget, Intent } from '../intent.ts';
import { type SlotTypes, type Slots, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { readPlaceName, readShift, readWholeDue } from './changes.ts';
import { isWords, wordAt } from './date-reader.ts';
import { readDeletedRest } from './delete.ts';
import { readNewCheckpoint } from './new-checkpoint.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { hasRowNoun } from './row-nouns.ts';
import { type RowQuery, readRowQuery } from './row-query.ts';
import { readRowTarget } from './row-target.ts';
import { updateWords } from './update-words.ts';

const kind = 'checkpoint';
const target = (phrase: Phrase | undefined): CheckpointTarget | undefined => phrase && readRowTarget({ phrase, kind });

const types: SlotTypes = {
  row: { words: 24, fits: (phrase) => hasRowNoun({ phrase, kind }) && target(phrase) !== undefined },
  date: { words: 24, fits: (phrase) => readWholeDue(phrase) !== undefined },
  shift: { words: 24, fits: (phrase) => readShift(phrase) !== undefined },
};
const lexicon = { ...updateWords, day: ['date', 'day', 'due_date', 'deadline', 'due_day'] };

const dated = ({ d }: Slots): CheckpointChange | undefined => {
  const due = d && readWholeDue(d);
  return due && { date: { relation: due.relation, reading: due.reading } };
};
const shifted =
  (sign: 1 | -1) =>
  ({ n }: Slots): CheckpointChange | undefined => {
    const shift = n && readShift(n);
    return shift && { shift: { unit: shift.unit, count: shift.count * sign } };
  };
const titled = ({ v }: Slots): CheckpointChange | undefined => (v ? { title: textOf(v) } : undefined);
const placed = ({ w }: Slots): CheckpointChange | undefined => (w ? { place: readPlaceName(w) } : undefined);

const changes: readonly { pattern: ReturnType<typeof compilePattern>; change: typeof dated; statement: boolean }[] = (
  [
    ['rename|retitle {c:row} to|as|into {v}', titled],
    ['<set> (the) <title> of|for|on {c:row} to|into|as {v}', titled],
    ['<move> (the) <day> of|for|on {c:row} (<later>) (to|until|till|as|=|:) {d:date}', dated],
    ['<move> {c:row} (<later>) (to|until|till|on|for|as|:) {d:date}', dated],
    ['bring {c:row} forward (by) {n:shift}', shifted(-1)],
    ['<move> {c:row} (<later>) (by|for) {n:shift} earlier|sooner|forward', shifted(-1)],
    ['<move> {c:row} (<later>) (by|for) {n:shift} (later|back|out|ahead)', shifted(1)],
    ['{c:row} is now (on|due) {d:date}', dated, 'statement'],
    ['{c:row} (has) moved|slipped|slips|moves to {d:date}', dated, 'statement'],
    ['move|put|transfer|shift|reassign|assign|link|file {c:row} to|into|in|under {w}', placed],
  ] as const
).map(([source, change, statement]) => ({
  pattern: compilePattern({ source, lexicon }),
  change,
  statement: statement !== undefined,
}));

const questions = [
  "when|when's is|are|was|will {c:row} (be|due|planned|scheduled)",
  "when's {c:row}",
  'what|which day|date is|has {c:row} (on)',
  "what's|what_is|tell_me|show_me (the) <day> of|for {c:row}",
  "what's|what_is {c:row}",
  'show|show_me|display|open|view|tell_me_about|tell_me|find|details_of|read {c:row}',
].map((source) => compilePattern({ source, lexicon }));

function readChange({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  for (const { pattern, change, statement } of changes) {
    if (statement && question) continue;
    const slots = matchPattern({ pattern, phrase, types });
    const wanted = slots && change(slots);
    const found = target(slots?.['c']);
    if (wanted && found && wanted.title !== '') return { kind: 'update-checkpoints', target: found, change: wanted };
  }
  return undefined;
}

/** Without such a word before it, a plural is a question: "upcoming checkpoints". */
const commands = new Set(
  phrases(`
  create | add | make | new | set | schedule | plan | put | delete | remove | move | rename | change | update | mark | complete | finish |
  note | write | need | want | i | we | save
`),
);

function listOf({ amount, filter, limit }: RowQuery): Intent {
  return { kind: 'list-checkpoints', amount, filter, ...(limit !== undefined && { limit }) };
}

function readList(phrase: Phrase): Intent | undefined {
  // "When is the next milestone of Website?"
  const when = ['when is', 'when are', "when's", 'on which day is'].find((text) => isWords(phrase.tokens, 0, text));
  if (when !== undefined) {
    const query = readRowQuery({ phrase: part(phrase, when.split(' ').length), kind });
    return query && (query.limit !== undefined || query.plural) ? listOf(query) : undefined;
  }
  const query = readRowQuery({ phrase, kind });
  if (!query || (!query.opened && ((!query.plural && query.limit === undefined) || commands.has(wordAt(phrase.tokens, 0)))))
    return undefined;
  // "Show the checkpoint" is one that was named.
  const isOne = !query.plural && query.limit === undefined && Object.keys(query.filter).length === 0;
  return isOne && query.amount === 'list' ? undefined : listOf(query);
}

/** What is said about checkpoints: lists, questions, and what creates, changes or deletes them. */
export function readCheckpoint({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  if (!hasRowNoun({ phrase: trimmed, kind })) return undefined;
  const deleted = readDeletedRest(trimmed);
  if (deleted) {
    const rows = target(deleted);
    return rows && { kind: 'delete-checkpoints', target: rows };
  }
  const created = readNewCheckpoint(trimmed);
  if (created) return created;
  // "Tasks about the milestone" are tasks.
  if (trimmed.tokens.some((_, at) => nounAt({ phrase: trimmed, at })?.noun.startsWith('task'))) return undefined;
  const change = readChange({ phrase: trimmed, question });
  if (change) return change;
  const list = readList(trimmed);
  if (list) return list;
  for (const pattern of questions) {
    const found = target(matchPattern({ pattern, phrase: trimmed, types })?.['c']);
    if (found) return { kind: 'about-checkpoint', target: found };
  }
  return undefined;
}
