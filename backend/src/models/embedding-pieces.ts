import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';

/** Characters that are embedded at once: within what embedding models read, in any script. */
const PIECE_CHARACTERS = 6_000;
/** Of one request. */
const BATCH_TEXTS = 64;
const BATCH_CHARACTERS = 120_000;

/** A text, or a part of a long one. */
export interface TextPiece {
  text: string;
  /** Which text it is of. */
  index: number;
}

/** Texts as a model can read them: long ones in pieces, one without a word in none. */
export function cutTexts(texts: string[]): TextPiece[] {
  return texts.flatMap((text, index) => {
    const words = text.trim();
    const pieces: TextPiece[] = [];
    for (let start = 0; start < words.length;) {
      const end = cutAt({ text: words, start });
      pieces.push({ text: words.slice(start, end), index });
      start = end;
    }
    return pieces;
  });
}

/** Where a piece ends: behind white space where there is some, and never within a surrogate pair. */
function cutAt({ text, start }: { text: string; start: number }): number {
  const end = start + PIECE_CHARACTERS;
  if (end >= text.length) return text.length;
  const space = text.slice(start, end).search(/\s\S*$/);
  if (space > PIECE_CHARACTERS / 2) return start + space + 1;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd8_00 && last <= 0xdb_ff ? end - 1 : end;
}

export function inBatches(texts: string[]): string[][] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const last = batches.at(-1);
    characters += text.length;
    if (last && last.length < BATCH_TEXTS && characters <= BATCH_CHARACTERS) last.push(text);
    else {
      batches.push([text]);
      characters = text.length;
    }
  }
  return batches;
}

/** One vector a text, of length one: of a text in pieces, the mean of its pieces by their length; of one in none, zeros. */
export function joinPieces({ pieces, vectors, count }: { pieces: TextPiece[]; vectors: number[][]; count: number }): number[][] {
  const sums: number[][] = Array.from({ length: count }, () => []);
  pieces.forEach(({ text, index }, place) => {
    const sum = sums[index];
    const vector = unit(vectors[place] ?? []);
    vector.forEach((value, at) => {
      if (sum) sum[at] = (sum[at] ?? 0) + value * text.length;
    });
  });
  return sums.map((sum) => (sum.length > 0 ? unit(sum) : Array.from({ length: EMBEDDING_SIZE }, () => 0)));
}

function unit(vector: number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
