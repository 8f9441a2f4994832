import { phrases } from './phrases.ts';
import type { Reference, Target } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { numberOf, ordinalOf } from './lexicon.ts';
import { splitList } from './modifiers.ts';
import { readTaskFilter } from './query.ts';

const it = new Set(
  phrases(`
  it | that | this | that one | this one | that task | this task | the task | the same | the same one |
  the same task | task | the one | the reminder | that todo | my task | the new task | the new one |
  that last task | the task i just created | the one i just created | the task you just created |
  the one you just created | it now
`),
);
const them = new Set(
  phrases(`
  them | those | these | all | all of them | all of those | all of these | them all | these all | those all |
  all those | all these | those tasks | these tasks | all those tasks | all these tasks | all of those tasks |
  all of these tasks | all of the above | each of them | every one of them | everything | every one | the tasks |
  the lot | each one | all of it | each |
  all the tasks above | the whole list | all the above | those ones | these ones | all ones
`),
);
const both = new Set(
  phrases(`
  both | both of them | both of those | both of these | both tasks | the two | the two tasks | them both |
  these two | those two | the two of them | both ones
`),
);
const nouns = new Set(['one', 'ones', 'task', 'tasks', 'item', 'items', 'entry', 'result', 'todo', 'of', 'row']);
const lastNames = new Set(['last', 'final', 'bottom']);

const words = (phrase: Phrase): string => phrase.tokens.map((token) => token.fold).join(' ');

/** "The first of those", "the second and third one", "#2", "the last two": places in the list that was shown. */
export function readPlaces(phrase: Phrase): number[] | undefined {
  const { tokens } = phrase;
  const places: number[] = [];
  let at = 0;
  while (at < tokens.length) {
    const word = wordAt(tokens, at);
    if (
      ['the', ',', 'and', '&', 'only', 'just', 'no', '.', '#', 'number', 'nr', 'in', 'list', 'that', 'my'].includes(word) ||
      (nouns.has(word) && at > 0)
    ) {
      at += 1;
      if (word === 'of')
        return places.length > 0 &&
          /^(of )?(those|these|them|the|that|this|all|it|list|tasks|results|ones|above|last|previous|my|your|both|above ones)( (those|these|them|list|tasks|results|ones|above|three|two|four|five|six|last|previous))*$/.test(
            words(part(phrase, at)),
          )
          ? places
          : undefined;
      continue;
    }
    const marked =
      ['#', 'number', 'nr'].includes(wordAt(tokens, at - 1)) ||
      (wordAt(tokens, at - 1) === '.' && wordAt(tokens, at - 2) === 'no');
    const ordinal = ordinalOf(word) ?? (marked || (places.length > 0 && /^\d+$/.test(word)) ? numberOf(word) : undefined);
    if (ordinal !== undefined && ordinal > 0 && ordinal <= 1000) {
      const several = word === 'first' ? numberOf(wordAt(tokens, at + 1)) : undefined;
      if (several !== undefined && several > 1 && several <= 50) {
        places.push(...Array.from({ length: several }, (_, index) => index + 1));
        at += 2;
      } else {
        places.push(ordinal);
        at += 1;
      }
    } else if (lastNames.has(word)) {
      const several = numberOf(wordAt(tokens, at + 1));
      if (several !== undefined && several > 1 && several <= 50) {
        places.push(...Array.from({ length: several }, (_, index) => index - several));
        at += 2;
      } else {
        places.push(-1);
        at += 1;
      }
    } else if (['second', 'third'].includes(word)) {
      at += 1;
    } else return undefined;
  }
  return places.length > 0 ? places : undefined;
}

/** A reference to rows that the conversation named; undefined when the words name something. */
export function readReference(phrase: Phrase): Reference | undefined {
  const trimmed = trimMarks(phrase);
  const text = words(trimmed);
  if (trimmed.tokens.some((token) => token.kind === 'quote')) return undefined;
  if (it.has(text)) return { which: 'it' };
  if (them.has(text)) return { which: 'them' };
  if (both.has(text)) return { which: 'both' };
  const several =
    /^(?:all |(?:all )?(?:of )?(?:these|those|the|them) )([a-z]+|\d{1,2})(?: (?:of (?:these|those|them)|tasks|ones|todos|items|reminders))?$/.exec(
      text,
    )?.[1];
  const count = several === undefined ? undefined : numberOf(several);
  if (count !== undefined && count > 1) return { which: 'them', count };
  const places = readPlaces(trimmed);
  return places && { which: 'places', places };
}

const namers = ['with the title', 'with title', 'with the name', 'called', 'named', 'titled', 'about', 'for', 'to', ':'];

/** The name in a phrase, without "the", "my task called" and the like. */
export function readName(phrase: Phrase): { name: string; quoted: boolean } {
  let rest = trimMarks(phrase);
  const determined = ['the', 'my', 'our', 'this', 'that'].includes(wordAt(rest.tokens, 0));
  if (determined && rest.tokens.length > 1) rest = part(rest, 1);
  const noun = ['task', 'todo', 'reminder', 'item', 'tasks'].includes(wordAt(rest.tokens, 0))
    ? 1
    : isWords(rest.tokens, 0, 'to do')
      ? 2
      : 0;
  if (noun > 0 && rest.tokens.length > noun) {
    rest = part(rest, noun);
    const namer = namers.find((text) => isWords(rest.tokens, 0, text));
    if (namer !== undefined && rest.tokens.length > namer.split(' ').length) rest = part(rest, namer.split(' ').length);
  } else if (
    determined &&
    rest.tokens.length > 1 &&
    ['task', 'one', 'todo', 'reminder', 'item'].includes(rest.tokens.at(-1)?.fold ?? '')
  ) {
    rest = part(rest, 0, rest.tokens.length - 1);
  } else if (rest.tokens.length === 2 && rest.tokens[0]?.kind === 'quote' && wordAt(rest.tokens, 1) === 'task')
    rest = part(rest, 0, 1);
  rest = trimMarks(rest);
  return { name: textOf(rest), quoted: rest.tokens.length === 1 && rest.tokens[0]?.kind === 'quote' };
}

const saysTask = ({ tokens }: Phrase): boolean => tokens.some(({ fold }) => /^(tasks?|todos?|reminders?)$/.test(fold));

/** Which tasks a phrase means: a reference, all of some kind, or a name. */
export function readTarget(phrase: Phrase): Target | undefined {
  const trimmed = trimMarks(phrase);
  const reference = readReference(trimmed);
  if (reference) return { kind: 'reference', reference, ...(saysTask(trimmed) && { ofTask: true }) };
  const filter = readTaskFilter(trimmed);
  if (filter) return { kind: 'filter', filter };
  const { name, quoted } = readName(trimmed);
  if (name.length === 0 || name.length > 500) return undefined;
  const pieces = quoted ? [] : splitList(trimmed).map((piece) => readName(piece).name);
  const said = textOf(trimmed);
  return {
    kind: 'name',
    name,
    quoted,
    ...(said !== name && { said }),
    ...(pieces.length > 1 && pieces.length <= 10 && { parts: pieces }),
  };
}
