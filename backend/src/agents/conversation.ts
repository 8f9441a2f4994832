import type { ModelMessage, ToolModelMessage } from 'ai';
import type { StepAnswer, ToolReply } from './step-answer.ts';

/** A model call that asked for tools, and what they gave back, in the order of the calls. */
export interface FinishedStep {
  answer: StepAnswer;
  /** Undefined: the run ended before this call had a result. */
  replies: (ToolReply | undefined)[];
}

/** What the user said, what was done for it, and the reply. */
export interface Turn {
  said: string;
  steps: FinishedStep[];
  /** Absent while the turn is being answered. */
  reply?: string;
}

/** Turns that a model sees at most. Older ones leave in blocks, so that the beginning stays the same for many turns. */
export const HISTORY_TURNS = 20;
const BLOCK = 10;
/** Characters of history at most; what is older is left out, in whole turns. */
const HISTORY_CHARACTERS = 300_000;

const interrupted: ToolReply = {
  outcome: 'interrupted',
  output: { error: 'The run ended before an answer came. It may have been done: read before repeating.', code: 'interrupted' },
};

/** The messages that a model gets for these turns, oldest first. The same turns always give the same bytes. */
export function toMessages(turns: Turn[]): ModelMessage[] {
  return newest(turns).flatMap(turnMessages);
}

function newest(turns: Turn[]): Turn[] {
  const surplus = turns.length - HISTORY_TURNS;
  let first = surplus > 0 ? Math.ceil(surplus / BLOCK) * BLOCK : 0;
  const sizes = turns.map((turn) => JSON.stringify(turn).length);
  let size = sizes.slice(first).reduce((sum, each) => sum + each, 0);
  while (size > HISTORY_CHARACTERS && first < turns.length - 1) {
    size -= sizes[first] ?? 0;
    first += 1;
  }
  return turns.slice(first);
}

function turnMessages({ said, steps, reply }: Turn): ModelMessage[] {
  const messages: ModelMessage[] = [{ role: 'user', content: said }];
  let isAnswered = false;
  for (const { answer, replies } of steps) {
    const hasWords = answer.text.trim() !== '';
    isAnswered = hasWords && answer.calls.length === 0;
    if (hasWords || answer.calls.length > 0) messages.push(answer.message);
    if (answer.calls.length > 0) messages.push(toolMessage({ answer, replies }));
  }
  if (reply !== undefined && !isAnswered) messages.push({ role: 'assistant', content: reply });
  return messages;
}

/** A tool's output as the model reads it: JSON text of the tool's output schema, or of `{error, code}`. */
function toolMessage({ answer, replies }: FinishedStep): ToolModelMessage {
  return {
    role: 'tool',
    content: answer.calls.map((call, ordinal) => ({
      type: 'tool-result',
      toolCallId: call.id,
      toolName: call.name,
      output: { type: 'text', value: JSON.stringify((replies[ordinal] ?? interrupted).output) },
    })),
  };
}
