export { createBackups, type Backups } from './backups.ts';
export { openStore } from './open-store.ts';
