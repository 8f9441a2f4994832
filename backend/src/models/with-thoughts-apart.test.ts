import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { streamText } from 'ai';
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withThoughtsApart } from './with-thoughts-apart.ts';

/** What a user and the loop see of a model that says these deltas. */
async function hear(deltas: string[]): Promise<{ text: string; reasoning: string | undefined }> {
  const chunks: LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'text-start', id: 't' },
    ...deltas.map((delta): LanguageModelV4StreamPart => ({ type: 'text-delta', id: 't', delta })),
    { type: 'text-end', id: 't' },
    {
      type: 'finish',
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
    },
  ];
  const stream = (): ReadableStream<LanguageModelV4StreamPart> =>
    simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null });
  const model = withThoughtsApart(new MockLanguageModelV4({ doStream: async () => ({ stream: stream() }) }));
  const result = streamText({ model, prompt: 'Hello' });
  return { text: await result.text, reasoning: await result.reasoningText };
}

test.each([
  [['<think>Hm.</think>\n\nHello'], 'Hello', 'Hm.'],
  [['\n<th', 'ink>', 'Hm', '.</', 'think', '>', '\n', '\nHel', 'lo'], 'Hello', 'Hm.'],
  [['<think></think>Hello'], 'Hello', undefined],
  [['<think>a < b </ c</think>Hello </think> world'], 'Hello </think> world', 'a < b </ c'],
  [['<think>never closed'], '', 'never closed'],
  [['<think>never </thin'], '', 'never </thin'],
])('%j is the text %j and the thought %j', async (deltas, text, reasoning) => {
  expect(await hear(deltas)).toEqual({ text, reasoning });
});

test.each([
  [['The task “Close the <think> tag” ', 'is open. <think>not a thought</think>']],
  [['<thin ice']],
  [['<', 'th']],
  [['  indented']],
  [['']],
])('%j stays as it is', async (deltas) => {
  expect(await hear(deltas)).toEqual({ text: deltas.join(''), reasoning: undefined });
});

test('however a text is cut into deltas, it is the same', async () => {
  const pieces = fc.array(fc.constantFrom('<think>', '</think>', '<', 'think', '>', '/', ' ', 'a', '“<think>”', '\n'), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 5 }), async (words, size) => {
      const said = words.join('');
      const cut = Array.from({ length: Math.ceil(said.length / size) }, (_, index) =>
        said.slice(index * size, (index + 1) * size),
      );
      expect(await hear(cut)).toEqual(await hear([said]));
    }),
    { numRuns: 150 },
  );
});
