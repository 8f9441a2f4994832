import { wordsAt } from '../pattern.ts';
import type { Phrase } from '../tokens.ts';
import { wordsOf } from './date-reader.ts';

/** The kinds of rows beside tasks, projects and clients. */
export type RowKind = 'checkpoint' | 'note' | 'comment';

interface RowNoun {
  end: number;
  plural: boolean;
}

const words: Record<RowKind, { one: readonly string[]; many: readonly string[] }> = {
  checkpoint: { one: ['checkpoint', 'milestone', 'check point'], many: ['checkpoints', 'milestones', 'check points'] },
  note: { one: ['note', 'memo'], many: ['notes', 'memos'] },
  comment: { one: ['comment', 'remark'], many: ['comments', 'remarks'] },
};

/** The noun of that kind at a token, and the token after it. */
export function rowNounAt({ phrase, at, kind }: { phrase: Phrase; at: number; kind: RowKind }): RowNoun | undefined {
  for (const plural of [true, false]) {
    for (const word of plural ? words[kind].many : words[kind].one) {
      const length = wordsAt({ tokens: phrase.tokens, at, words: wordsOf(word) });
      if (length > 0) return { end: at + length, plural };
    }
  }
  return undefined;
}

/** Whether the words name such rows anywhere outside quotation marks. */
export const hasRowNoun = ({ phrase, kind }: { phrase: Phrase; kind: RowKind }): boolean =>
  phrase.tokens.some((_, at) => rowNounAt({ phrase, at, kind }) !== undefined);
