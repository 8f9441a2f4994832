import type { Phrase } from '../tokens.ts';
import { lookUp } from './phrases.ts';

const words = [
  'create',
  'complete',
  'rename',
  'project',
  'projects',
  'client',
  'clients',
  'task',
  'tasks',
  'list',
  'show',
  'mark',
  'move',
  'remind',
  'count',
  'find',
  'checkpoint',
  'checkpoints',
  'milestone',
  'milestones',
  'note',
  'notes',
  'comment',
  'comments',
  'archive',
];
const plain: Record<string, string> = {
  lst: 'list',
  tsk: 'task',
  tsks: 'tasks',
  ad: 'add',
  crate: 'create',
  shw: 'show',
  mrk: 'mark',
  compleet: 'complete',
};

/** Two neighbours that changed places ("craete"), or one letter of a long word that is missing ("creat"). */
function isSlip({ typed, word }: { typed: string; word: string }): boolean {
  const swapped = typed.length === word.length;
  if (!swapped && (word.length < 6 || typed.length !== word.length - 1)) return false;
  for (let at = 0; at < word.length; at++) {
    const rest = swapped ? word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) : word.slice(at + 1);
    if (word.slice(0, at) + rest === typed) return true;
  }
  return false;
}

/** How far into a message slips are mended: where its verb and its noun stand. Titles keep the user's own words anyway. */
const reach = 5;

/** The phrase with slips in its first words mended, for the rules; its source stays as it was typed. */
export function mended({ source, tokens }: Phrase): Phrase {
  return {
    source,
    tokens: tokens.map((token, at) => {
      if (at >= reach || token.kind !== 'word' || words.includes(token.fold)) return token;
      const word =
        (at === 0 ? lookUp({ table: plain, word: token.fold }) : undefined) ??
        words.find((one) => isSlip({ typed: token.fold, word: one }));
      return word === undefined ? token : { ...token, fold: word };
    }),
  };
}
