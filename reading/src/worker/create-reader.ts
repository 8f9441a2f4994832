import { Worker } from 'node:worker_threads';
import type { CleanFile } from '../clean/preprocess.ts';
import type { Extracted } from '../extract.ts';
import { ReadingError } from './reading-error.ts';
import type { WorkerAnswer, WorkerJob } from './worker-job.ts';

export type ReaderOptions = {
  /** Per file, once its worker is up. */
  timeoutMs?: number;
  memoryMb?: number;
  maximumBytes?: number;
  /** The worker's module, where a bundler has moved it. */
  entry?: URL;
};

export type ReadInput = Omit<WorkerJob, 'kind'>;

/** Reads files one after the other in a thread that dies with a bad one. `dispose` ends the thread. */
export type Reader = {
  preprocess: (input: ReadInput) => Promise<CleanFile>;
  extract: (input: ReadInput) => Promise<{ file: CleanFile; extracted: Extracted }>;
  dispose: () => Promise<void>;
};

const startLimitMs = 20_000;

type Seat = { worker: Worker; ready: Promise<void> };

/** Opens a reader: 2 s and 256 MB a file by default. A file that exceeds them costs its thread; the next file gets a new one. */
export function createReader({
  timeoutMs = 2000,
  memoryMb = 256,
  maximumBytes = 64 * 1024 * 1024,
  entry = new URL('./worker-entry.ts', import.meta.url),
}: ReaderOptions = {}): Reader {
  let seat: Seat | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let disposed = false;

  const open = (): Seat => {
    const worker = new Worker(entry, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
      stdout: true,
      stderr: true,
    });
    worker.unref();
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new ReadingError('unreadable_file', 'The reading thread did not start.')),
        startLimitMs,
      );
      worker.once('message', () => {
        clearTimeout(timer);
        resolve();
      });
      worker.once('error', (cause) => {
        clearTimeout(timer);
        reject(new ReadingError('unreadable_file', 'The reading thread did not start.', { cause }));
      });
    });
    return { worker, ready };
  };

  const drop = async (): Promise<void> => {
    const dying = seat;
    seat = null;
    await dying?.worker.terminate();
  };

  const run = async (job: WorkerJob): Promise<Extract<WorkerAnswer, { state: 'done' }>> => {
    if (disposed) throw new ReadingError('unreadable_file', 'The reader is closed.');
    if (job.bytes.length > maximumBytes)
      throw new ReadingError('file_too_large', `The file has ${job.bytes.length} bytes; at most ${maximumBytes} are read.`);
    seat ??= open();
    const { worker, ready } = seat;
    try {
      await ready;
      worker.ref();
      return await answerOf({ worker, job, timeoutMs, memoryMb });
    } catch (cause) {
      await drop();
      throw cause;
    } finally {
      worker.unref();
    }
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => null);
    return turn;
  };

  return {
    preprocess: (input) => inTurn(async () => (await run({ ...input, kind: 'preprocess' })).file),
    extract: (input) =>
      inTurn(async () => {
        const { file, extracted } = await run({ ...input, kind: 'extract' });
        if (!extracted) throw new ReadingError('unreadable_file', 'The file was read but nothing was extracted.');
        return { file, extracted };
      }),
    async dispose() {
      disposed = true;
      await drop();
    },
  };
}

function answerOf({
  worker,
  job,
  timeoutMs,
  memoryMb,
}: {
  worker: Worker;
  job: WorkerJob;
  timeoutMs: number;
  memoryMb: number;
}): Promise<Extract<WorkerAnswer, { state: 'done' }>> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      worker.removeListener('message', onMessage);
      worker.removeListener('error', onError);
      worker.removeListener('exit', onExit);
      act();
    };
    const onMessage = (answer: WorkerAnswer): void => {
      if (answer.state === 'done') finish(() => resolve(answer));
      else if (answer.state === 'failed')
        finish(() => reject(new ReadingError('unreadable_file', `The file broke its parser: ${answer.message}`)));
    };
    const onError = (cause: Error & { code?: string }): void => {
      const memory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish(() =>
        reject(
          memory
            ? new ReadingError('out_of_memory', `Reading the file takes more than ${memoryMb} MB.`, { cause })
            : new ReadingError('unreadable_file', `The file broke its parser: ${cause.message}`, { cause }),
        ),
      );
    };
    const onExit = (): void =>
      finish(() => reject(new ReadingError('unreadable_file', 'The reading thread ended before it answered.')));
    const timer = setTimeout(
      () => finish(() => reject(new ReadingError('timeout', `Reading the file takes longer than ${timeoutMs / 1000} s.`))),
      timeoutMs,
    );
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(job);
  });
}
