export * from './accounts.ts';
export * from './attachments.ts';
export * from './conversations.ts';
export * from './models.ts';
export * from './runs.ts';
