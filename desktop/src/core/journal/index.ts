export { createJournal, type Journal, type SwitchOutcome } from './journal.ts';
export type { Actor, JournalChange } from './change.ts';
export type { KeptRow } from './kept-rows.ts';
