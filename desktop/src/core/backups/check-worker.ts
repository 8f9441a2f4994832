/** The thread that checks a file, so that the app goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { findDamage, type CheckDepth } from './check-file.ts';

// `checkInBackground` alone starts this.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.postMessage(findDamage(workerData as { file: string; depth: CheckDepth }));
