import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test';

/** What a scripted model answers one call. */
export interface ScriptedAnswer {
  text?: string[];
  calls?: { name: string; input: unknown }[];
  /** Fails after what it said. */
  error?: Error;
  /** Never ends. */
  hangs?: boolean;
}

/** A model that answers what a test says, and keeps what it was asked. `provider:modelId` is `test:script`, or another. */
export function createScriptedModel(
  answer: (options: LanguageModelV4CallOptions, count: number) => ScriptedAnswer,
  { provider = 'test', modelId = 'script' }: { provider?: string; modelId?: string } = {},
): {
  model: LanguageModelV4;
  prompts: LanguageModelV4CallOptions[];
} {
  const prompts: LanguageModelV4CallOptions[] = [];
  const model = new MockLanguageModelV4({
    provider,
    modelId,
    doStream: async (options) => {
      prompts.push(options);
      const said = answer(options, prompts.length);
      const chunks = partsOf({ said, count: prompts.length });
      const stream = said.hangs
        ? new ReadableStream<LanguageModelV4StreamPart>({
            start: (controller) => chunks.forEach((chunk) => controller.enqueue(chunk)),
          })
        : simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null });
      return { stream };
    },
  });
  return { model, prompts };
}

function partsOf({ said, count }: { said: ScriptedAnswer; count: number }): LanguageModelV4StreamPart[] {
  const text = said.text ?? [];
  const calls = said.calls ?? [];
  const parts: LanguageModelV4StreamPart[] = [{ type: 'stream-start', warnings: [] }];
  if (text.length > 0) {
    parts.push({ type: 'text-start', id: 't' });
    for (const delta of text) parts.push({ type: 'text-delta', id: 't', delta });
    parts.push({ type: 'text-end', id: 't' });
  }
  calls.forEach(({ name, input }, index) =>
    parts.push({
      type: 'tool-call',
      toolCallId: `call-${count}-${index}`,
      toolName: name,
      input: typeof input === 'string' ? input : JSON.stringify(input),
    }),
  );
  if (said.error) parts.push({ type: 'error', error: said.error });
  else if (!said.hangs) {
    parts.push({
      type: 'finish',
      finishReason: { unified: calls.length > 0 ? 'tool-calls' : 'stop', raw: undefined },
      usage: {
        inputTokens: { total: 100, noCache: 60, cacheRead: 40, cacheWrite: 0 },
        outputTokens: { total: 10, text: 10, reasoning: 0 },
      },
    });
  }
  return parts;
}
