/** A table of words and phrases, written with bars between them. */
export function phrases(text: string): string[] {
  return text.trim().split(/\s*\|\s*/);
}

/** What a table says of a user's word; words such as "constructor" are in none. */
export function lookUp<T>({ table, word }: { table: Readonly<Record<string, T>>; word: string }): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
