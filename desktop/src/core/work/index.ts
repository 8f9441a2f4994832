export { createWorkWriter, type WorkWriter } from './work-writer.ts';
export { rowNouns } from './references.ts';
