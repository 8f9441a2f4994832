import type { ModelRole, ModelTestResult } from '@adiuva/shared-protocol';
import { streamText } from 'ai';
import type { Clock } from '#backend/clock.ts';
import type { WorkspaceModels } from './create-models.ts';
import { EmbeddingUnavailable, type Embedder } from './embedding.ts';
import { readModelFault } from './model-fault.ts';
import type { CallOwner, ModelMeter } from './model-meter.ts';
import { noTokens, type ModelUsage } from './model-usage.ts';

/** So long a model may take for one short answer, in milliseconds: a local one may have to be loaded first. */
const PATIENCE_MS = 30_000;
/** Room for a word, and for what a model thinks before it. */
const TOKENS = 200;
const QUESTION = 'This is a test. Answer with one word: ready.';
const SHOWN_CHARACTERS = 60;

/**
 * Asks a model one short question, or for one vector, as a user tries whether it works. What comes of it is a sentence for
 * them, also when nothing does; the call is counted like any other.
 */
export async function tryModel({
  name,
  role,
  owner,
  models,
  embedder,
  meter,
  clock,
  signal,
}: {
  /** `provider:model`. */
  name: string;
  role: ModelRole;
  owner: CallOwner;
  models: WorkspaceModels;
  embedder: Embedder;
  meter: ModelMeter;
  clock: Clock;
  signal: AbortSignal;
}): Promise<ModelTestResult> {
  const startedAt = clock.monotonic();
  const result = ({ ok, message }: { ok: boolean; message: string }): ModelTestResult => {
    return { ok, model: name, latency_ms: Math.max(0, Math.round(clock.monotonic() - startedAt)), message };
  };
  const fault = models.faultOf({ name, role });
  if (fault !== undefined) return result({ ok: false, message: fault });
  const late = new AbortController();
  const disarm = clock.after(PATIENCE_MS, () => late.abort(new DOMException('too slow', 'TimeoutError')));
  const stop = AbortSignal.any([signal, late.signal]);
  try {
    if (role === 'embed') {
      const [vector] = await embedder.embed({ model: name, texts: [QUESTION], owner, signal: stop });
      return result({ ok: true, message: `It makes vectors of ${vector?.length ?? 0} numbers, as they are needed.` });
    }
    const { said, usage, error } = await ask({ name, models, signal: stop });
    const outcome = error === undefined ? 'ok' : 'error';
    const latencyMs = clock.monotonic() - startedAt;
    await meter.record({ role, model: name, outcome, usage, latencyMs, owner, pricer: await models.pricerOf(name) });
    if (error !== undefined) return result({ ok: false, message: readModelFault(error).message });
    return result({ ok: true, message: said === '' ? 'It answers.' : `It answers: “${said}”` });
  } catch (error) {
    const message = error instanceof EmbeddingUnavailable ? error.message : readModelFault(late.signal.reason ?? error).message;
    return result({ ok: false, message });
  } finally {
    disarm();
  }
}

async function ask({
  name,
  models,
  signal,
}: {
  name: string;
  models: WorkspaceModels;
  signal: AbortSignal;
}): Promise<{ said: string; usage: ModelUsage; error: unknown }> {
  const result = streamText({
    model: await models.language(name),
    prompt: QUESTION,
    maxOutputTokens: TOKENS,
    maxRetries: 0,
    abortSignal: signal,
    telemetry: { isEnabled: false },
    onError: () => undefined,
  });
  let said = '';
  try {
    for await (const part of result.stream) {
      if (part.type === 'text-delta') said += part.text;
      else if (part.type === 'error') return { said, usage: noTokens, error: part.error };
    }
    signal.throwIfAborted();
    const { inputTokens, outputTokens, inputTokenDetails, outputTokenDetails } = await result.usage;
    const usage: ModelUsage = {
      inputTokens: inputTokens ?? 0,
      outputTokens: outputTokens ?? 0,
      cachedInputTokens: inputTokenDetails.cacheReadTokens ?? 0,
      cacheWriteTokens: inputTokenDetails.cacheWriteTokens ?? 0,
      reasoningTokens: outputTokenDetails.reasoningTokens ?? 0,
    };
    return { said: said.trim().slice(0, SHOWN_CHARACTERS).toWellFormed(), usage, error: undefined };
  } catch (error) {
    return { said, usage: noTokens, error: signal.aborted ? signal.reason : error };
  }
}
