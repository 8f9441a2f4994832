import type { TaskPriority } from '@adiuva/shared-protocol';
import { wordsAt } from '../pattern.ts';
import { type Phrase, type Token, trimMarks } from '../tokens.ts';
import { wordAt, wordsOf } from '../words.ts';
import { isOf, lexicon, priorityWords } from './lexicon.ts';

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

const isPriority = (word: string): boolean => isOf(lexicon.priority, word);

/** These say a priority without the noun. */
const alone =
  /^(urgent(e|i|issim[oa])|important[ei]|critic[oa]|prioritari[oae]?|p1|p2|p3|poco importante|non (urgente|importante)|molto (urgente|importante))$/;

const textAt = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map((token) => token.fold)
    .join(' ');

/** "con priorità alta", "ad alta priorità", "urgente", "!alta": from token `at` on. */
export function readPriority({ tokens, at }: { tokens: readonly Token[]; at: number }): PriorityRead | undefined {
  let start = at;
  if (wordAt(tokens, start) === '!') return level({ tokens, at: start + 1 });
  while (
    ['con', 'a', 'ad', 'di', 'e', 'la', 'come', 'una', 'è', 'che', 'in', 'ha', 'abbia'].includes(wordAt(tokens, start)) &&
    start - at < 3
  )
    start += 1;
  if (isPriority(wordAt(tokens, start))) {
    let next = start + 1;
    while ([':', 'è', '=', '-', 'piu'].includes(wordAt(tokens, next)) && next - start < 4) next += 1;
    return level({ tokens, at: next });
  }
  const read = level({ tokens, at: start });
  if (!read) return undefined;
  if (isPriority(wordAt(tokens, read.end))) return { ...read, end: read.end + 1 };
  const bound = start === at || ['come', 'è', 'che'].includes(wordAt(tokens, start - 1));
  return alone.test(textAt(tokens, start, read.end)) && bound ? read : undefined;
}

/** A phrase that is a priority and nothing else: "alta", "la più alta", "priorità bassa", "urgente". */
export function priorityOf(phrase: Phrase): TaskPriority | undefined {
  const { tokens } = trimMarks(phrase);
  let from = 0;
  while (['la', 'il', 'a', 'ad', 'una', 'piu', 'come', 'di', 'molto', 'in'].includes(wordAt(tokens, from)) && from < 3) {
    if (wordAt(tokens, from) === 'molto' && level({ tokens, at: from })) break;
    from += 1;
  }
  const whole = readPriority({ tokens, at: from });
  if (whole?.end === tokens.length) return whole.priority;
  const read = level({ tokens, at: from });
  return read?.end === tokens.length ? read.priority : undefined;
}
