import { isSlip, mendedWords } from '../slips.ts';
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

/** The phrase with slips in its first words mended, for the rules; its source stays as it was typed. */
export function mended({ source, tokens }: Phrase): Phrase {
  return {
    source,
    tokens: tokens.map((token, at) => {
      if (at >= mendedWords || token.kind !== 'word' || words.includes(token.fold)) return token;
      const word =
        (at === 0 ? lookUp({ table: plain, word: token.fold }) : undefined) ??
        words.find((one) => isSlip({ typed: token.fold, word: one }));
      return word === undefined ? token : { ...token, fold: word };
    }),
  };
}
