import type { QueryParts, QueryStep } from '../query-parts.ts';
import type { Phrase } from '../tokens.ts';
import { wordAt } from '../words.ts';
import { isOf, lexicon } from './lexicon.ts';
import { readPriority } from './priority.ts';
import { querySteps } from './query-steps.ts';
import { refusers, stopWords } from './query-words.ts';

/** Reads a question's phrase part by part, from its first word to its last. */
export function readQueryParts(phrase: Phrase): QueryParts {
  const parts: QueryParts = { nouns: [], statuses: [], priorities: [], topic: [], unknown: false };
  const { tokens } = phrase;
  let at = 0;
  let topicEnd = -1;
  while (at < tokens.length) {
    const word = wordAt(tokens, at);
    if (/^archiviat[oaie]$/.test(word)) {
      parts.archived = true;
      if (['anche', 'pure', 'compresi', 'inclusi'].some((also) => [1, 2].some((back) => wordAt(tokens, at - back) === also)))
        parts.archivedToo = true;
      at += 1;
      continue;
    }
    const priority = word === 'piu' ? undefined : readPriorities({ phrase, at });
    const step = priority ?? firstStep({ phrase, at });
    if (step && step.end > at) {
      step.take(parts);
      at = step.end;
      continue;
    }
    const token = tokens[at];
    if (token && refusers.has(token.fold)) parts.unknown = true;
    if (token && token.kind === 'word' && !stopWords.has(token.fold)) {
      if (parts.topic.length > 0 && topicEnd !== at) parts.unknown = true;
      parts.topic.push(token);
      topicEnd = at + 1;
    }
    at += 1;
  }
  return parts;
}

/** "Ad alta priorità", "con priorità alta o media". */
function readPriorities({ phrase: { tokens }, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const first = readPriority({ tokens, at });
  if (!first) return undefined;
  const found = [first.priority];
  let { end } = first;
  while (/^(e|o|,)$/.test(wordAt(tokens, end))) {
    const next = wordAt(tokens, end + 1);
    const level = isOf(lexicon.high, next)
      ? 'high'
      : isOf(lexicon.medium, next)
        ? 'medium'
        : isOf(lexicon.low, next)
          ? 'low'
          : undefined;
    if (level === undefined) break;
    found.push(level);
    end += 2;
  }
  return { end, take: (parts) => void parts.priorities.push(...found) };
}

function firstStep(given: { phrase: Phrase; at: number }): QueryStep | undefined {
  for (const step of querySteps) {
    const found = step(given);
    if (found) return found;
  }
  return undefined;
}
