import { searchWords } from './names.ts';

/** How many near misses are offered. */
export const offeredMisses = 5;

/** A word without its ending, as a search finds words by their beginnings: "invoices", "writing". */
const stem = (word: string): string =>
  word.replace(/(ing|es|ed|s)$/i, (ending) => (word.length - ending.length >= 4 ? '' : ending));

/** The words by which what nearly has that name is looked for, the longest first. */
export function widerWords(name: string): string[] {
  const words = searchWords(name)
    .split(' ')
    .map(stem)
    .filter((word) => word.length >= 3 && word !== name);
  return words
    .filter((word, at) => words.indexOf(word) === at)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 4);
}
