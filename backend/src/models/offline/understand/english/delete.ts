import type { Intent } from '../intent.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { numberOf } from './lexicon.ts';
import { splitList } from './modifiers.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { readTarget } from './target.ts';

/** These delete whatever stands after them. */
const plain = phrases(`
  permanently delete | delete | erase | trash | discard | get rid of | throw away | throw out | scrap | purge
`);
/** So do these, where no rule for changes has read the clause. */
const soft = phrases('remove | bin | take away | kill off | chuck out | ditch');
/** These have other meanings too: they delete tasks only where the words say that it is tasks. */
const loose = phrases('clear out | clear up | clear | clean up | clean out | drop | wipe out | wipe | destroy | cancel | empty');

const lists = phrases(`
  list | task list | to do list | todo list | tasks | todos | list of tasks | lists | board | system | app
`);
const tails = [
  ...lists.flatMap((list) => ['from my', 'from the', 'from our', 'off my', 'off the', 'in my'].map((lead) => `${lead} ${list}`)),
  ...phrases(
    'permanently | for good | forever | completely | entirely | now | right now | too | as well | also | again | for ever',
  ),
];

/** What this model cannot delete. */
const others = new Set(
  phrases(`
  client | clients | customer | customers | note | notes | checkpoint | checkpoints | comment | comments | agent | agents |
  account | file | files | folder | conversation | conversations | chat | chats | session | sessions | message |
  messages | history | database | data | workspace | backup | backups | table | tables | setting | settings |
  device | devices | user | users | company | companies
`),
);
const determiners = new Set(
  phrases('the | my | our | this | that | all | these | those | every | whole | entire | his | her | a | an | of'),
);

const verbAt = (phrase: Phrase, verbs: readonly string[]): number =>
  verbs.find((verb) => isWords(phrase.tokens, 0, verb))?.split(' ').length ?? 0;

function withoutTail(phrase: Phrase): Phrase {
  let rest = trimMarks(phrase);
  for (let round = 0; round < 3; round++) {
    const { tokens } = rest;
    const tail = tails
      .filter((text) => isWords(tokens, tokens.length - text.split(' ').length, text))
      .toSorted((a, b) => b.length - a.length)[0];
    const length = tail?.split(' ').length ?? 0;
    if (length === 0 || length >= tokens.length) break;
    rest = trimMarks(part(rest, 0, tokens.length - length), 'end');
  }
  return rest;
}

/** Past "the", "all my" and the like. */
function pastDeterminers(phrase: Phrase): number {
  let at = 0;
  while (determiners.has(wordAt(phrase.tokens, at)) && at < phrase.tokens.length - 1) at += 1;
  return at;
}

const unclear: Intent = { kind: 'say', topic: 'delete' };
const unable: Intent = { kind: 'say', topic: 'delete-other' };

/** What follows a word that deletes: what is to go. Undefined: nothing is to be deleted. */
export function readDeletedRest(phrase: Phrase): Phrase | undefined {
  const trimmed = trimMarks(phrase);
  const length = verbAt(trimmed, plain) || verbAt(trimmed, soft) || verbAt(trimmed, loose);
  return length === 0 ? undefined : withoutTail(part(trimmed, length));
}

/** "Delete all done tasks": what a rule for changes might read as something smaller ("… from project Website"). */
export function readSweep(phrase: Phrase): Intent | undefined {
  const length = verbAt(phrase, plain);
  if (length === 0) return undefined;
  const rest = withoutTail(part(phrase, length));
  if (wordAt(rest.tokens, 0) === 'everything') return unclear;
  const target = namesOther(rest) ? undefined : readTarget(rest);
  return target?.kind === 'filter' ? { kind: 'delete-tasks', target } : undefined;
}

/** A command to delete: tasks, projects, or what cannot be deleted here. Tried where no rule for changes reads the clause. */
export function readDelete(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const thrown = wordAt(trimmed.tokens, 0) === 'throw' && /^(away|out)$/.test(trimmed.tokens.at(-1)?.fold ?? '');
  const sure = thrown ? 1 : Math.max(verbAt(trimmed, plain), verbAt(trimmed, soft));
  const length = sure || verbAt(trimmed, loose);
  if (length === 0) return undefined;
  const rest = withoutTail(part(trimmed, length, thrown && sure === 1 ? trimmed.tokens.length - 1 : undefined));
  if (rest.tokens.length === 0 || wordAt(rest.tokens, 0) === 'everything') return unclear;
  if (namesOther(rest)) return unable;
  const projects = readProjects(rest);
  if (projects) return projects;
  const places = readNumbers(rest);
  if (places) return { kind: 'delete-tasks', target: { kind: 'reference', reference: { which: 'places', places } } };
  const at = pastDeterminers(rest);
  const noun = nounAt({ phrase: rest, at });
  const isTasks = noun !== undefined || wordAt(rest.tokens, rest.tokens.length - 1) === 'task';
  const target = readTarget(rest);
  if (!target || (sure === 0 && target.kind !== 'filter' && !isTasks)) return unclear;
  if (target.kind === 'reference') return { kind: 'delete-tasks', target, ...(!isTasks && { ofAnyKind: true }) };
  // "Delete a task", "delete three tasks": which?
  const isBare = target.kind === 'name' && !target.quoted && (noun?.end === rest.tokens.length || isCount(rest));
  return isBare ? unclear : { kind: 'delete-tasks', target };
}

/** "Three tasks". */
function isCount(rest: Phrase): boolean {
  return (
    rest.tokens.length === 2 &&
    numberOf(wordAt(rest.tokens, 0)) !== undefined &&
    nounAt({ phrase: rest, at: 1 })?.noun === 'tasks'
  );
}

/** "1 and 3", "tasks 1, 2 and 4": places in the list that was shown. A single number may be a name ("Task 2"). */
function readNumbers(rest: Phrase): number[] | undefined {
  const words = rest.tokens.map((token) => token.fold);
  if (!/^((the )?(tasks|numbers|items) )?\d{1,2}( (,|and|&|, and) \d{1,2})+$/.test(words.join(' '))) return undefined;
  return words.filter((word) => /^\d/.test(word)).map(Number);
}

function namesOther(rest: Phrase): boolean {
  const at = pastDeterminers(rest);
  const first = rest.tokens[at];
  if (!first || first.kind === 'quote') return false;
  // "The Acme client" is a client; "the task about the client" is none.
  const isClient = /^(client|customer)$/.test(rest.tokens.at(-1)?.fold ?? '') && !nounAt({ phrase: rest, at });
  if (isClient || /^(clients?|customers?)$/.test(first.fold)) return true;
  // "File taxes" may well be a task; "the file", "files" and "files of Acme" are none.
  return others.has(first.fold) && (at > 0 || rest.tokens.length === 1 || first.fold.endsWith('s'));
}

const namers = phrases('with the name | called | named | titled | :');

/** "The project Website", "the Website project", "projects Website and Home", "that project". */
function readProjects(rest: Phrase): Intent | undefined {
  const at = pastDeterminers(rest);
  const leading = nounAt({ phrase: rest, at });
  if (leading?.noun === 'project' || leading?.noun === 'projects') {
    let name = part(rest, leading.end);
    const namer = namers.find((text) => isWords(name.tokens, 0, text));
    if (namer !== undefined) name = part(name, namer.split(' ').length);
    name = trimMarks(name);
    if (name.tokens.length > 0) return byNames(name);
    return leading.noun === 'project' ? { kind: 'delete-projects', places: [{ kind: 'reference', noun: 'project' }] } : unclear;
  }
  const last = rest.tokens.length - 1;
  if (last <= at || wordAt(rest.tokens, last) !== 'project' || leading) return undefined;
  const name = part(rest, at, last);
  // "Buy milk from the Website project" is a task's.
  const isPart = name.tokens.some((token) => /^(from|in|of|out|inside)$/.test(token.fold));
  return isPart ? unclear : byNames(name);
}

function byNames(phrase: Phrase): Intent {
  const pieces = splitList(phrase).map(nameOf);
  const names = pieces.length > 1 && pieces.length <= 10 ? pieces : [nameOf(phrase)];
  return { kind: 'delete-projects', places: names.map((name) => ({ kind: 'project', name })) };
}

function nameOf(phrase: Phrase): string {
  const trimmed = trimMarks(phrase);
  const [first, ...more] = trimmed.tokens;
  if (first?.kind === 'quote' && more.length === 0) return first.inner ?? '';
  const last = trimmed.tokens.at(-1);
  return first && last ? trimmed.source.slice(first.start, last.end) : '';
}
