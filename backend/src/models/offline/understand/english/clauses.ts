import { phrases } from './phrases.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';

const starters = new Set(
  phrases(`
  create | add | make | mark | complete | finish | close | set | change | update | rename | retitle | move | push
  | postpone | reschedule | delay | assign | unassign | list | show | what | what's | which | how | find | remind
  | start | reopen | remove | clear | delete | erase | trash | discard | get | new | put | give | raise | lower | tick | check | count | display |
  when | who | is | archive | note | prioritise | prioritize | can | could | please | task | todo | don't | do |
  then | also | call | comment | append | unarchive | follow | jot | milestone | checkpoint | tell | describe | read | search
`),
);

/** These begin a clause after a mark; after "and" they may well be a title's. */
const markedStarters = new Set(['go', 'navigate', 'notify']);

const clauseMarks = new Set(['.', ';', '\n', '!', '?']);

/** Where a new clause begins: the tokens of "and then", ";", a line break, before a word that begins a command. */
export interface Cut {
  end: number;
  next: number;
  /** A mark or a line break parts them, not only "and". */
  hard: boolean;
}

/** The places at which a message may fall into clauses; whether it does is for the caller to say. */
export function cutsOf(phrase: Phrase): Cut[] {
  const { tokens } = phrase;
  const cuts: Cut[] = [];
  for (let at = 1; at < tokens.length - 1; at++) {
    const word = wordAt(tokens, at);
    const mark = clauseMarks.has(word);
    if (!mark && word !== 'and' && word !== ',' && word !== 'then' && word !== '&' && word !== 'plus') continue;
    let next = at + 1;
    while (
      [',', 'and', 'then', 'also', 'after', 'that', '\n', '-', 'finally', 'next', 'please', '&'].includes(wordAt(tokens, next)) &&
      next - at < 5
    ) {
      if (
        ['after', 'that'].includes(wordAt(tokens, next)) &&
        !isWords(tokens, next, 'after that') &&
        wordAt(tokens, next - 1) !== 'after'
      )
        break;
      next += 1;
    }
    const another = ['a', 'an', 'another', 'one'].includes(wordAt(tokens, next));
    const goesOn = mark && ['it', 'its', "it's"].includes(wordAt(tokens, next));
    const starts = starters.has(wordAt(tokens, next)) || (mark && markedStarters.has(wordAt(tokens, next)));
    if (!starts && !another && !goesOn) continue;
    cuts.push({ end: at, next, hard: mark });
    at = next - 1;
  }
  return cuts.slice(0, 12);
}

/** The phrase in the clauses that these cuts make. */
export function clausesOf({ phrase, cuts }: { phrase: Phrase; cuts: readonly Cut[] }): Phrase[] {
  const clauses: Phrase[] = [];
  let from = 0;
  for (const { end, next } of cuts) {
    clauses.push(trimMarks(part(phrase, from, end), 'end'));
    from = next;
  }
  clauses.push(part(phrase, from));
  return clauses.filter(({ tokens }) => tokens.length > 0);
}
