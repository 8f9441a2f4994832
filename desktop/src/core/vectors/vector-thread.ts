/** The thread in which texts become vectors and vectors are found: whatever it does, the app goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { embedOffline } from '@adiuva/reading/embed';
import { createIndexKeeper } from './index-keeper.ts';
import { createLanceIndexes } from './lance-index.ts';
import { createMemoryIndexes } from './memory-index.ts';
import { openTruth } from './truth-reader.ts';
import type { VectorAnswer, VectorJob, VectorQuestion, VectorResult, VectorSeat } from './vector-job.ts';

// `openVectors` alone starts this, and says these.
const { file, folder } = workerData as VectorSeat;
const truth = openTruth(file);
const keeper = createIndexKeeper({
  truth,
  indexes: folder === undefined ? createMemoryIndexes() : createLanceIndexes({ folder }),
});

async function run(job: VectorJob): Promise<VectorResult[VectorJob['kind']]> {
  switch (job.kind) {
    case 'embed':
      return job.texts.map((text) => embedOffline(text));
    case 'nearest':
      return keeper.nearest(job);
    case 'sync':
    case 'tend':
      await keeper[job.kind](job.model);
      return { state: keeper.state(), hasLost: truth.hasLost(job.model) };
    default:
      return job satisfies never;
  }
}

function answer(message: VectorAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
  parentPort?.postMessage(message);
}

/** What is being done. */
const running = new Set<Promise<void>>();

/** A thread that is ended in the middle of native work takes the whole process along: so it ends by itself. */
async function leave(): Promise<void> {
  await Promise.allSettled(running);
  keeper.close();
  truth.close();
  parentPort?.close();
}

parentPort?.on('message', (question: VectorQuestion) => {
  if (question.kind === 'leave') {
    void leave();
    return;
  }
  const { id, ...job } = question;
  const work = run(job).then(
    (result) => answer({ id, result }),
    (cause: unknown) => answer({ id, fault: String(cause) }),
  );
  running.add(work);
  void work.finally(() => running.delete(work));
});
