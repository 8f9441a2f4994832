import type { Intent } from '../intent.ts';
import type { Language } from '../language.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { wordAt } from '../words.ts';
import { readAbout } from './about.ts';
import { readPlaceChange } from './change-places.ts';
import { type Cut, clausesOf, cutsOf } from './clauses.ts';
import { readCreate, readCreateWithoutNoun } from './create.ts';
import { readDelete, readSweep } from './delete.ts';
import { readWholeDue } from './due.ts';
import { readChoice, readFollowUp } from './follow-up.ts';
import { isOf, lexicon } from './lexicon.ts';
import { mended } from './mend.ts';
import { readNewFollowup } from './new-followup.ts';
import { readNewTasks } from './new-task.ts';
import { nounAt } from './nouns.ts';
import { readOtherRows } from './other-rows.ts';
import { parted, withoutClitic } from './parted.ts';
import { readPlaceName } from './place.ts';
import { withoutPoliteness } from './politeness.ts';
import { readQueries, readQuery } from './query.ts';
import { readSend } from './send.ts';
import { readShow } from './show.ts';
import { choreIn, readNonCommand, readOpenQuestion, readSmallTalk } from './small-talk.ts';
import { readTextCommand, takesRest } from './texts.ts';
import { readUpdate } from './update.ts';
import { verbOf } from './verbs.ts';

const asksAt = (phrase: Phrase): boolean => phrase.tokens.slice(-2).some((token) => token.fold === '?');

/** No command but one that creates tasks is so long, in words and marks; no name of a project in an answer either. */
const longest = 160;
const longestName = 24;

/** A clause as rules read it: pronouns apart from its verb, the verb by its imperative. */
function asCommand(phrase: Phrase): Phrase {
  const { source, tokens } = withoutClitic(phrase);
  const [first, ...rest] = tokens;
  const verb = first?.kind === 'word' ? verbOf(first.fold) : undefined;
  return first && verb !== undefined ? { source, tokens: [{ ...first, fold: verb }, ...rest] } : { source, tokens };
}

/** One clause; undefined when no rule reads it. */
function readClause({ phrase, question }: { phrase: Phrase; question: boolean }): Intent[] | undefined {
  const plain = withoutPoliteness(trimMarks(phrase));
  const clause = asCommand(plain);
  if (clause.tokens.length > longest) return readCreate(clause) ?? [{ kind: 'say', topic: 'too-long' }];
  const one = (intent: Intent | undefined): Intent[] | undefined => intent && [intent];
  return (
    one(readSmallTalk(trimMarks(plain))) ??
    one(readSend(clause)) ??
    one(readTextCommand(clause)) ??
    one(readNewFollowup(clause)) ??
    one(readPlaceChange(clause)) ??
    one(readOtherRows(clause)) ??
    one(readShow(clause)) ??
    one(readAbout({ phrase: clause, question })) ??
    one(readNonCommand(plain)) ??
    readCreate(clause) ??
    one(readSweep(clause)) ??
    readQueries(clause) ??
    one(readQuery({ phrase: clause, opened: true })) ??
    one(readOpenQuestion({ phrase: plain, question })) ??
    one(readUpdate({ phrase: clause, question })) ??
    one(readDelete(clause)) ??
    one(readQuery({ phrase: clause, opened: false })) ??
    readCreateWithoutNoun(clause) ??
    one(readFollowUp(clause))
  );
}

/** A clause that says by itself what it is about, so that it cannot be the end of an unquoted title. */
function standsAlone({ clause, first }: { clause: Phrase; first: boolean }): boolean {
  if (first) return true;
  const words = clause.tokens.map((token) => token.fold);
  const pronoun = withoutClitic(clause).tokens.length > clause.tokens.length;
  return (
    /^(altro|altra)$/.test(words[0] ?? '') ||
    pronoun ||
    clause.tokens.some((token, at) => token.kind === 'quote' || nounAt({ phrase: clause, at }) !== undefined) ||
    words.some((word) => /^(quello|quella|quelli|quelle|questo|questa|entrambi|entrambe)$/.test(word))
  );
}

/** "… e un task B": the verb of the clause before goes on. */
function withVerb({ clause, previous }: { clause: Phrase; previous: Phrase | undefined }): Phrase {
  const verb = previous?.tokens[0];
  if (!verb || !previous) return clause;
  const first = wordAt(clause.tokens, 0);
  const noun = nounAt({ phrase: clause, at: 0 });
  if ((noun?.kind === 'task' || noun?.kind === 'project' || noun?.kind === 'client') && verbOf(verb.fold) !== undefined)
    return { source: clause.source, tokens: [verb, ...clause.tokens] };
  if (!/^(un|una|un'|altro|altra)$/.test(first)) return clause;
  const has = [1, 2, 3].some((at) => nounAt({ phrase: clause, at }) !== undefined);
  const at = has ? -1 : previous.tokens.findIndex((_, index) => nounAt({ phrase: previous, at: index }) !== undefined);
  const end = at < 0 ? 0 : (nounAt({ phrase: previous, at })?.end ?? 0);
  // "… e un altro chiamato B": the noun goes on too.
  let lead = 0;
  while (/^(un|una|un'|altro|altra|nuovo|nuova)$/.test(wordAt(clause.tokens, lead))) lead += 1;
  return {
    source: clause.source,
    tokens: [verb, ...clause.tokens.slice(0, lead), ...previous.tokens.slice(Math.max(0, at), end), ...clause.tokens.slice(lead)],
  };
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
    const last = intents.at(-1);
    // What follows "e" in a text that is to be sent belongs to it.
    if (!hard && (last?.kind === 'notify' || last?.kind === 'post')) return undefined;
    if (last?.kind.startsWith('create') === true && !hard && !standsAlone({ clause, first: index === 0 })) return undefined;
    const read = readClause({ phrase: clause, question: asksAt(bare) || (question && index === cuts.length) });
    // So does what follows in a note or a comment.
    if (!hard && last && carriesText(last) && takesRest(clausesOf({ phrase, cuts })[index - 1] ?? clause)) return undefined;
    const isVague = read?.some(
      ({ kind }) =>
        kind === 'unknown' ||
        (kind === 'refine' && index === 0) ||
        (kind === 'create-tasks' && index > 0 && !hard && !hasTitle(read)),
    );
    if (!read || isVague) return undefined;
    intents.push(...read);
    previous = clause;
  }
  return intents;
}

const carriesText = (intent: Intent): boolean =>
  (intent.kind === 'create-note' && intent.content !== undefined && intent.content !== '') ||
  intent.kind === 'add-comment' ||
  (intent.kind === 'update-notes' && intent.change.append !== undefined);

const hasTitle = (intents: readonly Intent[]): boolean =>
  intents.every((intent) => intent.kind !== 'create-tasks' || intent.tasks.every((task) => task.title !== undefined));

/** "Finire la relazione" may well be a task's title; what begins with one of these is a command. */
const plainCommand = /^(segna|imposta|rinomina|riapri|assegna|cambia|rimuovi|aggiorna|posticipa|sposta|rimanda)$/;

function read(given: Phrase): Intent[] {
  const phrase = mended(parted(given));
  const question = asksAt(phrase);
  const whole = withoutPoliteness(trimMarks(phrase));
  if (whole.tokens.length === 0) return [{ kind: 'say', topic: phrase.tokens.length === 0 ? 'empty' : 'help' }];
  const talk = readSmallTalk(trimMarks(phrase)) ?? readSmallTalk(trimMarks(whole));
  if (talk) return [talk];
  const refused = readTextCommand(asCommand(whole)) ? undefined : readNonCommand(whole);
  if (refused && (whole.tokens.length > longest || !readAbout({ phrase: asCommand(whole), question }))) return [refused];
  const cuts = cutsOf(whole);
  const parts = cuts.length > 0 ? readWithCuts({ phrase: whole, cuts, question }) : undefined;
  if (parts && parts.length > 1) return parts;
  const hard = cuts.filter((cut) => cut.hard);
  const lines = hard.length > 0 && hard.length < cuts.length ? readWithCuts({ phrase: whole, cuts: hard, question }) : undefined;
  if (lines && lines.length > 1) return lines;
  const clause = readClause({ phrase: whole, question });
  if (clause) return clause;
  const task = choreIn(whole);
  return [{ kind: 'unknown', ...(task !== undefined && { task }) }];
}

/** Italian. */
export const italian: Language = {
  id: 'it',
  read,
  choice: (phrase) => readChoice(parted(phrase)),
  titled(phrase) {
    const [intent, other] = phrase.tokens.length > longest || asksAt(phrase) ? [] : read(phrase);
    const words = parted(phrase);
    const first = wordAt(words.tokens, 0);
    const chore = intent?.kind === 'update-tasks' && intent.target.kind === 'name' && !plainCommand.test(verbOf(first) ?? '');
    if (other !== undefined || (intent?.kind !== 'unknown' && !chore)) return undefined;
    return readNewTasks({ adjectives: part(words, 0, 0), rest: words, several: false, named: true })[0];
  },
  day(phrase) {
    const due = readWholeDue(withoutPoliteness(trimMarks(parted(phrase))));
    return due && { relation: due.relation, reading: due.reading };
  },
  place(phrase) {
    const answer = withoutPoliteness(trimMarks(parted(phrase)));
    if (answer.tokens.length === 0 || answer.tokens.length > longestName || asksAt(phrase)) return undefined;
    const [intent, other] = read(phrase);
    const free =
      other === undefined && (intent?.kind === 'unknown' || intent?.kind === 'refine' || intent?.kind === 'list-tasks');
    return free
      ? readPlaceName(isOf(lexicon.il, wordAt(answer.tokens, 0)) && answer.tokens.length > 1 ? part(answer, 1) : answer)
      : undefined;
  },
};
