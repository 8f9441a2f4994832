export { openDatabase, type DeviceDatabase } from './open-database.ts';
export { DatabaseRefusedError } from './database-refused-error.ts';
export { migrateDatabase, schemaAge } from './migrate-database.ts';
export { StorageFaultError, storageFaultOf, type StorageFault } from './storage-fault.ts';
export { createSettingsRepository, type SettingsRepository } from './settings-repository.ts';
export { watchStorage } from './watch-storage.ts';
export { instantsOfDay, toDeviceDay } from './device-day.ts';
export { rawStatement } from './raw-statement.ts';
export { steadyPlaceholder } from './steady-placeholder.ts';
export { readIdentity, type DeviceIdentity } from './device-identity.ts';
export { searchWords } from './search-words.ts';
export { createAllWorkRows, type AllWorkRows, type WorkRows } from './work-rows.ts';
export { createWorkReader, type Order, type WorkReader } from './work-query.ts';
export {
  among,
  equals,
  hasActiveProject,
  isAbsent,
  isOneOf,
  lists,
  mentions,
  ofClient,
  within,
  type Condition,
} from './work-conditions.ts';
export {
  columnOf,
  dependants,
  isTableName,
  tableOfSqlName,
  workTables,
  type Reference,
  type SqlValue,
  type StoredRow,
  type WorkTable,
} from './work-tables.ts';
