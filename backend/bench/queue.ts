import type { Log } from '#backend/log.ts';
import { openDatabase, type DatabaseAddress } from '#backend/storage/database.ts';
import { openRunJobs } from '#backend/storage/run-jobs.ts';
import { percentile, type Figure } from './measured.ts';

const WARM_UP = 50;
const JOBS = 1_000;

/** From the commit that opened a run to the worker that has its job. */
export async function benchQueue({ address, log }: { address: DatabaseAddress; log: Log }): Promise<Figure[]> {
  const database = await openDatabase({ address, log });
  const jobs = await openRunJobs({ client: database.client, log });
  let taken: () => void = () => undefined;
  await jobs.work({ kind: 'chat', handle: async () => taken() });
  const samples: number[] = [];
  for (let index = 0; index < WARM_UP + JOBS; index += 1) {
    const isTaken = new Promise<number>((resolve) => {
      taken = () => resolve(performance.now());
    });
    let committedAt = 0;
    await database.transaction(async (transaction) => {
      await jobs.send({ transaction, run: { runId: `r-${index}`, workspaceId: 'w', kind: 'chat' } });
      transaction.afterCommit(() => {
        committedAt = performance.now();
      });
    });
    const at = await isTaken;
    if (index >= WARM_UP) samples.push(at - committedAt);
  }
  await jobs.close();
  await database.close();
  const name = 'message stored to worker, by the queue';
  return [
    { name: `${name}, p50`, value: percentile(samples, 0.5), unit: 'ms', aim: '<=15' },
    { name: `${name}, p99`, value: percentile(samples, 0.99), unit: 'ms', aim: '' },
  ];
}
