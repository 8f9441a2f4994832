import type { DueRelation, Intent, SaidDay } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { type DueRead, readDue } from './due.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { readReference, readTarget } from './target.ts';

/** Before the words that say what is to be done again. */
const reminders = phrases(`
  remind me | please remind me | set a reminder | set reminder | make me remember | help me remember | add a reminder |
  create a reminder | i need | i have | i want | i should | i must | we need | we should
`);
/** The words that say so; with each, what follows may be a person or a thing. */
const returns = phrases(`
  follow up | followup | come back | get back | check back | circle back | go back | check in | check up | touch base | chase up | chase |
  nudge | ping again | write again | call again
`);
/** These need "remind me" before them: "go back to the list" is no follow-up. */
const loose = new Set([
  'come back',
  'get back',
  'go back',
  'check in',
  'check up',
  'check back',
  'circle back',
  'nudge',
  'chase',
]);
const nouns = phrases('follow up task | follow up reminder | followup task | follow up | followup');
const makers = phrases(
  'create a | add a | make a | set a | set up a | schedule a | plan a | new | create | add | schedule | plan | set | a | need a',
);
const creatable: readonly DueRelation[] = ['on', 'by', 'before'];

/** A day anywhere in the phrase, outside quotation marks, and the phrase without it: the last that is said. */
function takeDay(phrase: Phrase): { rest: Phrase; date?: SaidDay } {
  const { tokens } = phrase;
  let found: (DueRead & { start: number }) | undefined;
  for (let at = 1; at < tokens.length; at++) {
    const due = readDue({ tokens, at });
    if (!due || !creatable.includes(due.relation)) continue;
    found = { ...due, start: at };
    at = due.end - 1;
  }
  if (!found) return { rest: phrase };
  const rest = { source: phrase.source, tokens: [...tokens.slice(0, found.start), ...tokens.slice(found.end)] };
  return { rest, date: { relation: found.relation, reading: found.reading } };
}

/** The words of a phrase with gaps, as the user wrote them. */
function wordsOf({ source, tokens }: Phrase): string {
  let text = '';
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const isJoined = before === undefined || source.slice(before.end, token.start) === '';
    text += `${isJoined ? '' : ' '}${source.slice(token.start, token.end)}`;
  }
  return text.replace(/\s+/g, ' ').trim();
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is followed: a task that is named as one, or what may be one's title. */
function followed(rest: Phrase): Partial<Intent & { kind: 'create-followup' }> {
  const lead = ['on', 'to', 'for', 'about', 'with', 'of'].includes(wordAt(rest.tokens, 0)) ? 1 : 0;
  const object = trimMarks(part(rest, lead));
  const isPerson = wordAt(rest.tokens, 0) === 'with';
  if (object.tokens.length === 0) return {};
  const start = ['the', 'my', 'that', 'this'].includes(wordAt(object.tokens, 0)) ? 1 : 0;
  const target = readTarget(object);
  const isTask =
    nounAt({ phrase: object, at: start })?.noun === 'task' || wordAt(object.tokens, object.tokens.length - 1) === 'task';
  const reference = isPerson ? undefined : readReference(object);
  if (reference && reference.which !== 'them') return { task: { kind: 'reference', reference } };
  if (isTask && target && target.kind === 'name') return { task: target };
  return isPerson || target?.kind !== 'name' ? {} : { maybeTask: target.name };
}

function withoutPlace(phrase: Phrase): { rest: Phrase; place?: (Intent & { kind: 'create-followup' })['place'] } {
  for (let at = 1; at < phrase.tokens.length; at++) {
    if (!isPlaceMarker({ phrase, at })) continue;
    const read = readPlace({ phrase, at, until: () => false });
    if (read?.end === phrase.tokens.length) return { rest: trimMarks(part(phrase, 0, at)), place: read.place };
  }
  return { rest: phrase };
}

function intentOf({ said, rest, lead }: { said: Phrase; rest: Phrase; lead: string }): Intent {
  const day = takeDay(said);
  const whole = withoutPlace(trimMarks(day.rest));
  const start = said.tokens.length - rest.tokens.length;
  const object = { source: said.source, tokens: whole.rest.tokens.slice(start) };
  const link = followed(object);
  const title = capital(lead === '' ? wordsOf(whole.rest) : `${lead} ${wordsOf(object)}`.trim());
  const isReference = link.task?.kind === 'reference';
  return {
    kind: 'create-followup',
    ...(!isReference && object.tokens.length > 0 && { title }),
    ...(day.date && { date: day.date }),
    ...link,
    ...(whole.place && { place: whole.place }),
  };
}

/** "Follow up with Rossi next Tuesday about the contract", "remind me to come back to Send quote on Friday". */
export function readNewFollowup(phrase: Phrase): Intent | undefined {
  const { tokens } = phrase;
  const made = makers.filter((text) => isWords(tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  const from = made?.split(' ').length ?? 0;
  const noun = nouns.find((text) => isWords(tokens, from, text));
  if (made !== undefined && noun !== undefined) return readMade(part(phrase, from + noun.split(' ').length));
  const reminder = reminders.filter((text) => isWords(tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  let said = part(phrase, reminder?.split(' ').length ?? 0);
  let early: SaidDay | undefined;
  if (reminder !== undefined) {
    // "Remind me on Friday to come back to …".
    const due = readDue({ tokens: said.tokens, at: 0 });
    if (due && wordAt(said.tokens, due.end) === 'to') {
      early = { relation: due.relation, reading: due.reading };
      said = part(said, due.end);
    }
    if (wordAt(said.tokens, 0) === 'to') said = part(said, 1);
  }
  const verb = returns.find((text) => isWords(said.tokens, 0, text));
  if (verb === undefined || (reminder === undefined && loose.has(verb) && !hasDay(said))) return undefined;
  // "Go back to the chat" goes there.
  if (reminder === undefined && (verb === 'go back' || verb === 'get back' || verb === 'come back') && !hasDay(said))
    return undefined;
  const intent = intentOf({ said, rest: part(said, verb.split(' ').length), lead: '' });
  return early && intent.kind === 'create-followup' && !intent.date ? { ...intent, date: early } : intent;
}

const hasDay = (phrase: Phrase): boolean => takeDay(phrase).date !== undefined;

/** "A follow-up with Rossi on Tuesday", "a follow-up called Ask Rossi on Tuesday", "a follow-up: ask Rossi, on Tuesday". */
function readMade(rest: Phrase): Intent {
  const namer = ['called', 'named', 'titled', ':', 'to'].find((text) => isWords(rest.tokens, 0, text) && text !== 'to');
  if (namer !== undefined) {
    const day = takeDay({ source: rest.source, tokens: rest.tokens });
    const whole = withoutPlace(trimMarks(day.rest));
    const named = part(whole.rest, namer === ':' ? 0 : 1);
    const title = textOf(named.tokens.length === 1 ? named : { ...named, tokens: named.tokens });
    return {
      kind: 'create-followup',
      ...(title.length > 0 && { title: capital(wordsOf(trimMarks(named)).replace(/^["“](.*)["”]$/, '$1')) }),
      ...(day.date && { date: day.date }),
      ...(whole.place && { place: whole.place }),
    };
  }
  // Its day may stand first: "a follow-up on Friday with Rossi".
  const padded = { source: rest.source, tokens: [{ kind: 'word' as const, fold: '', start: 0, end: 0 }, ...rest.tokens] };
  const day = takeDay(padded);
  const bare = { source: rest.source, tokens: day.rest.tokens.slice(1) };
  const intent = intentOf({ said: bare, rest: bare, lead: 'Follow up' });
  return intent.kind === 'create-followup' && day.date ? { ...intent, date: day.date } : intent;
}
