import type { DatePhrase } from '../dates/date-phrase.ts';
import type { Token } from './tokens.ts';

/** A date phrase that was read, and the token after it. `weak`: a date only when a word before it says so. */
export interface PhraseRead {
  phrase: DatePhrase;
  end: number;
  weak?: boolean;
  time?: string;
}

/** Reads a kind of date phrase from token `at` on. */
export type DateReader = (given: { tokens: readonly Token[]; at: number }) => PhraseRead | undefined;
