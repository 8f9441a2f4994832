import { type Phrase, type Token, part, trimMarks } from './tokens.ts';

/** Groups of words by name, for `<name>` in a pattern; a word of several tokens is written with underscores. */
export type Lexicon = Record<string, readonly string[]>;

/** What may fill the slots of a type: at most so many words, and only what `fits`. */
export interface SlotType {
  words: number;
  fits: (phrase: Phrase) => boolean;
}

export type SlotTypes = Record<string, SlotType>;

type Element =
  | { kind: 'words'; alternatives: string[][]; optional: boolean }
  | { kind: 'slot'; name: string; type: string; greedy: boolean };

/**
 * A compiled pattern. Written as words parted by spaces: `a|b` one of these, `(a|b)` the same or nothing, `to_do` two words,
 * `<group>` a lexicon group, `{name}` the fewest words that let the rest match, `{name+}` the most, `{name:type}` words that
 * fit that type. A pattern matches a whole phrase; commas between its elements do not count.
 */
export interface Pattern {
  source: string;
  elements: Element[];
}

export type Slots = Record<string, Phrase>;

function alternatives({ text, lexicon }: { text: string; lexicon: Lexicon }): string[][] {
  return text.split('|').flatMap((word) => {
    const group = /^<(\w+)>$/.exec(word)?.[1];
    if (group === undefined) return [word.split('_')];
    const words = lexicon[group];
    if (words === undefined) throw new Error(`The pattern names a group "${group}" that the lexicon does not have.`);
    return words.map((one) => one.split('_'));
  });
}

/** Compiles a pattern; an unknown lexicon group throws, at load. */
export function compilePattern({ source, lexicon }: { source: string; lexicon: Lexicon }): Pattern {
  const elements = source.split(' ').map((text): Element => {
    const slot = /^\{(\w+)(\+?)(?::(\w+))?\}$/.exec(text);
    if (slot) return { kind: 'slot', name: slot[1] ?? '', greedy: slot[2] === '+', type: slot[3] ?? 'any' };
    const optional = text.startsWith('(') && text.endsWith(')');
    // Longest first, so that "in progress" is tried before "in".
    const words = alternatives({ text: optional ? text.slice(1, -1) : text, lexicon }).sort((a, b) => b.length - a.length);
    return { kind: 'words', alternatives: words, optional };
  });
  return { source, elements };
}

/** How many tokens from `at` on are these words, or -1. */
export function wordsAt({ tokens, at, words }: { tokens: readonly Token[]; at: number; words: readonly string[] }): number {
  for (const [offset, word] of words.entries()) if (tokens[at + offset]?.fold !== word) return -1;
  return words.length;
}

/**
 * Matches a whole phrase, or answers undefined. Failures are remembered by element and position, so that the work is bounded
 * by elements × words², whatever the text.
 */
export function matchPattern({
  pattern,
  phrase,
  types = {},
}: {
  pattern: Pattern;
  phrase: Phrase;
  types?: SlotTypes;
}): Slots | undefined {
  const { tokens } = phrase;
  const { elements } = pattern;
  const failed = new Set<number>();
  const slots: Slots = {};

  function fill({ element, index, at }: { element: Element & { kind: 'slot' }; index: number; at: number }): boolean {
    const last = tokens.length;
    const final = index === elements.length - 1;
    const type = types[element.type];
    const longest = Math.min(last, at + (type?.words ?? last));
    if (final && longest < last) return false;
    for (let step = final ? last - at : 1; step <= longest - at; step++) {
      const end = element.greedy && !final ? longest - step + 1 : at + step;
      const words = trimMarks(part(phrase, at, end));
      if (words.tokens.length === 0 || type?.fits(words) === false) continue;
      if (from(index + 1, end)) {
        slots[element.name] = words;
        return true;
      }
    }
    return false;
  }

  function from(index: number, at: number): boolean {
    const element = elements[index];
    if (element === undefined) return at === tokens.length;
    const key = index * (tokens.length + 1) + at;
    if (failed.has(key)) return false;
    let matched = false;
    if (element.kind === 'slot') {
      matched = fill({ element, index, at });
    } else {
      const start = tokens[at]?.fold === ',' ? at + 1 : at;
      for (const words of element.alternatives) {
        const length = wordsAt({ tokens, at: start, words });
        if (length >= 0 && from(index + 1, start + length)) {
          matched = true;
          break;
        }
      }
      if (!matched && element.optional) matched = from(index + 1, at);
    }
    if (!matched) failed.add(key);
    return matched;
  }

  return from(0, 0) ? slots : undefined;
}
