/** Below this cosine two texts have nothing to do with each other, and above the other they are about the same. */
interface Scale {
  nothing: number;
  same: number;
}

/** Of rules: texts without a common word come near zero. Of models: any two texts of one language are somewhat near. */
const scales: Record<'rules' | 'model', Scale> = {
  rules: { nothing: 0.03, same: 0.45 },
  model: { nothing: 0.2, same: 0.65 },
};

/** How sure nearness alone, and words alone, can make: all words of a question say more than any nearness. */
const MEANING = 0.85;
const WORDS = 0.95;

/** What scores less than this is told only as one of the few best, when nothing fits better. */
export const LEAST_SCORE = 0.09;
const FAINT_SCORE = 0.03;
const FAINT_NOTES = 3;

/** Best first, without what is no answer to the question: few are left where nothing fits. */
export function answersOf<Scored extends { score: number }>(scored: readonly Scored[]): Scored[] {
  return scored
    .toSorted((a, b) => b.score - a.score)
    .filter(({ score }, place) => score >= LEAST_SCORE || (place < FAINT_NOTES && score >= FAINT_SCORE));
}

export interface Fused {
  /** 0 to 1. */
  score: number;
  why: 'words' | 'meaning';
  /** What its words alone make of it. */
  byWords: number;
}

/**
 * One score of nearness and words. Either alone can make a note sure, and both together surer, as two witnesses do.
 * @param cosine undefined where the note has no vector yet
 * @param words the share of the question's words that the note has, by weight
 */
export function fuseScores({ cosine, words, model }: { cosine: number | undefined; words: number; model: string }): Fused {
  const { nothing, same } = scales[model === 'offline:rules' ? 'rules' : 'model'];
  const nearness = cosine === undefined ? 0 : Math.min(1, Math.max(0, (cosine - nothing) / (same - nothing)));
  const byMeaning = MEANING * nearness;
  // Half of the words is less than half of an answer.
  const byWords = WORDS * words ** 1.5;
  return { score: 1 - (1 - byMeaning) * (1 - byWords), why: byWords >= byMeaning ? 'words' : 'meaning', byWords };
}
