import { parentPort } from 'node:worker_threads';
import { preprocess } from '../clean/preprocess.ts';
import { extract } from '../extract.ts';
import type { WorkerAnswer, WorkerJob } from './worker-job.ts';

/** The thread that files are read in: one job at a time, killed from outside when it takes too long. */
const port = parentPort;
if (port) {
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  port.on('message', (job: WorkerJob) => {
    run(job).then(answer, (cause: unknown) =>
      answer({ state: 'failed', message: cause instanceof Error ? cause.message : 'unknown' }),
    );
  });
  answer({ state: 'ready' });
}

async function run(job: WorkerJob): Promise<WorkerAnswer> {
  const file = await preprocess({ name: job.name, bytes: job.bytes });
  const { referenceTime, fallbackTime, zone, language } = job;
  return {
    state: 'done',
    file,
    extracted: job.kind === 'extract' ? extract({ file, referenceTime, fallbackTime, zone, language }) : null,
  };
}
