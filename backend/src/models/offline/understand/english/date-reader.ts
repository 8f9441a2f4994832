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

/** Whether these words, parted by spaces, stand at a token. */
export function isWords(tokens: readonly Token[], at: number, text: string): boolean {
  return wordsAt({ tokens, at, words: text.split(' ') }) >= 0;
}
