import { inputText, namedEvent, pieces, usageOf, type Dialect } from './said.ts';

/** OpenAI's Responses API. */
export const responses: Dialect = {
  path: '/responses',
  stream(said) {
    const { thoughts, text = [], calls = [], model, n } = said;
    const base = { id: `resp_${n}`, object: 'response', created_at: 1, model };
    const { input, output, cached, reasoning } = usageOf(said);
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + output,
    };
    const items: string[] = [];
    let at = 0;
    if (thoughts !== undefined) {
      const item = { type: 'reasoning', id: `rs_${n}`, summary: [], encrypted_content: `sealed-thoughts-${n}` };
      items.push(
        namedEvent({ type: 'response.output_item.added', output_index: at, item }),
        namedEvent({ type: 'response.output_item.done', output_index: at, item }),
      );
      at += 1;
    }
    if (text.length > 0) {
      const item = { type: 'message', id: `msg_${n}`, role: 'assistant', status: 'in_progress', content: [] };
      items.push(
        namedEvent({ type: 'response.output_item.added', output_index: at, item }),
        ...text.map((delta) =>
          namedEvent({
            type: 'response.output_text.delta',
            item_id: item.id,
            output_index: at,
            content_index: 0,
            delta,
            logprobs: [],
          }),
        ),
        namedEvent({
          type: 'response.output_item.done',
          output_index: at,
          item: { ...item, status: 'completed', content: [{ type: 'output_text', text: text.join(''), annotations: [] }] },
        }),
      );
      at += 1;
    }
    calls.forEach(({ name, input: given }, index) => {
      const id = `fc_${n}_${index}`;
      const item = { type: 'function_call', id, call_id: `call_${n}_${index}`, name, arguments: '', status: 'in_progress' };
      const whole = inputText(given);
      items.push(
        namedEvent({ type: 'response.output_item.added', output_index: at, item }),
        ...pieces(whole).map((delta) =>
          namedEvent({ type: 'response.function_call_arguments.delta', item_id: id, output_index: at, delta }),
        ),
        namedEvent({ type: 'response.function_call_arguments.done', item_id: id, output_index: at, arguments: whole }),
        namedEvent({
          type: 'response.output_item.done',
          output_index: at,
          item: { ...item, arguments: whole, status: 'completed' },
        }),
      );
      at += 1;
    });
    const end = said.finish
      ? {
          type: 'response.incomplete',
          response: {
            ...base,
            status: 'incomplete',
            incomplete_details: { reason: said.finish === 'length' ? 'max_output_tokens' : 'content_filter' },
            usage,
          },
        }
      : { type: 'response.completed', response: { ...base, status: 'completed', incomplete_details: null, usage } };
    return [namedEvent({ type: 'response.created', response: { ...base, status: 'in_progress' } }), ...items, namedEvent(end)];
  },
  error: ({ message }) => ({ error: { message, type: 'error', param: null, code: null } }),
  breakEvent: namedEvent({
    type: 'error',
    sequence_number: 9,
    error: { type: 'server_error', code: 'server_error', message: 'overloaded', param: null },
  }),
};
