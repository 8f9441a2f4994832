import type { LanguageModelV4 } from '@ai-sdk/provider';

const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};
const finish = { unified: 'stop', raw: undefined } as const;
const WORDS = 'I have no rules yet, so I changed nothing.';

/** Stands where the offline model will: answers that it knows nothing. */
export function createSilentModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: 'rules',
    supportedUrls: {},
    doGenerate: async () => ({ content: [{ type: 'text', text: WORDS }], finishReason: finish, usage, warnings: [] }),
    doStream: async () => ({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] });
          controller.enqueue({ type: 'text-start', id: '1' });
          controller.enqueue({ type: 'text-delta', id: '1', delta: WORDS });
          controller.enqueue({ type: 'text-end', id: '1' });
          controller.enqueue({ type: 'finish', finishReason: finish, usage });
          controller.close();
        },
      }),
    }),
  };
}
