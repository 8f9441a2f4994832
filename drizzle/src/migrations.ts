import { fileURLToPath } from 'node:url';

/** Folders of SQL migrations, as drizzle's migrators read them. */
export const localMigrations = fileURLToPath(new URL('../migrations/local', import.meta.url));
export const cloudMigrations = fileURLToPath(new URL('../migrations/cloud', import.meta.url));
