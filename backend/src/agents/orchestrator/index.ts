export { askRouter } from './ask-router.ts';
export { intentSchema, type Intent } from './intent.ts';
export { wordsOf } from './intent-line.ts';
