import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { embedOffline } from '@adiuva/reading/embed';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { MadeCall } from './model-meter.ts';
import type { Pricer } from './model-price.ts';

/** Texts to make vectors of. */
export interface EmbedRequest {
  /** `provider:model`. */
  model: string;
  texts: string[];
  /** For whom: what it costs is written down for them. */
  owner: { workspaceId: string; userId: string; runId?: string };
  signal: AbortSignal;
  /** Who counts what it costs; absent: it is written down for its owner alone. A run counts it as its own. */
  onCall?: (made: { call: MadeCall; pricer: Pricer }) => void;
}

/** Makes vectors of texts, with the models that this backend has for that. */
export interface Embedder {
  /**
   * A vector of `EMBEDDING_SIZE` numbers for each text, in their order; of length one, but for a text without a word, which
   * has none but zeros.
   * @throws EmbeddingUnavailable for whatever keeps it from that; the signal's reason when it aborts.
   */
  embed(request: EmbedRequest): Promise<number[][]>;
}

/** No vectors: there is no such model here, or it failed. The message is a sentence for the user. */
export class EmbeddingUnavailable extends Error {
  readonly code: 'model_unavailable' | 'model_error';

  constructor({ code, message, cause }: { code: EmbeddingUnavailable['code']; message: string; cause?: unknown }) {
    super(message, { cause });
    this.name = 'EmbeddingUnavailable';
    this.code = code;
  }
}

export const OFFLINE_EMBEDDING = 'offline:rules';

/** The embedding that needs no key and no network, and no other. */
export function createOfflineEmbedder(): Embedder {
  return {
    async embed({ model, texts, signal }) {
      if (model !== OFFLINE_EMBEDDING) {
        throw new EmbeddingUnavailable({
          code: 'model_unavailable',
          message: `This backend has no embedding model called ${model.slice(0, 100)}. It has: ${OFFLINE_EMBEDDING}.`,
        });
      }
      const vectors: number[][] = [];
      for (const text of texts) {
        // The longest text takes some tens of milliseconds: others have their turn between two of them.
        if (vectors.length > 0) await otherWork();
        signal.throwIfAborted();
        vectors.push(Array.from(embedOffline(text)));
      }
      return vectors;
    },
  };
}

/** Whether it is a vector as it is promised; a provider may answer anything. */
export function isWholeVector(vector: readonly number[] | undefined): vector is readonly number[] {
  return vector?.length === EMBEDDING_SIZE && vector.every(Number.isFinite);
}
