import { type Phrase, part } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { numberOf } from './lexicon.ts';
import { readDue } from './due.ts';
import { type Noun, nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';

/** Verbs that create whatever follows them. */
const plain = phrases(`create | add | new | register | set up | insert | onboard | let me add | let me create`);
/** Verbs that create only something new ("make a task", "start a new project") or announced ("note task: …"). */
const doubtful = phrases(`
  make | put | note down | note | jot down | write down | record | log | enter | start | schedule | plan | i need | i want |
  i'd like | i would like | give me | save
`);

/** "Make task X" makes one; "start task X" is about one that is there. */
const makers = new Set(['make', 'log', 'note', 'record', 'enter', 'save', 'note down', 'jot down', 'write down']);

const fillers = new Set(
  phrases(`
  a | an | the | another | one | new | me | us | following | more | also | some | these | additional | extra | my | quick |
  simple | few
`),
);
const fresh = new Set(['new', 'a', 'an', 'another']);
const namers = new Set([':', 'called', 'named', 'titled', 'entitled', '-', '–']);

/** Words with which a noun is no longer one: "task list", "project meeting", "customer support". */
const ofTask = /^(list|lists|manager|management|force|board|bar|tracker|app)$/;
const ofPlace =
  /^(list|lists|manager|management|board|plan|planning|meeting|review|call|feedback|support|service|page|update|report|relations|work|success|data|status|deadline|budget)$/;

const adjectives =
  /^(high|low|medium|normal|top|urgent|important|critical|priority|prio|highest|lowest|very|done|todo|completed|active|in|progress|,|and|personal|work|paying|private)$/;

/** The beginning of a command that creates: "create an urgent task". */
export interface Head {
  noun: Noun;
  /** What was said of it before its name: "urgent". */
  adjectives: Phrase;
  /** What stands after the noun. */
  rest: Phrase;
}

const longestOf = (texts: readonly string[], phrase: Phrase): string | undefined =>
  texts.filter((one) => isWords(phrase.tokens, 0, one)).toSorted((a, b) => b.length - a.length)[0];

/** Reads the beginning of a command that creates something; undefined when there is none. */
export function readHead(phrase: Phrase): Head | undefined {
  const { tokens } = phrase;
  const sure = longestOf(plain, phrase);
  const verb = sure ?? longestOf(doubtful, phrase);
  if (verb === undefined) return bareHead(phrase);
  let at = verb.split(' ').length;
  let isFresh = sure !== undefined;
  let isThe = false;
  while (fillers.has(wordAt(tokens, at)) || (numberOf(wordAt(tokens, at)) !== undefined && at < 5)) {
    if (fresh.has(wordAt(tokens, at))) isFresh = true;
    if (wordAt(tokens, at) === 'the') isThe = true;
    at += 1;
  }
  const start = at;
  for (; at < tokens.length && at - start < 6; at++) {
    const found = nounAt({ phrase, at });
    if (!found) continue;
    const head = { noun: found.noun, adjectives: part(phrase, start, at), rest: part(phrase, found.end) };
    const announced = namers.has(wordAt(tokens, found.end)) || tokens[found.end]?.kind === 'quote';
    if (announced) return head;
    // "Add the task to project Home" is about one that is there.
    if (isThe && ['to', 'in', 'into', 'on', 'for'].includes(wordAt(tokens, found.end))) return undefined;
    const named = found.noun === 'task' && at === start && makers.has(verb) && !isThe && at === verb.split(' ').length;
    const known = named || (isFresh && (!isThe || sure !== undefined));
    return known && !isCompound({ head, verb }) ? head : undefined;
  }
  return undefined;
}

/** "Task: buy milk", "To do: …", "reminder: …" need no verb. */
function bareHead(phrase: Phrase): Head | undefined {
  const bare = nounAt({ phrase, at: 0 });
  if (!bare || bare.noun === 'projects' || bare.noun === 'clients') return undefined;
  if (wordAt(phrase.tokens, bare.end) !== ':' || bare.end + 1 >= phrase.tokens.length) return undefined;
  return { noun: bare.noun, adjectives: part(phrase, 0, 0), rest: part(phrase, bare.end) };
}

/** Whether the noun only begins another: "add customer support page to the website", "new client meeting tomorrow". */
function isCompound({ head: { noun, rest }, verb }: { head: Head; verb: string }): boolean {
  const first = rest.tokens[0];
  if (first === undefined) return false;
  const isLower = first.kind === 'word' && /^\p{Ll}/u.test(rest.source.charAt(first.start));
  if (noun.startsWith('task')) return isLower && ofTask.test(first.fold);
  if (isLower && ofPlace.test(first.fold)) return true;
  if (verb !== 'add' && verb !== 'new') return false;
  return rest.tokens.some(
    ({ fold }, at) =>
      ['to', 'at', 'on', 'about', 'that', 'because'].includes(fold) ||
      (at > 0 && readDue({ tokens: rest.tokens, at }) !== undefined),
  );
}

/** Whether what stands between the verb and the noun may be said of it. */
export function describes({ adjectives: said }: Head): boolean {
  return said.tokens.every((token) => adjectives.test(token.fold));
}
