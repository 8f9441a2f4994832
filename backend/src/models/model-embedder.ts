import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#backend/clock.ts';
import type { WorkspaceModels } from './create-models.ts';
import { EmbeddingUnavailable, isWholeVector, OFFLINE_EMBEDDING, type Embedder, type EmbedRequest } from './embedding.ts';
import { cutTexts, inBatches, joinPieces } from './embedding-pieces.ts';
import { readModelFault } from './model-fault.ts';
import type { MadeCall, ModelMeter } from './model-meter.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { noTokens } from './model-usage.ts';

/** A provider may take so long for one batch, in milliseconds. */
const BATCH_MS = 30_000;
const TRIES = 3;
const FIRST_DELAY_MS = 250;
/** A server that asks for a longer rest is not waited for. */
const LONGEST_DELAY_MS = 5_000;

/**
 * Embeds with whatever model a workspace has for that: by rules here, or at a provider. Every call that is made is written
 * down, also one that fails.
 */
export function createModelEmbedder({
  modelsOf,
  offline,
  meter,
  clock,
}: {
  modelsOf: (workspaceId: string) => Promise<WorkspaceModels>;
  offline: Embedder;
  meter: ModelMeter;
  clock: Clock;
}): Embedder {
  return {
    async embed(request) {
      const { model, texts, owner, signal } = request;
      const models = await modelsOf(owner.workspaceId);
      const startedAt = clock.monotonic();
      let tokens = 0;
      let outcome: MadeCall['outcome'] = 'ok';
      try {
        if (model === OFFLINE_EMBEDDING) return await offline.embed(request);
        const embedding = await findEmbedding({ models, model });
        const pieces = cutTexts(texts);
        const vectors: number[][] = [];
        for (const batch of inBatches(pieces.map(({ text }) => text))) {
          const answer = await embedBatch({ embedding, model, batch, signal });
          tokens += answer.usage?.tokens ?? 0;
          vectors.push(...answer.embeddings);
        }
        return joinPieces({ pieces, vectors: wholeOnly({ vectors, count: pieces.length, model }), count: texts.length });
      } catch (error) {
        outcome = signal.aborted ? 'cancelled' : 'error';
        throw error;
      } finally {
        const latencyMs = clock.monotonic() - startedAt;
        await count({
          request,
          models,
          call: { role: 'embed', model, outcome, usage: { ...noTokens, inputTokens: tokens }, latencyMs },
        });
      }
    },
  };

  async function count({
    request: { owner, onCall },
    models,
    call,
  }: {
    request: EmbedRequest;
    models: WorkspaceModels;
    call: MadeCall;
  }): Promise<void> {
    // What could not be asked was not asked.
    if (models.faultOf({ name: call.model, role: 'embed' }) !== undefined) return;
    const pricer = await models.pricerOf(call.model);
    if (onCall) onCall({ call, pricer });
    else await meter.record({ ...call, owner, pricer });
  }
}

async function findEmbedding({ models, model }: { models: WorkspaceModels; model: string }): Promise<EmbeddingModelV4> {
  try {
    return await models.embedding(model);
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    throw new EmbeddingUnavailable({ code: 'model_unavailable', message: error.message });
  }
}

async function embedBatch({
  embedding,
  model,
  batch,
  signal,
}: {
  embedding: EmbeddingModelV4;
  model: string;
  batch: string[];
  signal: AbortSignal;
}): Promise<Awaited<ReturnType<EmbeddingModelV4['doEmbed']>>> {
  for (let tries = 1; ; tries += 1) {
    const late = AbortSignal.timeout(BATCH_MS);
    try {
      return await embedding.doEmbed({ values: batch, abortSignal: AbortSignal.any([signal, late]), ...sizeFor(model) });
    } catch (error) {
      signal.throwIfAborted();
      const { message, retryable, retryAfterMs = FIRST_DELAY_MS * 2 ** (tries - 1) } = readModelFault(error);
      if (!retryable || tries === TRIES || retryAfterMs > LONGEST_DELAY_MS) {
        throw new EmbeddingUnavailable({ code: 'model_error', message, cause: error });
      }
      await delay(retryAfterMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** OpenAI's newer models make vectors of any size up to their own; others make one size, and some servers refuse to be asked. */
function sizeFor(model: string): { dimensions?: number } {
  return model.startsWith('openai:text-embedding-3-') ? { dimensions: EMBEDDING_SIZE } : {};
}

/** @throws EmbeddingUnavailable when the model makes other vectors than are kept here */
function wholeOnly({ vectors, count, model }: { vectors: number[][]; count: number; model: string }): number[][] {
  const odd = vectors.findIndex((vector) => !isWholeVector(vector));
  if (vectors.length === count && odd === -1) return vectors;
  const made = odd >= 0 ? `vectors of ${vectors[odd]?.length ?? 0} numbers` : `${vectors.length} vectors for ${count} texts`;
  throw new EmbeddingUnavailable({
    code: 'model_error',
    message: `${model} makes ${made}, and Adiuva keeps ${EMBEDDING_SIZE} numbers a text. Choose another embedding model in Settings.`,
  });
}
