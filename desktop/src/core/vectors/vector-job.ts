import type { IndexState } from './index-keeper.ts';
import type { Neighbour } from './truth-reader.ts';

/** What the thread is told once, at its start. */
export interface VectorSeat {
  /** The device's database. */
  file: string;
  /** Where the index lies; absent: in memory, compared one by one. */
  folder: string | undefined;
}

/** What the thread is asked to do. */
export type VectorJob =
  | { kind: 'embed'; texts: string[] }
  | { kind: 'nearest'; model: string; vector: Float32Array; limit: number; projectId: string | undefined }
  | { kind: 'sync'; model: string }
  | { kind: 'tend'; model: string };

export interface VectorResult {
  /** In the order of the texts. */
  embed: Float32Array[];
  nearest: Neighbour[];
  sync: { state: IndexState; hasLost: boolean };
  tend: { state: IndexState; hasLost: boolean };
}

/** `leave`: the thread ends what it is at, closes what it has open, and is gone. */
export type VectorQuestion = ({ id: number } & VectorJob) | { kind: 'leave' };
export type VectorAnswer = { id: number } & ({ result: VectorResult[keyof VectorResult] } | { fault: string });
