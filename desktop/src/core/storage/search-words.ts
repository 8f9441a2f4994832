/** What full-text search sees as a word, and each word of a text once. */
const separators = /[^\p{L}\p{N}\p{M}\p{Co}]+/u;
const wordLike = /[\p{L}\p{N}\p{Co}]/u;

/**
 * A full-text query for the words of `text`: all must occur, each as the start of a word. Undefined when there is no
 * word in it. Quoted, so that no character of it is syntax.
 */
export function searchWords(text: string): string | undefined {
  const words = new Set(text.split(separators).filter((word) => wordLike.test(word)));
  if (words.size === 0) return undefined;
  return [...words].map((word) => `"${word}"*`).join(' ');
}
