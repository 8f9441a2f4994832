import type { DatePhrase } from '#backend/models/offline/dates/date-phrase.ts';
import { wordsAt } from '../pattern.ts';
import type { Token } from '../tokens.ts';

/** A date phrase that was read, and the token after it. `weak`: a date only when a word before it says so. */
export interface PhraseRead {
  phrase: DatePhrase;
  end: number;
  weak?: boolean;
  time?: string;
}

/** Reads a kind of date phrase from token `at` on. */
export type DateReader = (given: { tokens: readonly Token[]; at: number }) => PhraseRead | undefined;

export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.fold ?? '';
}

const split = new Map<string, readonly string[]>();

/** The words of a phrase of the tables, split once: they are compared at every word of a message. */
export function wordsOf(text: string): readonly string[] {
  const known = split.get(text);
  if (known) return known;
  const words = text.split(/[ _]/);
  split.set(text, words);
  return words;
}

/** Whether these words, parted by spaces, stand at a token. Only phrases of the tables: they are kept. */
export function isWords(tokens: readonly Token[], at: number, text: string): boolean {
  return wordsAt({ tokens, at, words: wordsOf(text) }) >= 0;
}
