import { isStopWord, stemWord } from '@adiuva/reading/words';

/** A word of a question, as full-text search is asked for it. */
export interface QuestionWord {
  /** The word itself, or the parts of an identifier as they stand together: a full-text query. */
  exact: string;
  /** Its other forms; undefined for identifiers and short words, which have none. */
  forms: string | undefined;
  /** What its forms begin with, folded. */
  stem: string;
}

/** More words than these add little to what a question is about. */
const MOST_WORDS = 10;
const SHORTEST_STEM = 3;

const separators = /[^\p{L}\p{N}\p{M}\p{Co}]+/u;
const wordLike = /[\p{L}\p{N}\p{Co}]/u;
const withDigit = /\p{N}/u;

/** Lower case, without accents: as full-text search compares. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F\u00AD]/g, '');
}

function wordsOf(chunk: string): QuestionWord[] {
  const parts = chunk.split(separators).filter((part) => wordLike.test(part));
  // "2026-014" is one thing; "and/or" is two.
  if (parts.length > 1 && withDigit.test(chunk)) {
    const [first = ''] = parts;
    return [{ exact: `"${parts.join(' ')}"`, forms: undefined, stem: foldText(first) }];
  }
  return parts.map((part) => {
    const folded = foldText(part);
    const stem = stemWord(folded);
    const hasForms = stem.length >= SHORTEST_STEM && !withDigit.test(part);
    return { exact: `"${part}"`, forms: hasForms ? `"${stem}"*` : undefined, stem: hasForms ? stem : folded };
  });
}

/** The words of a question that say what it is about, each once; all words when none does. Quoted: no syntax is left. */
export function questionWords(text: string): QuestionWord[] {
  const all = new Map<string, QuestionWord>();
  for (const chunk of text.slice(0, 2_000).split(/\s+/u)) for (const word of wordsOf(chunk)) all.set(word.exact, word);
  const words = [...all.values()];
  const telling = words.filter(({ exact }) => !isStopWord(foldText(exact.slice(1, -1))));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}
