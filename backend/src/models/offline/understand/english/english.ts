import type { Intent } from '../intent.ts';
import type { Language } from '../language.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { readAbout } from './about.ts';
import { readPlaceName, readWholeDue } from './changes.ts';
import { type Cut, clausesOf, cutsOf } from './clauses.ts';
import { readCreate, readCreateWithoutNoun } from './create.ts';
import { mended } from './mend.ts';
import { nounAt } from './nouns.ts';
import { hasRowNoun, rowNounAt } from './row-nouns.ts';
import { wordAt } from './date-reader.ts';
import { readChoice, readFollowUp } from './follow-up.ts';
import { readNewTasks } from './new-task.ts';
import { readOtherRows, readTextCommand } from './other-rows.ts';
import { withoutLead, withoutPoliteness } from './politeness.ts';
import { readQueries, readQuery } from './query.ts';
import { readDelete, readSweep } from './delete.ts';
import { readSend } from './send.ts';
import { readShow } from './show.ts';
import { choreIn, readNonCommand, readOpenQuestion, readProjectChange, readSmallTalk } from './small-talk.ts';
import { readUpdate } from './update.ts';

const asksAt = (phrase: Phrase): boolean => phrase.tokens.slice(-2).some((token) => token.fold === '?');

/** No project that is named in an answer is called by more words and marks. */
const longestName = 24;

/** No command but one that creates tasks is so long, in words and marks. */
const longest = 160;

/** One clause; undefined when no rule reads it. */
function readClause({ phrase, question }: { phrase: Phrase; question: boolean }): Intent[] | undefined {
  const clause = withoutPoliteness(trimMarks(phrase));
  const text = readTextCommand(clause);
  if (text) return [text.intent];
  if (clause.tokens.length > longest) return readCreate(clause) ?? [{ kind: 'say', topic: 'too-long' }];
  const one = (intent: Intent | undefined): Intent[] | undefined => intent && [intent];
  return (
    one(readSmallTalk(trimMarks(clause))) ??
    one(readSend(clause)) ??
    one(readShow(clause)) ??
    one(readOtherRows({ phrase: clause, question })) ??
    one(readAbout(clause)) ??
    one(readNonCommand(clause)) ??
    readCreate(clause) ??
    one(readSweep(clause)) ??
    readQueries(clause) ??
    one(readQuery({ phrase: clause, opened: true })) ??
    one(readOpenQuestion({ phrase: clause, question })) ??
    one(readProjectChange(clause)) ??
    one(readUpdate({ phrase: clause, question })) ??
    one(readDelete(clause)) ??
    one(readQuery({ phrase: clause, opened: false })) ??
    readCreateWithoutNoun(clause) ??
    one(readFollowUp(clause))
  );
}

/** A clause that says by itself what it is about, so that it cannot be the end of an unquoted title. */
function standsAlone({
  clause,
  first,
  titled,
}: {
  clause: Phrase;
  first: boolean;
  /** What stands before may be a task's title, in which a note or a comment is a word. */
  titled: boolean;
}): boolean {
  if (first) return true;
  const kinds = titled ? (['checkpoint'] as const) : (['checkpoint', 'note', 'comment'] as const);
  if (kinds.some((kind) => hasRowNoun({ phrase: clause, kind }))) return true;
  const words = clause.tokens.map((token) => token.fold);
  return (
    words[0] === 'another' ||
    clause.tokens.some((token, at) => token.kind === 'quote' || nounAt({ phrase: clause, at }) !== undefined) ||
    words.some((word) => ['it', 'that', 'them', 'those', 'these', 'this', 'its', 'both'].includes(word)) ||
    /^(as|to|due)$/.test(words[1] ?? '')
  );
}

/** "… and a task B": the verb of the clause before goes on. */
function withVerb({ clause, previous }: { clause: Phrase; previous: Phrase | undefined }): Phrase {
  const verb = previous?.tokens[0];
  const another = ['a', 'an', 'another', 'one'].includes(wordAt(clause.tokens, 0));
  if (!verb || !previous) return clause;
  // "Create task A, task B".
  if (/^(task|todo|project|client)$/.test(wordAt(clause.tokens, 0)) && !['task', 'todo'].includes(verb.fold)) {
    return { source: clause.source, tokens: [verb, ...clause.tokens] };
  }
  if (!another) return clause;
  // "… and another called B": the noun goes on too.
  const kinds = ['checkpoint', 'note', 'comment'] as const;
  const has = [1, 2, 3].some(
    (at) =>
      nounAt({ phrase: clause, at }) !== undefined || kinds.some((kind) => rowNounAt({ phrase: clause, at, kind }) !== undefined),
  );
  const noun = has ? undefined : previous.tokens.findIndex((_, at) => nounAt({ phrase: previous, at }) !== undefined);
  const end = noun === undefined || noun < 0 ? 0 : (nounAt({ phrase: previous, at: noun })?.end ?? 0);
  const [article, ...rest] = clause.tokens;
  return article ? { source: clause.source, tokens: [verb, article, ...previous.tokens.slice(noun ?? 0, end), ...rest] } : clause;
}

function readWithCuts({
  phrase,
  cuts,
  question,
}: {
  phrase: Phrase;
  cuts: readonly Cut[];
  question: boolean;
}): Intent[] | undefined {
  const intents: Intent[] = [];
  let previous: Phrase | undefined;
  for (const [index, bare] of clausesOf({ phrase, cuts }).entries()) {
    const clause = withVerb({ clause: withoutPoliteness(bare), previous });
    const hard = index > 0 && cuts[index - 1]?.hard === true;
    const after = intents.at(-1)?.kind.startsWith('create') === true && !hard;
    // What follows "and" in a text that is to be sent belongs to it.
    if (!hard && sends(intents.at(-1))) return undefined;
    const titled = intents.at(-1)?.kind === 'create-tasks';
    if (after && !standsAlone({ clause, first: index === 0, titled })) return undefined;
    // A text that no quotation marks end goes on to the end of the message.
    const start = index === 0 ? -1 : phrase.tokens.findIndex((token) => token === bare.tokens[0]);
    const text = start < 0 ? undefined : readTextCommand(withoutLead(part(phrase, start)));
    if (text?.takesRest) return [...intents, inProject({ intent: text.intent, previous: intents.at(-1) })];
    const read = readClause({ phrase: clause, question: asksAt(bare) || (question && index === cuts.length) });
    if (
      !read ||
      read.some(
        ({ kind }) =>
          kind === 'unknown' ||
          (kind === 'refine' && index === 0) ||
          (kind === 'create-tasks' && index > 0 && !hard && !hasTitle(read)),
      )
    )
      return undefined;
    intents.push(...read.map((intent) => inProject({ intent, previous: intents.at(-1) })));
    previous = clause;
  }
  return intents;
}

/** "Create a project Shop and add a checkpoint Beta on 12 May": in that project, when nothing else was said. */
function inProject({ intent, previous }: { intent: Intent; previous: Intent | undefined }): Intent {
  if (previous?.kind !== 'create-project' && previous?.kind !== 'create-checkpoint') return intent;
  const isOpen = (intent.kind === 'create-checkpoint' || intent.kind === 'create-note') && intent.place === undefined;
  return isOpen ? { ...intent, place: { kind: 'reference', noun: 'project' } } : intent;
}

const sends = (intent: Intent | undefined): boolean => intent?.kind === 'notify' || intent?.kind === 'post';

const hasTitle = (intents: readonly Intent[]): boolean =>
  intents.every((intent) => intent.kind !== 'create-tasks' || intent.tasks.every((task) => task.title !== undefined));

/** The phrase without marks before its first word; those at its end may belong to a text. */
function fromFirstWord(phrase: Phrase): Phrase {
  const at = phrase.tokens.findIndex(({ kind }) => kind !== 'mark');
  return at < 0 ? phrase : part(phrase, at);
}

/** "Finish the report" may well be a task's title; what begins with one of these is a command. */
const plainCommand = new Set([
  'mark',
  'set',
  'rename',
  'reopen',
  'assign',
  'unassign',
  'change',
  'remove',
  'update',
  'postpone',
  'push',
]);

/** English. */
export const english: Language = {
  id: 'en',
  read(given) {
    const phrase = mended(given);
    const question = asksAt(phrase);
    const whole = withoutPoliteness(trimMarks(phrase));
    if (whole.tokens.length === 0) return [{ kind: 'say', topic: phrase.tokens.length === 0 ? 'empty' : 'help' }];
    const talk = readSmallTalk(trimMarks(phrase)) ?? readSmallTalk(trimMarks(whole));
    if (talk) return [talk];
    const refused = readNonCommand(whole);
    if (refused && (whole.tokens.length > longest || !readAbout(whole))) return [refused];
    const text = readTextCommand(withoutLead(fromFirstWord(phrase)));
    if (text?.takesRest) return [text.intent];
    const cuts = cutsOf(whole);
    const parted = cuts.length > 0 ? readWithCuts({ phrase: whole, cuts, question }) : undefined;
    if (parted && parted.length > 1) return parted;
    const hard = cuts.filter((cut) => cut.hard);
    const lines =
      hard.length > 0 && hard.length < cuts.length ? readWithCuts({ phrase: whole, cuts: hard, question }) : undefined;
    if (lines && lines.length > 1) return lines;
    const read = readClause({ phrase: whole, question });
    if (read) return read;
    const task = choreIn(whole);
    return [{ kind: 'unknown', ...(task !== undefined && { task }) }];
  },
  choice: readChoice,
  titled(phrase) {
    const intents = phrase.tokens.length > longest || asksAt(phrase) ? [] : english.read(phrase);
    const [intent] = intents;
    const chore = intent?.kind === 'update-tasks' && intent.target.kind === 'name' && !plainCommand.has(wordAt(phrase.tokens, 0));
    if (intents.length !== 1 || (intent?.kind !== 'unknown' && !chore)) return undefined;
    return readNewTasks({ adjectives: part(phrase, 0, 0), rest: phrase, several: false, named: true })[0];
  },
  day(phrase) {
    const due = readWholeDue(withoutPoliteness(trimMarks(phrase)));
    return due && { relation: due.relation, reading: due.reading };
  },
  place(phrase) {
    const answer = withoutPoliteness(trimMarks(phrase));
    if (answer.tokens.length === 0 || answer.tokens.length > longestName || asksAt(phrase)) return undefined;
    const [intent, other] = english.read(phrase);
    const free =
      other === undefined && (intent?.kind === 'unknown' || intent?.kind === 'refine' || intent?.kind === 'list-tasks');
    if (!free) return undefined;
    const led = ['in', 'for', 'to', 'into', 'under', 'of'].includes(wordAt(answer.tokens, 0)) ? part(answer, 1) : answer;
    return led.tokens.length === 0 ? undefined : readPlaceName(led);
  },
};
