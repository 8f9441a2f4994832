import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

function partsOf({ prompt }: LanguageModelV4CallOptions): LanguageModelV4StreamPart[] {
  const answered = prompt.at(-1)?.role === 'tool';
  const finishReason = answered
    ? ({ unified: 'stop', raw: 'stop' } as const)
    : ({ unified: 'tool-calls', raw: 'tool-calls' } as const);
  return [
    { type: 'stream-start', warnings: [] },
    ...(answered
      ? ([
          { type: 'text-start', id: 't' },
          { type: 'text-delta', id: 't', delta: 'Here they are.' },
          { type: 'text-end', id: 't' },
        ] as const)
      : ([
          { type: 'tool-call', toolCallId: `call-${prompt.length}`, toolName: 'list_tasks', input: '{"status":"todo"}' },
        ] as const)),
    { type: 'finish', finishReason, usage },
  ];
}

/** A model that costs nothing: asks for the tasks once, then answers. */
export function createZeroLatencyModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'bench',
    modelId: 'zero',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('the loop streams')),
    doStream: async (options) => {
      const parts = partsOf(options);
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          start(controller) {
            for (const part of parts) controller.enqueue(part);
            controller.close();
          },
        }),
      };
    },
  };
}
