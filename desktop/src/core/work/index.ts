export { createWorkWriter, type WorkWriter } from './work-writer.ts';
