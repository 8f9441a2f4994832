import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { createOfflineModel } from './index.ts';
import { offeredTools } from './testing/tool-table.ts';

const model = createOfflineModel();

function ask(text: string): LanguageModelV4CallOptions {
  return {
    prompt: [
      { role: 'system', content: 'You are Adiuva.' },
      { role: 'user', content: [{ type: 'text', text: `[2026-11-21 Saturday 14:05 Europe/Rome]\n${text}` }] },
    ],
    tools: offeredTools,
  };
}

async function partsOf(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

describe('the offline model as a model of the AI SDK', () => {
  it('streams what it generates, in chunks of a few words', async () => {
    const { content } = await model.doGenerate(ask('help'));
    const { stream } = await model.doStream(ask('help'));
    const parts = await partsOf(stream);
    const text = parts.flatMap((part) => (part.type === 'text-delta' ? [part.delta] : []));
    expect(text.length).toBeGreaterThan(3);
    expect([{ type: 'text', text: text.join('') }]).toEqual(content);
    expect(parts[0]).toEqual({ type: 'stream-start', warnings: [] });
    expect(parts.at(-1)).toMatchObject({ type: 'finish', finishReason: { unified: 'stop' } });
  });

  it('streams a tool call with its input', async () => {
    const { stream } = await model.doStream(ask('List my tasks'));
    const parts = await partsOf(stream);
    expect(parts.find((part) => part.type === 'tool-call')).toEqual({
      type: 'tool-call',
      toolCallId: expect.stringMatching(/^call-[\w-]+-1$/),
      toolName: 'list_tasks',
      input: '{"limit":20}',
    });
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'tool-calls' } });
  });

  it('meters what it read and wrote', async () => {
    const { usage } = await model.doGenerate(ask('List my tasks'));
    expect(usage.inputTokens.total).toBeGreaterThan(10);
    expect(usage.outputTokens.total).toBeGreaterThan(5);
  });

  it('stops when it is told to', async () => {
    await expect(model.doGenerate({ ...ask('List my tasks'), abortSignal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('calls no tool that it is not offered, and none when it must answer', async () => {
    const without = await model.doGenerate({
      ...ask('List my tasks'),
      tools: offeredTools.filter(({ name }) => name !== 'list_tasks'),
    });
    expect(without.content).toEqual([{ type: 'text', text: expect.stringContaining('not available') }]);
    const none = await model.doGenerate({ ...ask('List my tasks'), toolChoice: { type: 'none' } });
    expect(none.content).toEqual([{ type: 'text', text: expect.stringContaining('could not finish') }]);
  });
});

describe('files that came with a message', () => {
  const said = async (text: string): Promise<string> => {
    const { content } = await model.doGenerate(ask(text));
    return content
      .map((part) => (part.type === 'text' ? part.text : part.type === 'tool-call' ? `${part.toolName} ${part.input}` : ''))
      .join('');
  };

  it('are said not to be seen, in the language of the message', async () => {
    expect(await said('help\n[files: “a.png”, “b.pdf”]')).toMatch(/^I cannot look at files.*“a.png”, “b.pdf”/);
    expect(await said('aiuto\n[files: “a.png”]')).toMatch(/^Non posso guardare i file.*“a.png”/);
  });

  it('are no part of what the words ask for', async () => {
    expect(await said('Create a task Call Anna\n[files: “a.png”]')).toBe(await said('Create a task Call Anna'));
    expect(await said('help [files: “a.png”]')).not.toMatch(/cannot look/);
  });
});
