import { wordsAt } from './pattern.ts';
import type { Token } from './tokens.ts';

/** A table of words and phrases, written with bars between them. */
export function phrases(text: string): string[] {
  return text.trim().split(/\s*\|\s*/);
}

/** What a table says of a user's word; words such as "constructor" are in none. */
export function lookUp<T>({ table, word }: { table: Readonly<Record<string, T>>; word: string }): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

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

/** How many words the longest of these phrases takes at a token, 0 for none. */
export function longestAt(texts: readonly string[], tokens: readonly Token[], at: number): number {
  let best = 0;
  for (const text of texts) {
    const words = wordsOf(text);
    if (words.length > best && wordsAt({ tokens, at, words }) > 0) best = words.length;
  }
  return best;
}
