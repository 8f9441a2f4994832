import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import type { Meaning } from '#core/meaning/index.ts';
import { answersOf, fuseScores, type Fused } from './fuse-scores.ts';
import { questionWords, type QuestionWord } from './question-words.ts';
import { createWordSearch, type LookedWord } from './word-search.ts';

/** A note among the best, not yet read. */
export interface RankedNote extends Fused {
  noteId: string;
}

export interface Question {
  /** What is looked for, in words; undefined: nearness alone counts. */
  text: string | undefined;
  /** Undefined: words alone count. */
  vector: Float32Array | undefined;
  neighbours: readonly Neighbour[];
  /** What `lookUp` told of the text; absent: it is looked up now. */
  looked?: readonly LookedWord[];
}

/** Ranks notes by what they mean and by their words, of which the caller leaves out what may not be seen. */
export interface NoteRanking {
  /** Looks up the words of a question, as can be done while its neighbours are being found. */
  lookUp(text: string): LookedWord[];
  /** Best first. */
  rank(question: Question): { notes: RankedNote[]; words: QuestionWord[] };
}

export function createNoteRanking({
  database,
  meaning,
}: {
  database: DeviceDatabase;
  meaning: Pick<Meaning, 'model' | 'cosines'>;
}): NoteRanking {
  const wordSearch = createWordSearch(database);

  function byWordsToo({
    looked,
    vector,
    neighbours,
  }: { looked: readonly LookedWord[] } & Omit<Question, 'text' | 'looked'>): RankedNote[] {
    const cosines = new Map(neighbours.map(({ noteId, cosine }) => [noteId, cosine]));
    const keys = wordSearch.rowKeys([...cosines.keys()]);
    const shares = wordSearch.find({ looked, others: [...keys.values()] });
    const ids = wordSearch.noteIds([...shares.keys()]);
    const unknown = vector ? [...ids.values()].filter((id) => !cosines.has(id)) : [];
    if (vector) for (const [id, cosine] of meaning.cosines({ noteIds: unknown, vector })) cosines.set(id, cosine);
    const model = meaning.model();
    return [...shares].flatMap(([key, share]) => {
      const noteId = ids.get(key);
      if (noteId === undefined) return [];
      return { noteId, ...fuseScores({ cosine: cosines.get(noteId), words: share, model }) };
    });
  }

  const lookUp = (text: string): LookedWord[] => wordSearch.lookUp(questionWords(text));

  return {
    lookUp,
    rank({ text, vector, neighbours, looked = text === undefined ? [] : lookUp(text) }) {
      const words = looked.map(({ word }) => word);
      if (words.length === 0) {
        const notes = neighbours.map(({ noteId, cosine }) => ({
          noteId,
          score: Math.min(1, Math.max(0, cosine)),
          why: 'meaning' as const,
          byWords: 0,
        }));
        // A question without a word may have no answer; a vector alone asks for what is nearest, however far.
        return { notes: text === undefined ? notes : answersOf(notes), words };
      }
      return { notes: answersOf(byWordsToo({ looked, vector, neighbours })), words };
    },
  };
}
