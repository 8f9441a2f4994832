import type { Intent } from '../intent.ts';
import { matchPattern } from '../pattern.ts';
import { type Phrase, trimMarks } from '../tokens.ts';
import { nounAt } from './nouns.ts';
import { wordAt } from './date-reader.ts';
import { readTarget } from './target.ts';
import { implied, updateRules, updateTypes } from './update-rules.ts';

function withoutPossessive(phrase: Phrase): Phrase {
  const last = phrase.tokens.at(-1);
  if (!last || !/('s|s')$/.test(last.fold)) return phrase;
  const end = last.end - (last.fold.endsWith("'s") ? 2 : 1);
  const tokens = phrase.tokens.slice(0, -1);
  return {
    source: phrase.source,
    tokens: end > last.start ? [...tokens, { ...last, end, fold: last.fold.replace(/'s?$/, '') }] : tokens,
  };
}

/** A command, or a statement of fact, that changes tasks; a question never does. */
export function readUpdate({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  // "Complete tasks" and "finished tasks in project X" ask for them.
  if (
    nounAt({ phrase: trimmed, at: 1 })?.noun === 'tasks' &&
    /^(complete|completed|finished|started|done|open|closed)$/.test(wordAt(trimmed.tokens, 0))
  )
    return undefined;
  for (const rule of updateRules) {
    if (rule.statement && question) continue;
    const slots = matchPattern({ pattern: rule.pattern, phrase: trimmed, types: updateTypes });
    if (!slots) continue;
    const change = rule.change(slots);
    if (!change || change.title === '') continue;
    const named = slots['t'];
    const possessive = named && updateTypes['possessive']?.fits(named) === true && rule.pattern.source.includes('{t:possessive}');
    const words = possessive ? withoutPossessive(named) : named;
    const pronoun = words === undefined || (words.tokens.length === 1 && /^(its|their)$/.test(wordAt(words.tokens, 0)));
    const target = pronoun ? (words && wordAt(words.tokens, 0) === 'their' ? them : implied) : readTarget(words);
    const sweeping = rule.statement && /^(everything|all)$/.test(words?.tokens.map((token) => token.fold).join(' ') ?? '');
    if (target && !sweeping && !(rule.heading && target.kind === 'filter')) return { kind: 'update-tasks', target, change };
  }
  return undefined;
}

const them = { kind: 'reference', reference: { which: 'them' } } as const;
