import { foldText } from './question-words.ts';

/** How far into a text it is looked for words, and how often each. */
const LOOKED_AT = 60_000;
const MOST_PLACES = 200;

/** Where a fold changed a text's length, its places would not be the text's own. */
function foldSame(text: string): string {
  const whole = foldText(text);
  if (whole.length === text.length) return whole;
  let folded = '';
  for (const character of text) {
    const one = foldText(character);
    folded += one.length === character.length ? one : character.toLowerCase().slice(0, character.length).padEnd(character.length);
  }
  return folded;
}

function placesOf({ text, stems }: { text: string; stems: readonly string[] }): { at: number; stem: number }[] {
  const places: { at: number; stem: number }[] = [];
  for (const [stem, word] of stems.entries()) {
    if (word === '') continue;
    for (let at = text.indexOf(word), n = 0; at >= 0 && n < MOST_PLACES; at = text.indexOf(word, at + word.length)) {
      // In the middle of another word it is another word.
      if (at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) continue;
      places.push({ at, stem });
      n += 1;
    }
  }
  return places.toSorted((a, b) => a.at - b.at);
}

/** The start of the part in which most different words stand. */
function bestStart({ places, length }: { places: readonly { at: number; stem: number }[]; length: number }): number {
  let [best, most] = [0, 0];
  for (const [index, { at }] of places.entries()) {
    const stems = new Set<number>();
    for (let next = index; next < places.length; next += 1) {
      const place = places[next];
      if (!place || place.at > at + length * 0.8) break;
      stems.add(place.stem);
    }
    if (stems.size > most) [best, most] = [at, stems.size];
  }
  return best;
}

/** Puts an end at a white space where there is one near, and never within a character. */
function tidyEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space > at - 30 && space > 0) return space;
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

/**
 * The part of a text that fits a question best: where most of its words stand close together; without any, the beginning.
 * White space is one space.
 * @param stems what the words' forms begin with, folded
 * @param length UTF-16 units at most, the dots beside it not counted
 */
export function excerptOf({ text, stems, length }: { text: string; stems: readonly string[]; length: number }): string {
  const plain = text.slice(0, LOOKED_AT).replaceAll(/\s+/gu, ' ').trim();
  if (plain.length <= length && text.length <= LOOKED_AT) return plain;
  const found = bestStart({ places: placesOf({ text: foldSame(plain), stems }), length });
  const wanted = Math.max(0, Math.min(found - Math.floor(length * 0.2), plain.length - length));
  const start = wanted === 0 ? 0 : plain.indexOf(' ', wanted) + 1 || wanted;
  const from = start > wanted + 30 ? tidyEnd(plain, wanted) : start;
  const whole = from + length >= plain.length;
  const end = whole ? plain.length : tidyEnd(plain, from + length);
  return `${from > 0 ? '… ' : ''}${plain.slice(from, end).trim()}${whole && text.length <= LOOKED_AT ? '' : ' …'}`;
}
