export { createJournal, type Journal } from './journal.ts';
export type { Actor, JournalChange } from './change.ts';
export type { FieldConflict } from './conflicts.ts';
export { createOwnChanges, type OwnChanges } from './own-changes.ts';
export { createIntegrity, type Integrity } from './integrity.ts';
export type { KeptRow } from './kept-rows.ts';
export type { Scope } from './scope.ts';
export type { JournalSwitch } from './switch-repository.ts';
export type { SwitchOutcome } from './switcher.ts';
