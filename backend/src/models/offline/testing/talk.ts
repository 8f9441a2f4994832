import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { createOfflineModel } from '../offline-model.ts';
import type { ToolTable } from './table-rows.ts';
import { offeredTools } from './tool-table.ts';

/** Five tool steps a turn, then a call that must answer. */
const mostSteps = 5;

export interface Answered {
  text: string;
  /** The calls of each step, in order. */
  steps: { tool: string; input: unknown }[][];
}

export interface Talk {
  say: (text: string) => Promise<Answered>;
  prompt: LanguageModelV4Message[];
}

/** A conversation with the model as the loop holds it, its tools answered by a table. `when`: the turn's first line. `locale`: the user's. */
export function createTalk({
  table,
  when = '2026-11-21 Saturday 14:05 Europe/Rome',
  locale,
}: {
  table: ToolTable;
  when?: string | null;
  locale?: string;
}): Talk {
  const model = createOfflineModel();
  const prompt: LanguageModelV4Message[] = [{ role: 'system', content: 'You are Adiuva.' }];
  return {
    prompt,
    async say(message) {
      prompt.push({ role: 'user', content: [{ type: 'text', text: when === null ? message : `[${when}]\n${message}` }] });
      const steps: Answered['steps'] = [];
      for (;;) {
        const { content } = await model.doGenerate({
          prompt,
          tools: offeredTools,
          ...(locale !== undefined && { providerOptions: { offline: { locale } } }),
          toolChoice: { type: steps.length < mostSteps ? 'auto' : 'none' },
        });
        const calls = content.flatMap((part) =>
          part.type === 'tool-call'
            ? [{ id: part.toolCallId, tool: part.toolName, input: JSON.parse(part.input) as unknown }]
            : [],
        );
        const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
        if (calls.length === 0) {
          prompt.push({ role: 'assistant', content: [{ type: 'text', text }] });
          return { text, steps };
        }
        steps.push(calls.map(({ tool, input }) => ({ tool, input })));
        prompt.push({
          role: 'assistant',
          content: calls.map(({ id, tool, input }) => ({ type: 'tool-call', toolCallId: id, toolName: tool, input })),
        });
        prompt.push({
          role: 'tool',
          content: calls.map(({ id, tool, input }) => ({
            type: 'tool-result',
            toolCallId: id,
            toolName: tool,
            output: { type: 'json', value: table.call({ tool, input }) },
          })),
        });
      }
    },
  };
}
