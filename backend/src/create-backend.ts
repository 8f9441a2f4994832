import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createAccessTokens, createAccounts, type Accounts } from './accounts/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Tier } from './config.ts';
import { createApp } from './create-app.ts';
import { createDevices } from './devices/index.ts';
import { newId as makeId, type NewId } from './ids.ts';
import type { Log } from './log.ts';
import type { Models } from './models/index.ts';
import { createConnections } from './realtime/index.ts';
import { createRuns } from './runs/index.ts';
import { createAudit } from './storage/audit-repository.ts';
import { createContentKeys } from './storage/content-keys.ts';
import { openDatabase, type DatabaseAddress } from './storage/database.ts';
import type { Secrets } from './storage/derived-keys.ts';
import { keepTidy } from './storage/retention.ts';
import { createWebhookSender, type WebhookSender } from './webhooks/index.ts';

export interface BackendOptions {
  database: DatabaseAddress;
  secrets: Secrets;
  models: Models;
  tier: Tier;
  registration: 'open' | 'closed';
  /** 0: any free port. */
  port: number;
  version: string;
  log: Log;
  clock?: Clock;
  newId?: NewId;
  /** Posts to services on the Internet; absent: by https, to public addresses alone. */
  webhooks?: WebhookSender;
  /** How long a device may take to answer a call, in milliseconds; for tests. */
  toolTimeoutMs?: number;
}

/** A backend that listens on 127.0.0.1. */
export interface Backend {
  url: string;
  accounts: Accounts;
  /** Closes sockets (4013), stops work at its last commit, and lets the database go. */
  close(): Promise<void>;
}

/** Puts the backend together and starts it: database, accounts, runs, sockets, HTTP. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { secrets, models, log, version, clock = systemClock, newId = makeId } = options;
  const webhooks = options.webhooks ?? createWebhookSender({ clock });
  const database = await openDatabase({ address: options.database, log });
  try {
    const contentKeys = createContentKeys({ database, secrets, clock, newId });
    await contentKeys.check();
    const audit = createAudit({ sql: database.sql, clock, newId });
    const connections = createConnections();
    const accounts = createAccounts({
      database,
      accessTokens: createAccessTokens({ secrets, clock, newId }),
      contentKeys,
      audit,
      clock,
      newId,
      registration: options.registration,
      tier: options.tier,
      onRevoked: (familyId) => connections.closeFamily(familyId),
    });
    const runs = createRuns({
      database,
      contentKeys,
      models,
      webhooks,
      audit,
      link: connections,
      clock,
      newId,
      log,
      ...(options.toolTimeoutMs === undefined ? {} : { toolTimeoutMs: options.toolTimeoutMs }),
    });
    const devices = createDevices({
      database,
      audit,
      clock,
      log,
      presence: connections,
      endRunsOfDevice: (device) => runs.endRunsOfDevice(device),
    });
    const socket = { runs, devices, connections, clock, log, serverVersion: version };
    const app = await createApp({ accounts, devices, database, socket, log, newId, version });
    await listen({ app, port: options.port });
    await runs.start();
    const stopTidying = keepTidy({ sql: database.sql, clock, log });
    return {
      url: `http://127.0.0.1:${portOf(app.server.address())}`,
      accounts,
      async close() {
        stopTidying();
        connections.closeAll('draining');
        await runs.close();
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The port is another process's. */
export class PortTakenError extends Error {
  readonly code = 'port_taken';

  constructor({ port, cause }: { port: number; cause: unknown }) {
    super(`Port ${port} is in use by another process. Nothing was started. Choose another with --port, or --port 0 for any.`, {
      cause,
    });
    this.name = 'PortTakenError';
  }
}

async function listen({ app, port }: { app: FastifyInstance; port: number }): Promise<void> {
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw isTaken ? new PortTakenError({ port, cause }) : cause;
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (typeof address === 'object' && address) return address.port;
  throw new Error('the server has no port');
}
