import type { TaskPriority } from '@adiuva/shared-protocol';
import { wordsAt } from '../pattern.ts';
import type { Phrase, Token } from '../tokens.ts';
import { wordAt, wordsOf } from './date-reader.ts';
import { lexicon, priorityWords } from './lexicon.ts';

export interface PriorityRead {
  priority: TaskPriority;
  end: number;
}

function level({ tokens, at }: { tokens: readonly Token[]; at: number }): PriorityRead | undefined {
  let best: PriorityRead | undefined;
  for (const [priority, words] of priorityWords) {
    for (const word of words) {
      const length = wordsAt({ tokens, at, words: wordsOf(word) });
      if (length > 0 && at + length > (best?.end ?? 0)) best = { priority, end: at + length };
    }
  }
  return best;
}

const isPriority = (word: string): boolean => (lexicon.priority as readonly string[]).includes(word);
const alone = new Set(['urgent', 'important', 'critical', 'asap', 'p1', 'p2', 'p3', 'unimportant']);

/** "high priority", "with a low priority", "priority: high", "urgent", "!high": from token `at` on. */
export function readPriority({ tokens, at }: { tokens: readonly Token[]; at: number }): PriorityRead | undefined {
  let start = at;
  if (wordAt(tokens, start) === '!') {
    const read = level({ tokens, at: start + 1 });
    return read && isPriority(wordAt(tokens, read.end)) ? { ...read, end: read.end + 1 } : read;
  }
  while (
    ['with', 'at', 'as', 'of', 'and', 'it', "it's", 'is', 'a', 'the', 'which', 'that', "that's", 'in', 'very', 'really'].includes(
      wordAt(tokens, start),
    ) &&
    start - at < 4
  )
    start += 1;
  const led = start > at;
  const bound = !led || ['as', 'it', "it's", 'that', "that's", 'which', 'and'].includes(wordAt(tokens, at));
  if (isPriority(wordAt(tokens, start))) {
    let next = start + 1;
    while ([':', 'of', 'is', 'set', 'to', '=', '-'].includes(wordAt(tokens, next)) && next - start < 4) next += 1;
    return level({ tokens, at: next });
  }
  const read = level({ tokens, at: start });
  if (read === undefined) return undefined;
  if (isPriority(wordAt(tokens, read.end))) return { ...read, end: read.end + 1 };
  const word = wordAt(tokens, start);
  if (alone.has(word) && bound && (!led || ['as', "it's", "that's", 'is'].includes(wordAt(tokens, start - 1)))) return read;
  // "(low)", "…, high": the caller looks at what stands before.
  return !led && (word === 'high' || word === 'low' || word === 'medium') && read.end === start + 1 ? read : undefined;
}

/** A phrase that is a priority and nothing else: "high", "the highest", "low priority", "urgent". */
export function priorityOf({ tokens }: Phrase): TaskPriority | undefined {
  const from = ['a', 'the', 'as', 'very'].includes(wordAt(tokens, 0)) ? 1 : 0;
  const read = level({ tokens, at: from });
  if (read === undefined)
    return readPriority({ tokens, at: from })?.end === tokens.length ? readPriority({ tokens, at: from })?.priority : undefined;
  const end = isPriority(wordAt(tokens, read.end)) ? read.end + 1 : read.end;
  return end === tokens.length ? read.priority : undefined;
}
