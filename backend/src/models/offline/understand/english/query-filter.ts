import type { TaskPriority } from '@adiuva/shared-protocol';
import type { Phrase, Token } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { weekdayNamed } from './date-words.ts';
import { lexicon } from './lexicon.ts';
import { readPriority } from './priority.ts';
import type { QueryParts, QueryStep } from '../query-parts.ts';
import { querySteps } from './query-steps.ts';
import { refusers, stopWords } from './query-words.ts';

/** Reads a question's phrase part by part, from its first word to its last. */
export function readQueryParts(given: Phrase): QueryParts {
  const phrase = withPlainDays(given);
  const parts: QueryParts = { nouns: [], statuses: [], priorities: [], topic: [], unknown: false };
  const { tokens } = phrase;
  let at = 0;
  let topicEnd = -1;
  while (at < tokens.length) {
    // "Including" leads a search, but not here.
    if (['including archived', 'including the archived'].some((text) => isWords(tokens, at, text))) {
      at += wordAt(tokens, at + 1) === 'the' ? 2 : 1;
      continue;
    }
    if (wordAt(tokens, at) === 'archived') {
      const also = alsoArchived({ phrase, at });
      if (also) parts.archivedToo = true;
      else parts.archived = true;
      at += also ?? 1;
      continue;
    }
    const priority = wordAt(tokens, at) === 'most' ? undefined : (readPriority({ tokens, at }) ?? pairedPriority({ tokens, at }));
    const step = priority
      ? { end: priority.end, take: (given: QueryParts) => void given.priorities.push(priority.priority) }
      : firstStep({ phrase, at });
    if (step && step.end > at) {
      const nouns = parts.nouns.length;
      step.take(parts);
      if (nouns === 0 && parts.nouns.length > 0 && topicEnd === at) parts.topicLeads = true;
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

/** "Including archived ones", "archived ones too": how many words say so; undefined: those alone. */
function alsoArchived({ phrase: { tokens }, at }: { phrase: Phrase; at: number }): number | undefined {
  const ones = wordAt(tokens, at + 1) === 'ones' ? 2 : 1;
  const tail = ['as well', 'too', 'also', 'included'].find((text) => isWords(tokens, at + ones, text));
  if (tail !== undefined) return ones + tail.split(' ').length;
  const before = wordAt(tokens, at - 1) === 'the' ? at - 2 : at - 1;
  return ['including', 'and', 'or', 'plus', 'even', 'with'].includes(wordAt(tokens, before)) ? 1 : undefined;
}

/** "Today's tasks", "Friday's tasks": the day without its ending. */
function withPlainDays({ source, tokens }: Phrase): Phrase {
  const plain = (token: Token): Token => {
    const day = token.fold.endsWith("'s") ? token.fold.slice(0, -2) : '';
    return weekdayNamed(day) !== undefined || ['today', 'tomorrow', 'yesterday', 'tonight'].includes(day)
      ? { ...token, fold: day }
      : token;
  };
  return { source, tokens: tokens.map(plain) };
}

function firstStep(given: { phrase: Phrase; at: number }): QueryStep | undefined {
  for (const step of querySteps) {
    const found = step(given);
    if (found) return found;
  }
  return undefined;
}

/** "High and medium priority", "high tasks": a level that its noun follows later, or at once. */
function pairedPriority({
  tokens,
  at,
}: {
  tokens: readonly Token[];
  at: number;
}): { priority: TaskPriority; end: number } | undefined {
  const word = wordAt(tokens, at);
  const priority =
    word === 'high' || word === 'highest'
      ? 'high'
      : word === 'low'
        ? 'low'
        : word === 'medium' || word === 'normal'
          ? 'medium'
          : undefined;
  if (priority === undefined) return undefined;
  const next = wordAt(tokens, at + 1);
  const paired = (next === 'and' || next === 'or' || next === ',') && readPriority({ tokens, at: at + 2 }) !== undefined;
  return paired || (lexicon.tasks as readonly string[]).includes(next) || next === 'ones' ? { priority, end: at + 1 } : undefined;
}
