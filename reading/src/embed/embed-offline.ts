import { isStopWord, stemWord } from './stem-word.ts';

/** The length of every vector, the same as the models' that may take its place. */
export const embeddingSize = 1536;

/** What a word's parts weigh against each other; measured on bench/embed-recall.ts. */
const wordWeight = 1;
const stemWeight = 1.6;
const gramWeight = 0.45;
const maximumWords = 4000;

/**
 * A text to a vector of 1536 numbers of length one, without a model: its words, their stems and their letter groups are hashed to
 * places. Texts that share a topic's words come close, inflected and misspelt ones too. The same text always gives the same vector.
 */
export function embedOffline(text: string): Float32Array {
  const vector = new Float32Array(embeddingSize);
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) {
    // A word said often says more, but not in proportion.
    const weight = (1 + Math.log(count)) * (isStopWord(word) ? 0.08 : Math.min(1.4, 0.6 + word.length / 10));
    add({ vector, feature: `w:${word}`, weight: weight * wordWeight });
    if (isStopWord(word)) continue;
    add({ vector, feature: `s:${stemWord(word)}`, weight: weight * stemWeight });
    const grams = letterGroups(word);
    for (const gram of grams) add({ vector, feature: `g:${gram}`, weight: (weight * gramWeight * 2) / Math.sqrt(grams.length) });
  }
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum === 0) return vector;
  const scale = 1 / Math.sqrt(sum);
  for (let index = 0; index < embeddingSize; index++) vector[index] = (vector[index] as number) * scale;
  return vector;
}

function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, 200_000)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F\u00AD]/g, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, maximumWords);
}

/** Groups of three and four letters with the word's edges: a typing error spoils few of them. */
function letterGroups(word: string): string[] {
  const framed = `<${word.slice(0, 40)}>`;
  const groups: string[] = [];
  for (const size of [3, 4]) for (let at = 0; at + size <= framed.length; at++) groups.push(framed.slice(at, at + size));
  return groups;
}

function add({ vector, feature, weight }: { vector: Float32Array; feature: string; weight: number }): void {
  const hash = hashOf(feature);
  const place = (hash >>> 1) % embeddingSize;
  vector[place] = (vector[place] as number) + ((hash & 1) === 0 ? weight : -weight);
}

/** FNV-1a with a final mix, over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
