import type { DeviceDatabase } from '#core/storage/index.ts';
import type { QuestionWord } from './question-words.ts';

/** Notes in which a word is looked up; a word that more have says little. */
const MOST_NOTES = 2_000;

/** What another form of a word counts, against the word itself. */
const FORM = 0.75;

/** How many of the best are looked at closer. */
const BEST = 100;

/** Which notes hold which words of a question. */
export interface WordSearch {
  /**
   * The best by their words, and what share of the question's words each has: 0 to 1, rare words weighing more.
   * `others`: notes to say it of as well, by their row keys.
   */
  find(asked: { words: readonly QuestionWord[]; others: readonly number[] }): Map<number, number>;
  rowKeys(noteIds: readonly string[]): Map<string, number>;
  noteIds(rowKeys: readonly number[]): Map<number, string>;
}

interface Looked {
  /** What the word weighs: a rare one more. */
  weight: number;
  /** How well each note has it. */
  notes: Map<number, number>;
  /** Too many have it: whether a note does is asked of that note. */
  isCommon: boolean;
}

export function createWordSearch({ db }: DeviceDatabase): WordSearch {
  const sqlite = db.$client;
  const match = sqlite
    .prepare<[string, number], number>('select rowid from notes_fts where notes_fts match ? order by rowid desc limit ?')
    .pluck();
  const matchAmong = sqlite
    .prepare<[string, string], number>(
      'select rowid from notes_fts where notes_fts match ? and rowid in (select value from json_each(?))',
    )
    .pluck();
  // Rows that are gone are counted too: it only weighs.
  const size = sqlite.prepare<[], number>('select coalesce(max(row_key), 0) from notes').pluck();
  const keys = sqlite.prepare<[string], { id: string; row_key: number }>(
    'select id, row_key from notes where id in (select value from json_each(?))',
  );
  const ids = sqlite.prepare<[string], { id: string; row_key: number }>(
    'select id, row_key from notes where row_key in (select value from json_each(?))',
  );

  function lookUp(word: QuestionWord, total: number): Looked {
    const notes = new Map<number, number>();
    if (word.forms !== undefined) for (const key of match.all(word.forms, MOST_NOTES + 1)) notes.set(key, FORM);
    for (const key of match.all(word.exact, MOST_NOTES + 1)) notes.set(key, 1);
    return { weight: Math.log(1 + total / (notes.size + 0.5)), notes, isCommon: notes.size > MOST_NOTES };
  }

  /** Which of these notes have a common word. */
  function ask({ word, among }: { word: QuestionWord; among: string }): Map<number, number> {
    const notes = new Map<number, number>();
    if (word.forms !== undefined) for (const key of matchAmong.all(word.forms, among)) notes.set(key, FORM);
    for (const key of matchAmong.all(word.exact, among)) notes.set(key, 1);
    return notes;
  }

  return {
    find({ words, others }) {
      const total = Math.max(1, size.get() ?? 1);
      const looked = words.map((word) => ({ word, ...lookUp(word, total) }));
      const whole = looked.reduce((sum, { weight }) => sum + weight, 0);
      if (whole === 0) return new Map();
      const sums = new Map<number, number>();
      for (const { weight, notes } of looked)
        for (const [key, share] of notes) sums.set(key, (sums.get(key) ?? 0) + weight * share);
      const best = [...sums].toSorted(([keyA, a], [keyB, b]) => b - a || keyB - keyA).slice(0, BEST);
      const wanted = new Set([...best.map(([key]) => key), ...others]);
      const among = JSON.stringify([...wanted]);
      const asked = looked.map((one) => ({ ...one, notes: one.isCommon ? ask({ word: one.word, among }) : one.notes }));
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
