/** A text without case, accents and what is not seen, each run of white space one space; and where each piece stood. */
export interface FoldedText {
  text: string;
  /** For each unit of the folded text, where what it is made of begins in the original; one more at the end. */
  at: Uint32Array;
}

const PLAIN = /^[\u0020-\u007e]*$/;
const UNSEEN = /[\p{M}\p{Cf}]/u;
const SPACE = /\s/u;
const WORD = /[\p{L}\p{N}]/u;

function foldPoint(point: string): string {
  if (SPACE.test(point)) return ' ';
  let folded = '';
  for (const part of point.normalize('NFD')) if (!UNSEEN.test(part)) folded += part.toLowerCase();
  return folded;
}

export function foldText(original: string): FoldedText {
  const at = new Uint32Array(original.length * 3 + 1);
  let text = '';
  if (PLAIN.test(original) && !original.includes('  ')) {
    text = original.toLowerCase();
    for (let index = 0; index <= original.length; index += 1) at[index] = index;
    return { text, at };
  }
  const parts: string[] = [];
  let length = 0;
  let index = 0;
  let last = '';
  for (const point of original) {
    const folded = foldPoint(point);
    if (folded !== '' && !(folded === ' ' && last === ' ')) {
      for (let unit = 0; unit < folded.length; unit += 1) at[length + unit] = index;
      parts.push(folded);
      length += folded.length;
      last = folded;
    }
    index += point.length;
  }
  text = parts.join('');
  at[length] = original.length;
  return { text, at };
}

export function isWordChar(char: string | undefined): boolean {
  return char !== undefined && WORD.test(char);
}

/** Where the character begins that ends at `index`, and where the one ends that begins there. */
export function pointBefore(text: string, index: number): number {
  const isPair = index > 1 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(index - 2, index));
  return isPair ? index - 2 : index - 1;
}

export function pointAfter(text: string, index: number): number {
  return index + String.fromCodePoint(text.codePointAt(index) ?? 0).length;
}

/** The character before or after `index`, past all that is not seen. */
export function seenBefore(text: string, index: number): string | undefined {
  let end = index;
  while (end > 0) {
    const start = pointBefore(text, end);
    const point = text.slice(start, end);
    if (!UNSEEN.test(point)) return point;
    end = start;
  }
  return undefined;
}

export function seenAfter(text: string, index: number): string | undefined {
  let start = index;
  while (start < text.length) {
    const end = pointAfter(text, start);
    const point = text.slice(start, end);
    if (!UNSEEN.test(point)) return point;
    start = end;
  }
  return undefined;
}
