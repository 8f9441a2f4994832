/** One piece of a message: a word, a number, a mark, or a whole quoted passage, which no rule looks into. */
export interface Token {
  kind: 'word' | 'mark' | 'quote';
  /** As rules compare it: lower case, straight apostrophes, no accents. A quote's is empty: it matches no word. */
  fold: string;
  /** Where it stands in the source, quotation marks included. */
  start: number;
  end: number;
  /** What stands between the marks of a quote. */
  inner?: string;
}

/** A message, or a part of it, with its tokens. */
export interface Phrase {
  source: string;
  tokens: Token[];
}

const closing: Record<string, string> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '„': '“”',
  '«': '»',
  '`': '`',
  "'": "'",
  '‘': '’',
  '‹': '›',
};
const opening = /["“”„«`'‘‹]/;
const space = /\s/;
const leadingMark = /^[([{<#@•*·¡¿\-–—,.;:!?/+=>✓✅]/;
const trailingMark = /[)\]}>,.;:!?…]$/;
const letter = /[\p{L}\p{N}]/u;

/** Lower case, straight apostrophes, no accents: how two spellings of one word are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘ʼ]/g, "'")
    .toLowerCase();
}

/** Where the quote that opens at `start` ends, or -1. A single quote inside a word is an apostrophe. */
function quoteEnd({ source, start }: { source: string; start: number }): number {
  const open = source.charAt(start);
  const closers = closing[open] ?? '';
  const single = open === "'" || open === '‘';
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\n' && single) return -1;
    if (closers.includes(char) && !(single && letter.test(source.charAt(at + 1)))) return at > start + 1 ? at : -1;
  }
  return -1;
}

/** The last single quote that may close a passage: no letter follows it. */
function lastClosing(source: string): number {
  for (let at = source.length - 1; at >= 0; at--) {
    const char = source.charAt(at);
    if ((char === "'" || char === '’') && !letter.test(source.charAt(at + 1))) return at;
  }
  return -1;
}

/** A chunk without white space, as tokens: marks at its edges apart, words joined by hyphens apart. */
function chunkTokens({ source, start, end }: { source: string; start: number; end: number }): Token[] {
  const before: Token[] = [];
  const after: Token[] = [];
  let from = start;
  let to = end;
  const mark = (at: number): Token => ({ kind: 'mark', fold: source.charAt(at), start: at, end: at + 1 });
  while (from < to && leadingMark.test(source.charAt(from)) && !/^[-+.]\d/.test(source.slice(from, from + 2))) {
    before.push(mark(from));
    from += 1;
  }
  while (to > from && trailingMark.test(source.charAt(to - 1))) {
    to -= 1;
    after.unshift(mark(to));
  }
  const words: Token[] = [];
  const core = source.slice(from, to);
  const word = (a: number, b: number): Token => ({
    kind: 'word',
    fold: fold(source.slice(from + a, from + b)),
    start: from + a,
    end: from + b,
  });
  let begin = 0;
  if (/\d/.test(core)) {
    if (core.length > 0) words.push(word(0, core.length));
  } else {
    for (let at = 1; at < core.length - 1; at++) {
      const char = core.charAt(at);
      if ((char === '-' || char === '‑') && letter.test(core.charAt(at + 1))) {
        words.push(word(begin, at));
        begin = at + 1;
      } else if ((char === ':' || char === ',' || char === ';') && begin < at) {
        words.push(word(begin, at), mark(from + at));
        begin = at + 1;
      }
    }
    if (begin < core.length) words.push(word(begin, core.length));
  }
  return [...before, ...words, ...after];
}

/** Cuts a message into tokens, in one pass. A line break is a token of its own. */
export function tokenise(source: string): Phrase {
  const tokens: Token[] = [];
  const firstMisses = new Map<string, number>();
  const lastSingle = lastClosing(source);
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '\n') tokens.push({ kind: 'mark', fold: '\n', start: at, end: at + 1 });
    if (space.test(char)) {
      at += 1;
      continue;
    }
    const previous = source.charAt(at - 1);
    const mayOpen = opening.test(char) && !letter.test(previous) && !firstMisses.has(char);
    if (mayOpen && !((char === "'" || char === '‘') && at >= lastSingle)) {
      const close = quoteEnd({ source, start: at });
      if (close > 0) {
        tokens.push({ kind: 'quote', fold: '', start: at, end: close + 1, inner: source.slice(at + 1, close) });
        at = close + 1;
        continue;
      }
      // Nothing closes it from here on, so nothing closes a later one: look no further (one pass over the text).
      if (char !== "'") firstMisses.set(char, at);
    }
    let end = at + 1;
    while (end < source.length && !space.test(source.charAt(end))) {
      const next = source.charAt(end);
      if (opening.test(next) && !letter.test(source.charAt(end - 1)) && next !== "'" && next !== '‘') break;
      if ((next === "'" || next === '‘') && /[([:]/.test(source.charAt(end - 1))) break;
      end += 1;
    }
    tokens.push(...chunkTokens({ source, start: at, end }));
    at = end;
  }
  return { source, tokens };
}

/** A part of a phrase, from token `from` up to, not including, token `to`. */
export function part({ source, tokens }: Phrase, from: number, to = tokens.length): Phrase {
  return { source, tokens: tokens.slice(from, to) };
}

const edge = new Set([',', '.', ';', ':', '!', '?', '…', '\n', '-', '–', '—']);

/** The phrase without punctuation at its end and, unless told otherwise, at its start. */
export function trimMarks(phrase: Phrase, sides: 'both' | 'end' = 'both'): Phrase {
  let from = 0;
  let to = phrase.tokens.length;
  const isEdge = (at: number): boolean => phrase.tokens[at]?.kind === 'mark' && edge.has(phrase.tokens[at]?.fold ?? '');
  while (to > from && isEdge(to - 1)) to -= 1;
  if (sides === 'both') while (from < to && isEdge(from)) from += 1;
  return part(phrase, from, to);
}

/** The phrase in the user's own words; a phrase that is one quote is what stands between its marks, literally. */
export function textOf(phrase: Phrase): string {
  const trimmed = trimMarks(phrase);
  const first = trimmed.tokens[0];
  const last = trimmed.tokens.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last && first.inner !== undefined) return first.inner;
  return phrase.source.slice(first.start, last.end).replace(/\s+/g, ' ').trim();
}
