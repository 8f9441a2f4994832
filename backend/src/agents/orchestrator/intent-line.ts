import { classifyByRules } from './classify-by-rules.ts';
import type { Intent } from './intent.ts';

/** A message as it is stored: the line with its date, and what the user said. */
export function wordsOf(said: string): string {
  return said.slice(said.indexOf('\n') + 1);
}

/**
 * The line that ends a message as a model reads it: what it is about, for the choice of tools. Empty where nothing is told
 * apart. It depends on the message and on what was stored of it, so it is the same in every later turn.
 */
export function intentLine({ said, intent }: { said: string; intent: Intent | undefined }): string {
  const told = intent ?? classifyByRules(wordsOf(said));
  return told === 'several' ? '' : `\n[about: ${told}]`;
}
