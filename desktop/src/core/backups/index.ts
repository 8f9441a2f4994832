export { createBackups, type Backups } from './backups.ts';
export { bringToDisk, renameDurably } from './durable-files.ts';
export { openStore, type DeviceStore } from './open-store.ts';
