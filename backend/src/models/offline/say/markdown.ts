/**
 * A row's own text as literal Markdown on one line: a title can neither format the answer, nor link, nor show a picture.
 * Only what would be markup is escaped, so that an ordinary title stays as it is.
 */
export function literal(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(^|[^\p{L}\p{N}])_|_(?=$|[^\p{L}\p{N}])/gu, (found) => found.replace('_', '\\_'));
}

/** A name in bold; `nameless` where it has none. */
export function bold(text: string, nameless = 'untitled'): string {
  return `**${literal(text) || nameless}**`;
}

/** The user's own words, given back: shortened, in quotation marks. */
export function quoted(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 117).trimEnd()}…` : text;
  return `“${literal(short)}”`;
}

/** "1 task", "3 tasks", "0 tasks". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function joined(parts: readonly string[], word = 'and'): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`;
}
