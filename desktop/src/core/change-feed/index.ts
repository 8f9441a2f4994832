export { createChangeFeed, type ChangeFeed } from './change-feed.ts';
export { subscribeToChanges } from './subscription.ts';
