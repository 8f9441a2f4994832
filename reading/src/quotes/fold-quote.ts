/** A text folded for comparing quotes; `starts[i]` and `ends[i]` are where folded unit i begins and ends in the text. */
export type FoldedText = { folded: string; starts: Uint32Array; ends: Uint32Array };

const single = /[\u2018\u2019\u201A\u201B\u2032\u02BC\u0060\u00B4\u2039\u203A]/;
const double = /[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\u301D\u301E]/;
const dash = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/;
const dropped = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|\u034F/;

/**
 * Folds what copying changes: white space to one space, quotes and dashes to their plain forms, soft hyphens and marks that
 * cannot be seen to nothing, compatibility forms (ligatures, full width) and case away. Every folded unit keeps its place.
 */
export function foldQuote(text: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (unit: string, start: number, end: number): void => {
    for (const part of unit.split('')) {
      units.push(part);
      starts.push(start);
      ends.push(end);
    }
  };
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) as number;
    const letter = String.fromCodePoint(code);
    let end = at + letter.length;
    if (/\s/.test(letter)) {
      while (end < text.length && (/\s/.test(text[end] as string) || dropped.test(text[end] as string))) end++;
      if (units.length > 0 && units.at(-1) !== ' ') add(' ', at, end);
    } else if (!dropped.test(letter)) {
      // A letter and its combining marks fold together, so that both normal forms meet; what cannot be seen between them is no gap.
      let cluster = letter;
      for (let ahead = end; ahead < text.length; ahead++) {
        const next = text[ahead] as string;
        if (dropped.test(next)) continue;
        if (!/\p{M}/u.test(next)) break;
        cluster += next;
        end = ahead + 1;
      }
      add(foldLetter(cluster), at, end);
    }
    at = end;
  }
  if (units.at(-1) === ' ') {
    units.pop();
    starts.pop();
    ends.pop();
  }
  return { folded: units.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function foldLetter(letter: string): string {
  if (letter.length > 1 && !/^\p{L}/u.test(letter)) {
    const first = String.fromCodePoint(letter.codePointAt(0) as number);
    return foldSign(first) + letter.slice(first.length).normalize('NFKC');
  }
  return foldSign(letter);
}

function foldSign(letter: string): string {
  if (/^[\u0021-\u007E]$/.test(letter)) return letter === '`' ? "'" : letter.toLowerCase();
  if (single.test(letter)) return "'";
  if (double.test(letter)) return '"';
  if (dash.test(letter)) return '-';
  if (letter === '\u2026') return '...';
  return letter.normalize('NFKC').toLowerCase();
}

/** Where a quote stands in a text, both folded; null when it does not. The span is in UTF-16 units of the text as given. */
export function findQuote({ text, quote }: { text: string; quote: string }): { start: number; end: number } | null {
  const wanted = foldQuote(quote).folded;
  if (wanted === '') return null;
  const exact = text.indexOf(quote);
  if (exact >= 0) return { start: exact, end: exact + quote.length };
  const { folded, starts, ends } = foldQuote(text);
  const at = folded.indexOf(wanted);
  return at < 0 ? null : { start: starts[at] as number, end: ends[at + wanted.length - 1] as number };
}
