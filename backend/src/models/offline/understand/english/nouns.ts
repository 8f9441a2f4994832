import { wordsAt } from '../pattern.ts';
import type { Phrase } from '../tokens.ts';
import { wordsOf } from './date-reader.ts';
import { lexicon } from './lexicon.ts';

export type Noun = 'task' | 'tasks' | 'project' | 'projects' | 'client' | 'clients';
const nouns: readonly [Noun, readonly string[]][] = [
  ['tasks', lexicon.tasks],
  ['task', lexicon.task],
  ['projects', lexicon.projects],
  ['project', lexicon.project],
  ['clients', lexicon.clients],
  ['client', lexicon.client],
];

/** The noun at a token, the longest first ("to do item" before "to do"), and the token after it. */
export function nounAt({ phrase, at }: { phrase: Phrase; at: number }): { noun: Noun; end: number } | undefined {
  let best: { noun: Noun; end: number } | undefined;
  for (const [noun, words] of nouns) {
    for (const word of words) {
      const length = wordsAt({ tokens: phrase.tokens, at, words: wordsOf(word) });
      if (length > 0 && at + length > (best?.end ?? 0)) best = { noun, end: at + length };
    }
  }
  return best;
}
