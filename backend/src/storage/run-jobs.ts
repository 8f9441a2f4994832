import { fromDrizzle, PgBoss, type DatabaseOptions } from 'pg-boss';
import { sql as statement } from 'drizzle-orm';
import type pg from 'pg';
import type { Log } from '#backend/log.ts';
import type { Transaction } from './database.ts';

/** A kind of runs; each has a queue of its own, so that many of one never delay another. */
export type RunKind = 'chat' | 'agent' | 'journey';
export const RUN_KINDS: readonly RunKind[] = ['chat', 'agent', 'journey'];

/** Tells that a run waits for a worker. Ids only: content stays in the run's own rows. */
export interface RunJob {
  runId: string;
  workspaceId: string;
}

/** The job queues of all backends on one database (pg-boss). */
export interface RunJobs {
  /** Queues a job with the transaction that made it worth one: both are there, or neither. A run waits in its queue once. */
  send(request: { transaction: Transaction; run: RunJob & { kind: RunKind } }): Promise<void>;
  /**
   * Hands out jobs of a kind, as they come, until `close`. The next ones are fetched when `handle` has resolved. A job
   * only brings a run to a worker: what becomes of it is in the run's row, so a job is done once it is handed out.
   */
  work(request: { kind: RunKind; handle: (jobs: RunJob[]) => Promise<void> }): Promise<void>;
  /** Jobs of a kind are fetched now. */
  wake(kind: RunKind): void;
  /** True while the queue answers. */
  isThere(): Promise<boolean>;
  /** Hands out nothing any more. */
  pause(): Promise<void>;
  close(): Promise<void>;
}

export const QUEUE_SCHEMA = 'pgboss';
const nameOf = (kind: RunKind): string => `run-${kind}`;
/** Jobs fetched at once. */
const BATCH = 8;
/** How often jobs are looked for when nothing tells of them, in seconds. */
const POLL_SECONDS = 1;
/** A job that was fetched and not handed out in that time, in seconds, is handed out again. */
const EXPIRE_SECONDS = 60;

/** Opens the queues, and makes them where they are not there yet. */
export async function openRunJobs({ client, log }: { client: pg.ClientConfig; log: Log }): Promise<RunJobs> {
  const boss = new PgBoss({
    ...toOptions(client),
    schema: QUEUE_SCHEMA,
    application_name: 'adiuva queue',
    // Sent is with our own transactions, and durable with them. That a job was fetched or is done may be lost: a run is
    // taken once however often its job comes.
    options: '-c synchronous_commit=off',
    max: 3,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 60,
    maintenanceIntervalSeconds: 300,
  });
  boss.on('error', (error) => log.debug({ err: error }, 'the queue could not do something; it tries again'));
  boss.on('warning', (warning) => log.debug({ warning: warning.message }, 'the queue warns'));
  await boss.start();
  for (const kind of RUN_KINDS) {
    await boss.createQueue(nameOf(kind), {
      policy: 'short',
      notify: true,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: 10,
      deleteAfterSeconds: 60,
    });
  }
  const workers = new Map<RunKind, string>();
  let isStopped = false;

  const wake = (kind: RunKind): void => {
    const worker = workers.get(kind);
    if (worker !== undefined && !isStopped) boss.notifyWorker(worker);
  };

  async function pause(): Promise<void> {
    const names = [...workers.keys()];
    workers.clear();
    await Promise.all(names.map((kind) => boss.offWork(nameOf(kind), { wait: false })));
  }

  return {
    async send({ transaction, run: { runId, workspaceId, kind } }) {
      const data: RunJob = { runId, workspaceId };
      await boss.send(nameOf(kind), data, { singletonKey: runId, db: fromDrizzle(transaction.sql, statement) });
      transaction.afterCommit(() => wake(kind));
    },
    async work({ kind, handle }) {
      const worker = await boss.work<RunJob>(
        nameOf(kind),
        {
          batchSize: BATCH,
          pollingIntervalSeconds: POLL_SECONDS,
          notifyPollingIntervalSeconds: POLL_SECONDS,
          burstWhenBatchFull: true,
        },
        (jobs) => handle(jobs.map(({ data }) => data)),
      );
      workers.set(kind, worker);
    },
    wake,
    isThere: () =>
      boss.getQueue(nameOf('chat')).then(
        (queue) => queue !== null,
        () => false,
      ),
    pause,
    async close() {
      isStopped = true;
      workers.clear();
      await boss.stop({ graceful: false, close: true });
    },
  };
}

function toOptions({ host, port, user, password, database, connectionString }: pg.ClientConfig): DatabaseOptions {
  if (connectionString !== undefined) return { connectionString };
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(typeof password === 'string' ? { password } : {}),
    ...(database === undefined ? {} : { database }),
    ssl: false,
  };
}
