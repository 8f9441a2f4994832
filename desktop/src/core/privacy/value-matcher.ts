import { foldText, isWordChar } from './folded-text.ts';

/** A piece of a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A known value where it stands in a text. */
export interface Match<Entry> extends Span {
  entry: Entry;
}

/** Finds known values in texts: whole words, whatever their case and accents; time grows with the text alone. */
export interface ValueMatcher<Entry> {
  add(value: string, entry: Entry): void;
  get(value: string): Entry | undefined;
  /** The longest at each place; they may lie across each other. */
  find(text: string): Match<Entry>[];
  /** Whether a word of any value begins like this. */
  hasWordLike(start: string): boolean;
}

const endsInWord = /[\p{L}\p{N}]$/u;

/** A folded text's units from `start` that are of one word, or the one unit that is of none. */
function headAt(text: string, start: number): string {
  let end = start;
  while (end < text.length) {
    const point = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!isWordChar(point)) break;
    end += point.length;
  }
  return end > start ? text.slice(start, end) : String.fromCodePoint(text.codePointAt(start) ?? 0);
}

export function createValueMatcher<Entry>(): ValueMatcher<Entry> {
  const byHead = new Map<string, { folded: string; entry: Entry }[]>();
  const byValue = new Map<string, Entry>();
  let words: string[] | undefined;

  function endsWell(text: string, value: string, end: number): boolean {
    if (!endsInWord.test(value)) return true;
    const next = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 0) : undefined;
    return !isWordChar(next);
  }

  return {
    hasWordLike(start) {
      const folded = foldText(start).text.trim();
      words ??= [...byValue.keys()].flatMap((value) => value.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '');
      return folded !== '' && words.some((word) => word.startsWith(folded));
    },
    get: (value) => byValue.get(foldText(value).text.trim()),
    add(value, entry) {
      const folded = foldText(value).text.trim();
      if (folded === '') return;
      byValue.set(folded, entry);
      words = undefined;
      const head = headAt(folded, 0);
      const same = (byHead.get(head) ?? []).filter((each) => each.folded !== folded);
      same.push({ folded, entry });
      byHead.set(
        head,
        same.sort((a, b) => b.folded.length - a.folded.length),
      );
    },
    find(original) {
      if (byHead.size === 0 || original === '') return [];
      const { text, at } = foldText(original);
      const found: Match<Entry>[] = [];
      let start = 0;
      while (start < text.length) {
        const head = headAt(text, start);
        const match = byHead
          .get(head)
          ?.find(({ folded }) => text.startsWith(folded, start) && endsWell(text, folded, start + folded.length));
        if (match)
          found.push({ start: at[start] ?? 0, end: at[start + match.folded.length] ?? original.length, entry: match.entry });
        start += head.length;
      }
      return found;
    },
  };
}
