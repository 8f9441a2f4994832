import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createAccessTokens, createAccounts, type Accounts } from './accounts/index.ts';
import { createAttachments } from './attachments/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Tier } from './config.ts';
import { createApp } from './create-app.ts';
import { createDevices } from './devices/index.ts';
import { newId as makeId, type NewId } from './ids.ts';
import type { Log } from './log.ts';
import { keepTidy } from './maintenance/index.ts';
import {
  createModelChoices,
  createModelEmbedder,
  createModelMeter,
  createOfflineEmbedder,
  type Embedder,
  type Models,
} from './models/index.ts';
import { createMetrics } from './metrics/index.ts';
import { createConnections } from './realtime/index.ts';
import { createRuns, toolNames, type RunLimits, type Runs } from './runs/index.ts';
import { createRunReader, createSessions } from './sessions/index.ts';
import { createAudit } from './storage/audit-repository.ts';
import { createContentKeys } from './storage/content-keys.ts';
import { openDatabase, type DatabaseAddress } from './storage/database.ts';
import type { Secrets } from './storage/derived-keys.ts';
import { showPresence } from './storage/node-presence.ts';
import { openRunJobs } from './storage/run-jobs.ts';
import { createWebhookSender, type WebhookSender } from './webhooks/index.ts';

/** How long steps may take to end when nobody says otherwise, in milliseconds. */
const DRAIN_MS = 2_000;

export interface BackendOptions {
  database: DatabaseAddress;
  secrets: Secrets;
  models: Models;
  tier: Tier;
  /** How long content is kept after a session's last activity, in days: 30 when absent. 0: until its device has it. */
  retentionDays?: number;
  registration: 'open' | 'closed';
  /** Lets whoever shows it read the metrics from elsewhere; absent: from this machine alone. */
  metricsToken?: string | undefined;
  /** 0: any free port. */
  port: number;
  version: string;
  log: Log;
  clock?: Clock;
  newId?: NewId;
  /** Makes the vectors of notes and of what they are searched by; absent: with the models that each workspace has. */
  embedder?: Embedder;
  /** Posts to services on the Internet; absent: by https, to public addresses alone. */
  webhooks?: WebhookSender;
  /** How long a device may take to answer a call, in milliseconds; for tests. */
  toolTimeoutMs?: number;
  /** What one run may use up; for tests. */
  limits?: RunLimits;
  /** How long a user may take to answer an approval, in milliseconds: a day when absent, 30 days at most. */
  approvalMs?: number;
  /** A model that says nothing for so long, in milliseconds, is given up. */
  modelIdleMs?: number;
  /** How long steps that are being done may take to end at `close`, in milliseconds. */
  drainMs?: number;
}

/** A backend that listens on 127.0.0.1. */
export interface Backend {
  url: string;
  accounts: Accounts;
  runs: Runs;
  /** Lets steps come to their end or hands them over, closes sockets (4013), and lets the database go. */
  close(): Promise<void>;
}

/** Puts the backend together and starts it: database, queue, accounts, runs, sockets, HTTP. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  /** What is open, in the order in which it was opened. */
  const open: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of open.splice(0).toReversed()) await closeOne();
  };
  try {
    return { ...(await start({ options, open })), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start({
  options,
  open,
}: {
  options: BackendOptions;
  open: (() => Promise<void> | void)[];
}): Promise<Omit<Backend, 'close'>> {
  const { secrets, models, log, version, clock = systemClock, newId = makeId } = options;
  const { toolTimeoutMs, limits, approvalMs, modelIdleMs, drainMs } = options;
  const { retentionDays = 30 } = options;
  const webhooks = options.webhooks ?? createWebhookSender({ clock });
  const node = newId();
  const database = await openDatabase({ address: options.database, log });
  open.push(() => database.close());
  const contentKeys = createContentKeys({ database, secrets, clock, newId, log });
  await contentKeys.check();
  const [jobs, presence] = await Promise.all([
    openRunJobs({ client: database.client, log }),
    showPresence({ client: database.client, node, clock, log }),
  ]);
  open.push(
    () => presence.close(),
    () => jobs.close(),
  );
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
  const choices = createModelChoices({ models, database, contentKeys, clock });
  const metrics = createMetrics({ database, sockets: () => connections.count(), tools: toolNames, version });
  open.push(() => metrics.close());
  const meter = createModelMeter({ database, clock, newId, log, onCall: metrics.onModelCall });
  const embedder =
    options.embedder ?? createModelEmbedder({ modelsOf: (id) => choices.of(id), offline: createOfflineEmbedder(), meter, clock });
  const runs = createRuns({
    database,
    jobs,
    node,
    contentKeys,
    models: choices,
    embedder,
    meter,
    observer: metrics.runs,
    webhooks,
    audit,
    link: connections,
    clock,
    newId,
    log,
    ...(toolTimeoutMs === undefined ? {} : { toolTimeoutMs }),
    ...(limits === undefined ? {} : { limits }),
    ...(approvalMs === undefined ? {} : { approvalMs }),
    ...(modelIdleMs === undefined ? {} : { modelIdleMs }),
  });
  const devices = createDevices({
    database,
    audit,
    clock,
    log,
    node,
    presence: connections,
    endRunsOfDevice: (device) => runs.endRunsOfDevice(device),
  });
  const reader = createRunReader({ database, contentKeys });
  const sessions = createSessions({ database, contentKeys, endRuns: (session) => runs.endRunsOfSession(session) });
  const socket = { runs, devices, connections, clock, log, serverVersion: version, keepsContent: retentionDays > 0 };
  const isOwnMachine = options.registration === 'closed';
  const modelPowers = { choices, embedder, meter, audit, clock, isOwnMachine };
  const { metricsToken } = options;
  const attachments = createAttachments({ database, contentKeys, clock, newId });
  const app = await createApp({
    accounts,
    attachments,
    devices,
    database,
    jobs,
    sessions,
    reader,
    socket,
    models: modelPowers,
    metrics: { metrics, token: metricsToken },
    log,
    newId,
    version,
  });
  open.push(() => app.close());
  await listen({ app, port: options.port });
  // First of all: steps that are being done may still need their devices.
  open.push(() => connections.closeAll('draining'));
  open.push(() => runs.drain({ patienceMs: drainMs ?? DRAIN_MS }));
  await runs.start();
  open.push(keepTidy({ database, clock, log, retentionDays }));
  return { url: `http://127.0.0.1:${portOf(app.server.address())}`, accounts, runs };
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
