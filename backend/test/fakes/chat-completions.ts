import { event, inputText, pieces, usageOf, type Dialect } from './said.ts';

const FINISH = { length: 'length', filtered: 'content_filter' } as const;

/** OpenAI's chat completions, as compatible servers and DeepSeek speak them. */
export const chatCompletions: Dialect = {
  path: '/chat/completions',
  stream(said) {
    const { thoughts, text = [], calls = [], model, n } = said;
    const chunk = (delta: object, finish: string | null = null): string =>
      event({
        id: `c-${n}`,
        object: 'chat.completion.chunk',
        created: 1,
        model,
        choices: [{ index: 0, delta, finish_reason: finish }],
      });
    const { input, output, cached, reasoning } = usageOf(said);
    return [
      chunk({ role: 'assistant', content: '' }),
      ...(thoughts === undefined ? [] : pieces(thoughts).map((each) => chunk({ reasoning_content: each }))),
      ...text.map((content) => chunk({ content })),
      ...calls.flatMap(({ name, input: given }, index) => [
        chunk({ tool_calls: [{ index, id: `call_${n}_${index}`, type: 'function', function: { name, arguments: '' } }] }),
        ...pieces(inputText(given)).map((each) => chunk({ tool_calls: [{ index, function: { arguments: each } }] })),
      ]),
      chunk({}, said.finish ? FINISH[said.finish] : calls.length > 0 ? 'tool_calls' : 'stop'),
      event({
        id: `c-${n}`,
        object: 'chat.completion.chunk',
        created: 1,
        model,
        choices: [],
        usage: {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output,
          prompt_tokens_details: { cached_tokens: cached },
          // As DeepSeek tells it.
          prompt_cache_hit_tokens: cached,
          prompt_cache_miss_tokens: input - cached,
          completion_tokens_details: { reasoning_tokens: reasoning },
        },
      }),
      'data: [DONE]\n\n',
    ];
  },
  error: ({ message }) => ({ error: { message, type: 'error', code: null } }),
  breakEvent: event({ error: { message: 'overloaded', type: 'server_error', code: 503 } }),
};
