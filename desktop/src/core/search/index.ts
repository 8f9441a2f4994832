export { createNoteRanking, type NoteRanking, type RankedNote } from './note-ranking.ts';
export { createSearch, type Search } from './search.ts';
export { excerptOf } from './excerpt.ts';
export { questionWords } from './question-words.ts';
export { LEAST_SCORE } from './fuse-scores.ts';
