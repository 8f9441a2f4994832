export { createWorkWriter, type WorkWriter } from './work-writer.ts';
export { checkReferences, missingReference, missingRow, rowNouns } from './references.ts';
export { fieldChanges, fieldWords } from './field-words.ts';
export { createOwnWrites, type OwnWrites, type Written } from './own-writes.ts';
