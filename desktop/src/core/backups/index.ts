export { createBackups, type Backups } from './backups.ts';
export { openStore, type DeviceStore } from './open-store.ts';
