import { Worker } from 'node:worker_threads';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { VectorAnswer, VectorJob, VectorResult, VectorSeat } from './vector-job.ts';

/** How long a job may take before its thread is ended, in milliseconds. Bringing an index up to date takes what it takes. */
const PATIENCE_MS: Record<VectorJob['kind'], number | undefined> = {
  embed: 30_000,
  nearest: 20_000,
  sync: undefined,
  tend: undefined,
};

/** How long a thread may take to end by itself, in milliseconds. */
const LEAVE_MS = 5_000;

/** A thread that ended so often is not started again: what needs it says so. */
const MOST_STARTS = 5;

/** The thread that embeds and finds: started when it is first needed, and again when it ended. */
export interface Vectors {
  /** @throws DeviceError `busy`: it ended meanwhile, took too long, or cannot be started */
  ask<Kind extends VectorJob['kind']>(job: Extract<VectorJob, { kind: Kind }>): Promise<VectorResult[Kind]>;
  /** Ends the thread: what it knew of the database is not so any more. The next job starts another. */
  restart(): void;
  dispose(): Promise<void>;
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (cause: Error) => void;
  cancel: (() => void) | undefined;
}

interface Running {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

function gone(detail: string): DeviceError {
  return new DeviceError('busy', `Searching by meaning is not possible just now: ${detail}. Words are still found.`);
}

export function openVectors({ seat, clock, logger }: { seat: VectorSeat; clock: Clock; logger: Logger }): Vectors {
  let running: Running | undefined;
  let starts = 0;
  let asked = 0;
  let disposed = false;

  function end(which: Running, detail: string): Promise<unknown> {
    if (running === which) running = undefined;
    for (const { reject, cancel } of which.waiting.values()) {
      cancel?.();
      reject(gone(detail));
    }
    which.waiting.clear();
    return which.worker.terminate();
  }

  /** Lets the thread end by itself; one that does not is ended. */
  function leave(which: Running, detail: string): Promise<void> {
    if (running === which) running = undefined;
    for (const { reject, cancel } of which.waiting.values()) {
      cancel?.();
      reject(gone(detail));
    }
    which.waiting.clear();
    which.worker.ref();
    return new Promise((resolve) => {
      const cancel = clock.after(LEAVE_MS, () => void which.worker.terminate());
      which.worker.once('exit', () => {
        cancel();
        resolve();
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
      which.worker.postMessage({ kind: 'leave' });
    });
  }

  function start(): Running {
    starts += 1;
    const worker = new Worker(new URL('./vector-thread.ts', import.meta.url), {
      workerData: seat,
      execArgv: [],
      // Vectors that were read are garbage at once: a small young generation gives them back early.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 },
    });
    // It does not keep the process alive.
    worker.unref();
    const started: Running = { worker, waiting: new Map() };
    worker.on('message', (message: VectorAnswer) => {
      const waiting = started.waiting.get(message.id);
      started.waiting.delete(message.id);
      waiting?.cancel?.();
      if ('fault' in message) {
        logger.warn('the vector thread failed at something', { fault: message.fault });
        waiting?.reject(gone('it failed'));
        // A result belongs to the job of its id.
      } else waiting?.resolve(message.result as never);
    });
    worker.on('error', (cause: Error) => {
      logger.warn('the vector thread ended', { fault: String(cause) });
      void end(started, 'it ended');
    });
    worker.on('exit', () => void end(started, 'it ended'));
    return started;
  }

  return {
    ask(job) {
      if (disposed) return Promise.reject(gone('the app is closing'));
      if (!running && starts >= MOST_STARTS) return Promise.reject(gone('it ended too often'));
      const now = (running ??= start());
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        const patience = PATIENCE_MS[job.kind];
        const cancel = patience === undefined ? undefined : clock.after(patience, () => void end(now, 'it took too long'));
        now.waiting.set(id, { resolve, reject, cancel });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
        now.worker.postMessage({ id, ...job });
      });
    },
    restart() {
      starts = 0;
      if (running) void leave(running, 'the data was replaced');
    },
    async dispose() {
      disposed = true;
      if (running) await leave(running, 'the app is closing');
    },
  };
}
