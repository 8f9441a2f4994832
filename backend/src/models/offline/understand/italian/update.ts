import type { Intent } from '../intent.ts';
import { matchPattern } from '../pattern.ts';
import { type Phrase, trimMarks } from '../tokens.ts';
import { wordAt } from '../words.ts';
import { nounAt } from './nouns.ts';
import { readTarget } from './target.ts';
import { implied, updateRules, updateTypes } from './update-rules.ts';

/** A command, or a statement of fact, that changes tasks; a question never does. */
export function readUpdate({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const rule of updateRules) {
    if (rule.statement && question) continue;
    const slots = matchPattern({ pattern: rule.pattern, phrase: trimmed, types: updateTypes });
    if (!slots) continue;
    const change = rule.change(slots);
    if (!change || change.title === '') continue;
    const named = slots['t'];
    const target = named ? readTarget(named) : pronounOf(trimmed);
    const sweeping = rule.statement && /^(tutto|tutti|tutte)$/.test(named?.tokens.map((token) => token.fold).join(' ') ?? '');
    // "Finiti task" and "completate le attività" may ask for them.
    const asks = rule.heading && (target?.kind === 'filter' || nounAt({ phrase: trimmed, at: 1 })?.plural === true);
    if (target && !sweeping && !asks) return { kind: 'update-tasks', target, change };
  }
  return undefined;
}

/** "Li ho fatti": several; else what was named last. */
const pronounOf = (phrase: Phrase) =>
  /^(li|le)$/.test(wordAt(phrase.tokens, 0)) || wordAt(phrase.tokens, 0) === 'sono'
    ? ({ kind: 'reference', reference: { which: 'them' } } as const)
    : implied;
