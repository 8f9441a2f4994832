export * from './work.ts';
export * from './journal.ts';
export * from './grants.ts';
export * from './transcripts.ts';
export * from './settings.ts';
export * from './trust.ts';
export * from './command-lines.ts';
export * from './notices.ts';
