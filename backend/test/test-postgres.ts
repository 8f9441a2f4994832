import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#backend/log.ts';
import type { DatabaseAddress } from '#backend/storage/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';

/** A real PostgreSQL for a test file; each test may have a database of its own in it. */
export interface TestPostgres {
  server: EmbeddedPostgres;
  folder: string;
  /** A new, empty database. */
  create(): Promise<Extract<DatabaseAddress, { socketFolder: string }>>;
  /** Every byte of a database's rows, as text: for tests that look for what must not be there. */
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

  return {
    server,
    folder,
    query,
    async create() {
      made += 1;
      const name = `test_${made}`;
      await query({ address: server.address, text: `create database ${name}` });
      return { ...server.address, name };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
