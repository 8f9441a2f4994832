import pg from 'pg';
import type { Log } from '#backend/log.ts';
import type { DatabaseAddress } from '../database.ts';
import { findPostgresBinaries } from './binaries.ts';
import { CLUSTER_USER, openCluster } from './cluster.ts';
import { startPostgresServer } from './server.ts';
import { openSocketFolder } from './socket-folder.ts';

export { EmbeddedPostgresError } from './binaries.ts';

const DATABASE = 'adiuva';

/** A PostgreSQL of this home's own. */
export interface EmbeddedPostgres {
  address: Extract<DatabaseAddress, { socketFolder: string }>;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that lives in `folder` (0700), made at the first start. The caller holds the home's lock.
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres({
  folder,
  log,
  signal = new AbortController().signal,
}: {
  folder: string;
  log: Log;
  /** Gives the start up. */
  signal?: AbortSignal;
}): Promise<EmbeddedPostgres> {
  const binaries = await findPostgresBinaries({ platform: process.platform, arch: process.arch });
  const cluster = await openCluster({ folder, binaries, signal });
  const socketFolder = openSocketFolder({ folder });
  const server = await startPostgresServer({ binaries, cluster, folder, socketFolder, log, signal });
  const address = { socketFolder, user: CLUSTER_USER, password: cluster.password, name: DATABASE };
  try {
    await ensureDatabase(address);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { address, stop: () => server.stop() };
}

async function ensureDatabase(address: EmbeddedPostgres['address']): Promise<void> {
  const client = new pg.Client({
    host: address.socketFolder,
    port: 5432,
    user: address.user,
    password: address.password,
    database: 'postgres',
    ssl: false,
  });
  // What happens to the connection is told by the query that it happens to.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [address.name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(address.name)}`);
  } finally {
    await client.end();
  }
}
