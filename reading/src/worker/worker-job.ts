import type { CleanFile } from '../clean/preprocess.ts';
import type { Extracted } from '../extract.ts';

/** What the worker is asked for one file, and what it answers. */
export type WorkerJob = {
  kind: 'preprocess' | 'extract';
  name: string;
  bytes: Uint8Array;
  referenceTime?: number | undefined;
  fallbackTime?: number | undefined;
  zone?: string | undefined;
  language?: string | undefined;
};

export type WorkerAnswer =
  | { state: 'ready' }
  | { state: 'done'; file: CleanFile; extracted: Extracted | null }
  | { state: 'failed'; message: string };
