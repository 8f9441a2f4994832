import { wordsAt } from '../pattern.ts';
import type { Phrase } from '../tokens.ts';
import { phrases, wordAt, wordsOf } from '../words.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';

export type NounKind = 'task' | 'project' | 'client' | 'checkpoint' | 'note' | 'comment' | 'followup';

/** `plural`: several; undefined: the word has one form for both, and nothing before it tells. */
export interface Noun {
  kind: NounKind;
  plural: boolean | undefined;
  end: number;
}

const table: readonly [NounKind, boolean | undefined, readonly string[]][] = [
  ['task', undefined, phrases('task | attivita | todo | to_do | promemoria | reminder')],
  ['task', false, phrases('compito | cosa_da_fare | incombenza | faccenda')],
  ['task', true, phrases('tasks | todos | compiti | cose_da_fare | incombenze | faccende | impegni')],
  ['project', false, phrases('progetto')],
  ['project', true, phrases('progetti')],
  ['client', false, phrases('cliente')],
  ['client', true, phrases('clienti')],
  ['checkpoint', undefined, phrases('checkpoint | milestone')],
  ['checkpoint', false, phrases('traguardo | tappa | pietra_miliare')],
  ['checkpoint', true, phrases('traguardi | tappe | checkpoints | milestones | pietre_miliari')],
  ['note', false, phrases('nota | appunto')],
  ['note', true, phrases('note | appunti')],
  ['comment', false, phrases('commento')],
  ['comment', true, phrases('commenti')],
  ['followup', undefined, phrases('follow_up | followup')],
  ['followup', false, phrases('sollecito')],
];

const several = new Set(
  phrases(
    'i | gli | le | dei | degli | delle | quali | quanti | quante | tutti | tutte | miei | mie | tuoi | nostri | nostre | quei | quegli | quelle | questi | queste | alcuni | alcune | altri | altre | troppi | prossimi | prossime | ultimi | ultime | primi | prime | nei | negli | nelle | ai | agli | alle | sui | sugli | sulle | dai | dagli | dalle',
  ),
);
const singles = new Set(
  phrases(
    "il | lo | la | l' | un | una | un' | uno | del | dello | della | dell' | al | allo | alla | all' | quel | quello | quella | quell' | questo | questa | quest' | nuovo | nuova | mio | mia | nel | nella | nell' | sul | sulla | sull' | altro | altra | prossimo | prossima | ultimo | ultima | stesso | stessa | singolo | singola",
  ),
);

/** What an undecided noun is, by the words before it: "le attività", "un task", "3 task". */
function numberBefore({ phrase: { tokens }, at }: { phrase: Phrase; at: number }): boolean | undefined {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const word = wordAt(tokens, before);
    if (several.has(word)) return true;
    if (singles.has(word)) return false;
    const count = numberOf(word);
    if (count !== undefined) return count !== 1;
  }
  return undefined;
}

/** The noun at a token, the longest first, and the token after it. */
export function nounAt({ phrase, at }: { phrase: Phrase; at: number }): Noun | undefined {
  let best: Noun | undefined;
  for (const [kind, plural, words] of table) {
    for (const word of words) {
      const length = wordsAt({ tokens: phrase.tokens, at, words: wordsOf(word) });
      if (length > 0 && at + length > (best?.end ?? 0)) best = { kind, plural, end: at + length };
    }
  }
  return best && { ...best, plural: best.plural ?? numberBefore({ phrase, at }) };
}

/** "Il task", "un nuovo progetto": the noun after articles and the like. */
export function nounAfterArticles({ phrase, at }: { phrase: Phrase; at: number }): Noun | undefined {
  let start = at;
  while (
    start - at < 4 &&
    (several.has(wordAt(phrase.tokens, start)) ||
      singles.has(wordAt(phrase.tokens, start)) ||
      isOf(lexicon.mio, wordAt(phrase.tokens, start)))
  )
    start += 1;
  return nounAt({ phrase, at: start });
}
