import { inputText, namedEvent, pieces, usageOf, type Dialect } from './said.ts';

const FINISH = { length: 'max_tokens', filtered: 'refusal' } as const;

/** Anthropic's Messages API. */
export const messages: Dialect = {
  path: '/messages',
  stream(said) {
    const { thoughts, text = [], calls = [], model, n } = said;
    const { input, output, cached, written } = usageOf(said);
    const blocks: string[] = [];
    let at = 0;
    const block = ({ start, deltas }: { start: object; deltas: object[] }): void => {
      blocks.push(
        namedEvent({ type: 'content_block_start', index: at, content_block: start }),
        ...deltas.map((delta) => namedEvent({ type: 'content_block_delta', index: at, delta })),
        namedEvent({ type: 'content_block_stop', index: at }),
      );
      at += 1;
    };
    if (thoughts !== undefined) {
      const deltas = pieces(thoughts).map((thinking) => ({ type: 'thinking_delta', thinking }));
      block({
        start: { type: 'thinking', thinking: '', signature: '' },
        deltas: [...deltas, { type: 'signature_delta', signature: `signed-thoughts-${n}` }],
      });
    }
    if (text.length > 0) {
      block({ start: { type: 'text', text: '' }, deltas: text.map((each) => ({ type: 'text_delta', text: each })) });
    }
    calls.forEach(({ name, input: given }, index) =>
      block({
        start: { type: 'tool_use', id: `toolu_${n}_${index}`, name, input: {} },
        deltas: pieces(inputText(given)).map((each) => ({ type: 'input_json_delta', partial_json: each })),
      }),
    );
    return [
      namedEvent({
        type: 'message_start',
        message: {
          id: `msg_${n}`,
          type: 'message',
          role: 'assistant',
          model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: {
            // What was neither read from the cache nor written to it.
            input_tokens: input - cached - written,
            cache_read_input_tokens: cached,
            cache_creation_input_tokens: written,
            output_tokens: 1,
          },
        },
      }),
      ...blocks,
      namedEvent({
        type: 'message_delta',
        delta: {
          stop_reason: said.finish ? FINISH[said.finish] : calls.length > 0 ? 'tool_use' : 'end_turn',
          stop_sequence: null,
        },
        usage: { output_tokens: output },
      }),
      namedEvent({ type: 'message_stop' }),
    ];
  },
  error: ({ message }) => ({ type: 'error', error: { type: 'error', message } }),
  breakEvent: namedEvent({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
};
