import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CheckDepth } from './check-file.ts';

/** `findDamage` in a thread of its own. Rejects with what it throws. */
export async function checkInBackground(check: { file: string; depth: CheckDepth }): Promise<string | undefined> {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: check, execArgv: [] });
  try {
    const [damage] = (await once(worker, 'message')) as [string | undefined];
    return damage;
  } finally {
    await worker.terminate();
  }
}
