import type { Intent, SaidDay } from '../intent.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { type DueRead, readDue } from './due.ts';
import { isOf, lexicon, pastArticles } from './lexicon.ts';
import { nounAfterArticles } from './nouns.ts';
import { readReference, readTarget } from './target.ts';
import { withoutPlace } from './row-target.ts';
import { verbOf } from './verbs.ts';

/** Before the words that say what is to be done again. */
const reminders = phrases('ricorda mi di | ricorda mi | mi ricordi di | fai mi ricordare di | devo | ricorda ci di');
/** The words that say so. */
const returns = phrases(
  'richiamare | risentire | ricontattare | riscrivere a | riscrivere | sollecitare | sentire di nuovo | tornare su | ritornare su | tornare a | rivedere | fare follow up con | fare follow up',
);
const makers = phrases(
  'fai un | fai | crea un | crea | aggiungi un | aggiungi | nuovo | programma un | programma | pianifica un | metti un | fissa un | imposta un | manda un | invia un',
);

/** A day anywhere in the phrase, and the phrase without it: the last that is said. */
function takeDay(phrase: Phrase): { rest: Phrase; date?: SaidDay } {
  const { source, tokens } = phrase;
  let found: (DueRead & { start: number }) | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const due = readDue({ tokens, at });
    if (!due || !/^(on|by|before)$/.test(due.relation)) continue;
    found = { ...due, start: at };
    at = due.end - 1;
  }
  if (!found) return { rest: phrase };
  return {
    rest: { source, tokens: [...tokens.slice(0, found.start), ...tokens.slice(found.end)] },
    date: { relation: found.relation, reading: found.reading },
  };
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
  const lead =
    isOf(lexicon.a, wordAt(rest.tokens, 0)) ||
    isOf(lexicon.su, wordAt(rest.tokens, 0)) ||
    ['per', 'con', 'su'].includes(wordAt(rest.tokens, 0))
      ? 1
      : 0;
  const object = trimMarks(part(rest, lead));
  if (object.tokens.length === 0) return {};
  const reference = readReference(object);
  if (reference && reference.which !== 'them') return { task: { kind: 'reference', reference } };
  const target = readTarget(object);
  const isTask = nounAfterArticles({ phrase: object, at: 0 })?.kind === 'task';
  if (isTask && target?.kind === 'name') return { task: target };
  const isPerson = wordAt(rest.tokens, 0) === 'con' || isOf(lexicon.a, wordAt(rest.tokens, 0));
  return isPerson || target?.kind !== 'name' ? {} : { maybeTask: target.name };
}

function intentOf({ said, object, lead }: { said: Phrase; object: (phrase: Phrase) => Phrase; lead: string }): Intent {
  const day = takeDay(said);
  const { rest, place } = withoutPlace(trimMarks(day.rest));
  const named = object(rest);
  const link = followed(named);
  const title = capital(lead === '' ? wordsOf(rest) : `${lead} ${wordsOf(named)}`.trim());
  return {
    kind: 'create-followup',
    ...(link.task?.kind !== 'reference' && named.tokens.length > 0 && { title }),
    ...(day.date && { date: day.date }),
    ...link,
    ...(place && { place }),
  };
}

/** "Sollecita Rossi martedì per il contratto", "fai un follow-up con Rossi venerdì", "ricordami di richiamare Rossi martedì". */
export function readNewFollowup(given: Phrase): Intent | undefined {
  const phrase = trimMarks(given);
  const { tokens } = phrase;
  const made = longestAt(makers, tokens, 0);
  const start = pastArticles(tokens, made);
  const noun = nounAfterArticles({ phrase, at: start });
  if (noun?.kind === 'followup' && noun.plural !== true) {
    const rest = part(phrase, noun.end);
    const lead = tokens.slice(start, noun.end).some((token) => token.fold === 'sollecito') ? 'Sollecito' : 'Follow-up';
    const namer = longestAt(lexicon.namer, rest.tokens, 0);
    const body = part(rest, namer);
    return intentOf({ said: body, object: (whole) => whole, lead: namer > 0 ? '' : lead });
  }
  // "Sollecita Rossi martedì": the verb is the title's first word, by its infinitive.
  if (verbOf(wordAt(tokens, 0)) === 'sollecita' && tokens.length > 1)
    return intentOf({ said: part(phrase, 1), object: (whole) => whole, lead: 'Sollecitare' });
  const reminder = longestAt(reminders, tokens, 0);
  if (reminder === 0) return undefined;
  let said = part(phrase, reminder);
  let early: SaidDay | undefined;
  const due = readDue({ tokens: said.tokens, at: 0 });
  if (due && wordAt(said.tokens, due.end) === 'di') {
    early = { relation: due.relation, reading: due.reading };
    said = part(said, due.end + 1);
  }
  const verb = longestAt(returns, said.tokens, 0);
  if (verb === 0) return undefined;
  const isDevo = wordAt(tokens, 0) === 'devo';
  if (isDevo && !takeDay(said).date) return undefined;
  const intent = intentOf({ said, object: (whole) => part(whole, verb), lead: '' });
  return early && intent.kind === 'create-followup' && !intent.date ? { ...intent, date: early } : intent;
}
