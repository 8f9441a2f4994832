/** A link from a note to another by its title, as it stands in a text from `from` to `to`. */
export interface WikiLink {
  from: number;
  to: number;
  title: string;
  /** What stands after the title: `#heading`, `|words`, or nothing. */
  rest: string;
}

const wikiLink = /\[\[([^[\]|#\r\n]+)((?:#[^[\]|\r\n]*)?(?:\|[^[\]\r\n]*)?)\]\]/g;

/** The links `[[Title]]`, `[[Title#heading]]` and `[[Title|words]]` of a text. */
export function wikiLinks(text: string): WikiLink[] {
  if (!text.includes('[[')) return [];
  return [...text.matchAll(wikiLink)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    title: (match[1] ?? '').trim(),
    rest: match[2] ?? '',
  }));
}

/** Whether a title can stand within `[[…]]`. */
export function fitsWikiLink(title: string): boolean {
  return title.trim() === title && title !== '' && !/[[\]|#\r\n]/.test(title);
}

/** Whether two titles name the same note. */
export function isSameTitle(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The text with every `[[title]]` turned to another; undefined when there is none. */
export function relinked({ text, title, to }: { text: string; title: string; to: string }): string | undefined {
  const links = wikiLinks(text).filter((link) => isSameTitle(link.title, title));
  if (links.length === 0) return undefined;
  let at = 0;
  let result = '';
  for (const link of links) {
    result += `${text.slice(at, link.from)}[[${to}${link.rest}]]`;
    at = link.to;
  }
  return result + text.slice(at);
}
