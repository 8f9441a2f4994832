import type { AssistantModelMessage, JSONValue } from 'ai';
import type { StepAnswer } from './step-answer.ts';

/** What every provider takes as the id of a tool call. */
const PLAIN_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Ids of tool calls that are taken in a conversation: providers want each call to have its own. */
export type TakenIds = Set<string>;

/** An answer as a model can be shown it, and the ids that its calls have there, in their order. */
export interface ShownAnswer {
  message: AssistantModelMessage;
  callIds: string[];
}

/**
 * A stored answer for the model that is asked now. To the model that gave it, it goes back as it was: with its thoughts,
 * their signatures, and the provider's own ids, which some providers insist on. To any other model it is words and tool calls,
 * since what one provider put there another refuses. `taken` learns of its ids.
 */
export function showAnswer({ answer, model, taken }: { answer: StepAnswer; model: string; taken: TakenIds }): ShownAnswer {
  const isOwn = answer.model === model;
  const callIds = answer.calls.map(({ id }) => freeId({ id, isOwn, taken }));
  const { content } = answer.message;
  if (typeof content === 'string') return { message: { role: 'assistant', content }, callIds };
  let call = 0;
  const parts = content.flatMap((part): Exclude<typeof content, string> => {
    switch (part.type) {
      // A text without a word is refused by some providers.
      case 'text':
        if (part.text.trim() === '') return [];
        return [isOwn ? part : { type: 'text', text: part.text }];
      case 'tool-call': {
        const { toolCallId, toolName, input } = part;
        const place = answer.calls[call]?.id === toolCallId ? call : -1;
        if (place >= 0) call += 1;
        const id = callIds[place] ?? toolCallId;
        return [{ ...(isOwn ? part : {}), type: 'tool-call', toolCallId: id, toolName, input: toInput(input) }];
      }
      default:
        return isOwn ? [part] : [];
    }
  });
  return { message: { role: 'assistant', content: parts }, callIds };
}

function freeId({ id, isOwn, taken }: { id: string; isOwn: boolean; taken: TakenIds }): string {
  const wanted = isOwn || PLAIN_ID.test(id) ? id : `call_${id.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 40)}`;
  let free = wanted;
  for (let count = 2; taken.has(free); count += 1) free = `${wanted.slice(0, 58)}_${count}`;
  taken.add(free);
  return free;
}

/** What a model wrote and nobody could read as JSON stands there as a text; providers take nothing but objects. */
function toInput(input: unknown): unknown {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : ({} satisfies JSONValue);
}
