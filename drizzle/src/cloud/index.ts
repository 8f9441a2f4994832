export * from './accounts.ts';
export * from './conversations.ts';
export * from './runs.ts';
