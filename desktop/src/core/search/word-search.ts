import type { DeviceDatabase } from '#core/storage/index.ts';
import type { QuestionWord } from './question-words.ts';

/** A word that more notes have says little: it brings none of them among the best by itself. */
const MOST_NOTES = 2_000;

/** So many of the notes with a common word are known, the newest. Asking of single notes would cost more. */
const KNOWN_NOTES = 20_000;

/** What another form of a word counts, against the word itself. */
const FORM = 0.75;

/** How many of the best are looked at closer. */
const BEST = 100;

/** Which notes hold which words of a question. */
export interface WordSearch {
  /** Which notes hold each word. Most of the work, and none of it needs to know the neighbours. */
  lookUp(words: readonly QuestionWord[]): LookedWord[];
  /**
   * The best by their words, and what share of the question's words each has: 0 to 1, rare words weighing more.
   * `others`: notes to say it of as well, by their row keys.
   */
  find(asked: { looked: readonly LookedWord[]; others: readonly number[] }): Map<number, number>;
  rowKeys(noteIds: readonly string[]): Map<string, number>;
  noteIds(rowKeys: readonly number[]): Map<number, string>;
}

/** A word of a question, and what is known of the notes that hold it. */
export interface LookedWord {
  word: QuestionWord;
  /** What the word weighs: a rare one more. */
  weight: number;
  /** How well each note has it. */
  notes: Map<number, number>;
  /** Too many have it: which of the best do is looked up once they are known. */
  isCommon: boolean;
}

/** The keys of the greatest sums, the newest of equal ones, without sorting thousands that are not among them. */
function bestOf(sums: ReadonlyMap<number, number>): number[] {
  let kept: { key: number; sum: number }[] = [];
  let last = { key: -Infinity, sum: -Infinity };
  const cut = (): void => {
    kept = kept.toSorted((a, b) => b.sum - a.sum || b.key - a.key).slice(0, BEST);
    if (kept.length === BEST) last = kept.at(-1) ?? last;
  };
  for (const [key, sum] of sums) {
    if (sum < last.sum || (sum === last.sum && key < last.key)) continue;
    kept.push({ key, sum });
    if (kept.length === BEST * 4) cut();
  }
  cut();
  return kept.map(({ key }) => key);
}

export function createWordSearch({ db }: DeviceDatabase): WordSearch {
  const sqlite = db.$client;
  const match = sqlite
    .prepare<[string, number], number>('select rowid from notes_fts where notes_fts match ? order by rowid desc limit ?')
    .pluck();
  // Rows that are gone are counted too: it only weighs.
  const size = sqlite.prepare<[], number>('select coalesce(max(row_key), 0) from notes').pluck();
  const keys = sqlite.prepare<[string], { id: string; row_key: number }>(
    'select id, row_key from notes where id in (select value from json_each(?))',
  );
  const ids = sqlite.prepare<[string], { id: string; row_key: number }>(
    'select id, row_key from notes where row_key in (select value from json_each(?))',
  );

  function lookUp(word: QuestionWord, total: number): LookedWord {
    const notes = new Map<number, number>();
    const exact = match.all(word.exact, MOST_NOTES + 1);
    // The other forms of a common word say even less.
    if (word.forms !== undefined && exact.length <= MOST_NOTES)
      for (const key of match.all(word.forms, MOST_NOTES + 1)) notes.set(key, FORM);
    for (const key of exact) notes.set(key, 1);
    return { word, weight: Math.log(1 + total / (notes.size + 0.5)), notes, isCommon: notes.size > MOST_NOTES };
  }

  /** Which of these notes have a common word. */
  function ask({ word, wanted }: { word: QuestionWord; wanted: ReadonlySet<number> }): Map<number, number> {
    const notes = new Map<number, number>();
    for (const key of match.all(word.exact, KNOWN_NOTES)) if (wanted.has(key)) notes.set(key, 1);
    return notes;
  }

  return {
    lookUp(words) {
      const total = Math.max(1, size.get() ?? 1);
      return words.map((word) => lookUp(word, total));
    },
    find({ looked, others }) {
      const whole = looked.reduce((sum, { weight }) => sum + weight, 0);
      if (whole === 0) return new Map();
      const sums = new Map<number, number>();
      const rare = looked.filter(({ isCommon }) => !isCommon);
      for (const { weight, notes } of rare.length > 0 ? rare : looked)
        for (const [key, share] of notes) sums.set(key, (sums.get(key) ?? 0) + weight * share);
      const wanted = new Set([...bestOf(sums), ...others]);
      const asked = looked.map((one) => ({ ...one, notes: one.isCommon ? ask({ word: one.word, wanted }) : one.notes }));
      return new Map(
        [...wanted].map((key) => [
          key,
          asked.reduce((sum, { weight, notes }) => sum + weight * (notes.get(key) ?? 0), 0) / whole,
        ]),
      );
    },
    rowKeys: (noteIds) => new Map(keys.all(JSON.stringify(noteIds)).map(({ id, row_key: key }) => [id, key])),
    noteIds: (rowKeys) => new Map(ids.all(JSON.stringify(rowKeys)).map(({ id, row_key: key }) => [key, id])),
  };
}
