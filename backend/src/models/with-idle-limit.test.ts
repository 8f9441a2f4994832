import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { createFakeClock } from '#backend-test/fake-clock.ts';
import { startScriptedLlm, type LlmAnswer, type ScriptedLlm } from '../../../e2e/fixtures/scripted-llm.ts';
import { createCompatibleProvider } from './compatible-provider.ts';
import { readModelFault } from './model-fault.ts';
import { IdleLimitError, withIdleLimit } from './with-idle-limit.ts';

let llm: ScriptedLlm;

afterEach(() => llm.close());

const call: LanguageModelV4CallOptions = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] };

async function serve(answer: LlmAnswer) {
  llm = await startScriptedLlm({ script: () => answer });
  return createCompatibleProvider({ name: 'local', server: { baseUrl: llm.baseUrl, apiKey: undefined }, fetch }).language(
    'script',
  );
}

/** Reads to the end; answers the text so far and what ended it. */
async function readAll(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<{ text: string; error: unknown }> {
  let text = '';
  try {
    for await (const part of stream) if (part.type === 'text-delta') text += part.delta;
    return { text, error: undefined };
  } catch (error) {
    return { text, error };
  }
}

test('a server that accepts and says nothing: a timeout, and the request is let go', async () => {
  const model = withIdleLimit({ model: await serve({ hangAfter: 0 }), idleMs: 1_000, clock: systemClock });
  const error: unknown = await Promise.resolve(model.doStream(call)).catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(IdleLimitError);
  expect(readModelFault(error)).toMatchObject({ retryable: true });
  await expect.poll(() => llm.requests[0]?.outcome).toBe('gone');
});

test('a server that stops in mid-stream: what it said, then a timeout, and the request is let go', async () => {
  // A role and two deltas, then nothing.
  const model = withIdleLimit({
    model: await serve({ text: ['One ', 'two ', 'three'], hangAfter: 3 }),
    idleMs: 1_500,
    clock: systemClock,
  });
  const { stream } = await model.doStream(call);
  const { text, error } = await readAll(stream);
  expect(text).toBe('One two ');
  expect(error).toBeInstanceOf(IdleLimitError);
  await expect.poll(() => llm.requests[0]?.outcome).toBe('gone');
});

test('an answer that is long but never silent is not limited', async () => {
  const text = Array.from({ length: 20 }, (_, index) => `${index} `);
  const model = withIdleLimit({ model: await serve({ text, pauseMs: 100 }), idleMs: 2_000, clock: systemClock });
  const started = performance.now();
  const { stream } = await model.doStream(call);
  expect(await readAll(stream)).toEqual({ text: text.join(''), error: undefined });
  expect(performance.now() - started).toBeGreaterThan(2_000);
});

test('the time that a reader takes is not the model’s', async () => {
  const clock = createFakeClock();
  const model = withIdleLimit({ model: await serve({ text: ['One ', 'two'] }), idleMs: 1_000, clock });
  const { stream } = await model.doStream(call);
  await expect.poll(() => llm.requests[0]?.outcome).toBe('completed');
  const reader = stream.getReader();
  const types: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    types.push(value.type);
    // Whoever reads is busy with this part; nothing is being waited for but what has come already.
    await new Promise((resolve) => setTimeout(resolve, 2));
    clock.advance(60_000);
  }
  expect(types.at(-1)).toBe('finish');
});

test('the caller’s abort is the caller’s, and leaves no timer behind', async () => {
  const stop = new AbortController();
  const clock = createFakeClock();
  const model = withIdleLimit({ model: await serve({ hangAfter: 0 }), idleMs: 1_000, clock });
  const asked = Promise.resolve(model.doStream({ ...call, abortSignal: stop.signal })).catch((fault: unknown) => fault);
  await expect.poll(() => llm.requests.length).toBe(1);
  const reason = new Error('stopped by the user');
  stop.abort(reason);
  expect(await asked).toBe(reason);
  clock.advance(10_000);
});

test('a reader that leaves lets the request go', async () => {
  const model = withIdleLimit({ model: await serve({ text: ['One '], hangAfter: 2 }), idleMs: 60_000, clock: systemClock });
  const { stream } = await model.doStream(call);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  await expect.poll(() => llm.requests[0]?.outcome).toBe('gone');
});
