export type { DateReader, PhraseRead } from '../date-reader.ts';
export { isWords, wordAt, wordsOf } from '../words.ts';
