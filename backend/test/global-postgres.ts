import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog } from '#backend/log.ts';
import { openDatabase, type DatabaseAddress } from '#backend/storage/database.ts';
import { openRunJobs } from '#backend/storage/run-jobs.ts';
import { startEmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of all tests; its database `migrated` is a template with the schema and no rows. */
    postgres: Extract<DatabaseAddress, { socketFolder: string }>;
  }
}

/** One PostgreSQL for all test files: it is started once, and each test copies a database. */
// oxlint-disable-next-line import/no-default-export -- Vitest asks for one
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'adiuva-tests-'));
  const log = createLog({ level: 'silent' });
  const server = await startEmbeddedPostgres({ folder, log });
  const { socketFolder: host, user, password, name: database } = server.address;
  const client = new pg.Client({ host, port: 5432, user, password, database, ssl: false });
  await client.connect();
  await client.query('create database migrated');
  await client.end();
  const migrated = await openDatabase({ address: { ...server.address, name: 'migrated' }, log });
  const jobs = await openRunJobs({ client: migrated.client, log });
  await jobs.close();
  await migrated.close();
  project.provide('postgres', server.address);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
