import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#backend/log.ts';
import { openDatabase, type DatabaseAddress } from '#backend/storage/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';

/** A real PostgreSQL for a test file; each test may have a database of its own in it. */
export interface TestPostgres {
  server: EmbeddedPostgres;
  folder: string;
  /** A new database without rows. */
  create(): Promise<Extract<DatabaseAddress, { socketFolder: string }>>;
  query(request: {
    address: Extract<DatabaseAddress, { socketFolder: string }>;
    text: string;
    values?: unknown[];
  }): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'adiuva-pg-'));
  const server = await startEmbeddedPostgres({ folder, log: createLog({ level: 'silent' }) });
  let made = 0;
  /** Migrated once; every test's database is a copy of it. */
  const template = { ...server.address, name: 'migrated' };

  const query: TestPostgres['query'] = async ({ address, text, values = [] }) => {
    const client = new pg.Client({
      host: address.socketFolder,
      port: 5432,
      user: address.user,
      password: address.password,
      database: address.name,
      ssl: false,
    });
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(text, values);
      return rows;
    } finally {
      await client.end();
    }
  };

  async function makeTemplate(): Promise<void> {
    await query({ address: server.address, text: `create database ${template.name}` });
    const database = await openDatabase({ address: template, log: createLog({ level: 'silent' }) });
    await database.close();
  }

  return {
    server,
    folder,
    query,
    async create() {
      made += 1;
      const name = `test_${made}`;
      if (made === 1) await makeTemplate();
      await query({ address: server.address, text: `create database ${name} template ${template.name}` });
      return { ...server.address, name };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
