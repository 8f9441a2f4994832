import type { Intent } from '../intent.ts';
import { type Phrase, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { phrases } from './phrases.ts';

/** A command that carries a text. `takesRest`: the text is not in quotation marks, so that all that follows belongs to it. */
export interface TextCommand {
  intent: Intent;
  takesRest: boolean;
}

/** A text as it was written, line breaks included; a text in quotation marks is what stands between them. */
export function rawText(phrase: Phrase): string {
  const { source } = phrase;
  let from = 0;
  while ([':', ',', '\n'].includes(wordAt(phrase.tokens, from))) from += 1;
  const tokens = phrase.tokens.slice(from);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  const closed = trimMarks({ source, tokens });
  if (closed.tokens.length === 1 && first.inner !== undefined) return first.inner;
  return source.slice(first.start, last.end).trim();
}

const leads = phrases(`
  saying that | saying | that says | which says | that reads | with the text | with text | with the content | with content |
  with the words | that | :
`);

/** How many tokens at this place announce the text: ":", "saying", "that". */
export function textLead({ phrase, at }: { phrase: Phrase; at: number }): number {
  const { tokens } = phrase;
  const lead = leads.find((text) => isWords(tokens, at, text));
  if (lead === undefined) return 0;
  let length = lead.split(' ').length;
  while ([':', '\n'].includes(wordAt(tokens, at + length)) && length < 6) length += 1;
  return length;
}

/** Whether a text ends by itself: it stands in quotation marks, and what follows is none of it. */
export function endsItself(phrase: Phrase): boolean {
  const { tokens } = phrase;
  const first = tokens.findIndex(({ fold }) => fold !== ':' && fold !== '\n');
  if (tokens[first]?.inner === undefined) return false;
  return first + 1 >= tokens.length || ['and', ',', '.', ';', '!', 'then', '\n'].includes(wordAt(tokens, first + 1));
}
