/** Articles and prepositions that are written onto the next word: "l'affitto", "dell'ufficio". */
const elided = /(?<!\p{L})(?:l|un|d|dell|all|nell|dall|sull)['’](?=\p{L}{2})/gu;

/** How two names are compared: without case, accents, punctuation, elided articles and doubled spaces. */
export function nameKey(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(elided, ' ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();
  return words.length > 0 ? words : text.trim();
}

/** Words of a name that only point, in the languages that the model reads. */
const pointers = new Set(['the', 'a', 'an', 'my', 'our', 'il', 'lo', 'la', 'gli', 'le', 'un', 'uno', 'una']);

/** The words of a name, without those that only point. */
function contentWords(text: string): string[] {
  return nameKey(text)
    .split(' ')
    .filter((word) => !pointers.has(word));
}

export type Likeness = 'same' | 'phrase' | 'words' | 'none';

/** How well a row's name answers to what the user called it. */
export function likeness({ name, called }: { name: string; called: readonly string[] }): Likeness {
  const key = nameKey(name);
  const keys = called.map(nameKey);
  if (keys.includes(key)) return 'same';
  const wanted = called.map((one) => contentWords(one).join(' ')).filter((one) => one.length > 0);
  if (wanted.includes(contentWords(name).join(' '))) return 'same';
  if (wanted.some((one) => ` ${key} `.includes(` ${one} `))) return 'phrase';
  const words = new Set(key.split(' '));
  return wanted.some((one) =>
    one.split(' ').every((word) => words.has(word) || words.has(word.replace(/s$/, '')) || words.has(`${word}s`)),
  )
    ? 'words'
    : 'none';
}

/** The rows that answer best to a name; those that do not answer to it by name are apart. */
export function bestMatches<T>({
  rows,
  nameOf,
  called,
}: {
  rows: readonly T[];
  nameOf: (row: T) => string;
  called: readonly string[];
}): {
  named: T[];
  exact: boolean;
} {
  const ranked = rows.map((row) => ({ row, like: likeness({ name: nameOf(row), called }) }));
  for (const like of ['same', 'phrase', 'words'] as const) {
    const found = ranked.filter((one) => one.like === like).map((one) => one.row);
    if (found.length > 0) return { named: found, exact: like === 'same' };
  }
  return { named: [], exact: false };
}

/** The words to search for, as the user wrote them, without marks and without the words that only point. */
export function searchWords(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const content = words.filter((word) => !pointers.has(word.toLowerCase()));
  return (content.length > 0 ? content : words.length > 0 ? words : [name]).join(' ').slice(0, 200);
}
