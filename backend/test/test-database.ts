import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseAddress } from '#backend/storage/database.ts';

export type TestDatabase = Extract<DatabaseAddress, { socketFolder: string }>;

let made = 0;

/** A database of the test's own, with the schema and no rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const address = inject('postgres');
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await queryDatabase({ address, text: `create database ${name} template migrated` });
  return { ...address, name };
}

/** The rows that a statement answers. */
export async function queryDatabase({
  address,
  text,
  values = [],
}: {
  address: TestDatabase;
  text: string;
  values?: unknown[];
}): Promise<Record<string, unknown>[]> {
  const { socketFolder: host, user, password, name: database } = address;
  const client = new pg.Client({ host, port: 5432, user, password, database, ssl: false });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
