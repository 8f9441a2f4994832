import { type Phrase, part, trimMarks } from '../tokens.ts';
import { phrases, wordAt } from '../words.ts';
import { clitic, isImperative, verbOf } from './verbs.ts';

const starters = new Set(
  phrases(`
  nuovo | nuova | cosa | quali | quale | quanti | quante | quando | chi | che | ricordami | task | attivita | todo | promemoria | puoi | potresti | mostrami | fammi | dammi | dimmi | ho | è | non | anche | poi | c' | lista | elenco | per_favore | vorrei
`),
);
const joints = new Set([
  ',',
  'e',
  'ed',
  'poi',
  'dopo',
  'inoltre',
  '\n',
  '-',
  'infine',
  'quindi',
  '&',
  'anche',
  'successivamente',
  'allora',
]);
const clauseMarks = new Set(['.', ';', '\n', '!', '?']);
/** After a mark alone these begin a clause; after "e" they may well be a title's. */
const markedOnly = new Set(['che', 'chi', 'quando', 'è', 'ho', 'non', "c'", 'anche']);

/** Where a new clause begins: the tokens of "e poi", ";", a line break, before a word that begins a command. */
export interface Cut {
  end: number;
  next: number;
  /** A mark or a line break parts them, not only "e". */
  hard: boolean;
}

/** The places at which a message may fall into clauses; whether it does is for the caller to say. */
export function cutsOf(phrase: Phrase): Cut[] {
  const { tokens } = phrase;
  const cuts: Cut[] = [];
  for (let at = 1; at < tokens.length - 1; at++) {
    const word = wordAt(tokens, at);
    const mark = clauseMarks.has(word);
    if (!mark && !/^(e|ed|,|poi|&|inoltre|quindi)$/.test(word)) continue;
    let next = at + 1;
    while (joints.has(wordAt(tokens, next)) && next - at < 5) next += 1;
    const first = wordAt(tokens, next);
    // "Alle 10 e un quarto" is a time.
    const another = /^(un|una|un'|altro|altra)$/.test(first) && wordAt(tokens, next + 1) !== 'quarto';
    const commands = isImperative(first) || isCliticImperative(first);
    const starts = commands || (starters.has(first) && (mark || !markedOnly.has(first))) || (mark && verbOf(first) !== undefined);
    const pronoun = mark && /^(lo|la|li|le)$/.test(first);
    if (!starts && !another && !pronoun) continue;
    cuts.push({ end: at, next, hard: mark });
    at = next - 1;
  }
  return cuts.slice(0, 12);
}

/** "Completalo", "spostala": not the infinitive "completarlo". */
const isCliticImperative = (word: string): boolean =>
  clitic(word) !== undefined && !/r(lo|la|li|le|mi|ci|ne|gli|me(lo|la|li|le))$/.test(word);

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
