import type { ModelMessage, ToolModelMessage } from 'ai';
import { filesLine, lengthOf, withFiles, type GivenFile } from './given-file.ts';
import { intentLine } from './orchestrator/intent-line.ts';
import type { Intent } from './orchestrator/intent.ts';
import { showAnswer, type TakenIds } from './portable-message.ts';
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
  /** What a model said that it is about; without it, the words tell. */
  intent?: Intent | undefined;
  /** Given along with what was said. */
  files?: readonly GivenFile[] | undefined;
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

/**
 * The messages that `model` (`provider:model`) gets for these turns, oldest first. The same turns always give the same bytes.
 * What another model answered is told without what only that model understands.
 */
export function toMessages({ turns, model }: { turns: Turn[]; model: string }): ModelMessage[] {
  const taken: TakenIds = new Set();
  return newest(turns).flatMap((turn) => turnMessages({ turn, model, taken }));
}

function newest(turns: Turn[]): Turn[] {
  const surplus = turns.length - HISTORY_TURNS;
  let first = surplus > 0 ? Math.ceil(surplus / BLOCK) * BLOCK : 0;
  const sizes = turns.map(({ files = [], ...turn }) => JSON.stringify(turn).length + lengthOf(files));
  let size = sizes.slice(first).reduce((sum, each) => sum + each, 0);
  while (size > HISTORY_CHARACTERS && first < turns.length - 1) {
    size -= sizes[first] ?? 0;
    first += 1;
  }
  return turns.slice(first);
}

/** The rules of the offline model read what the user said, and which files came with it, and nothing else. */
const isRules = (model: string): boolean => model.startsWith('offline:');

function turnMessages({
  turn: { said, intent, files = [], steps, reply },
  model,
  taken,
}: {
  turn: Turn;
  model: string;
  taken: TakenIds;
}): ModelMessage[] {
  const content = isRules(model)
    ? `${said}${filesLine(files)}`
    : withFiles({ words: `${said}${intentLine({ said, intent })}`, files });
  const messages: ModelMessage[] = [{ role: 'user', content }];
  let isAnswered = false;
  for (const { answer, replies } of steps) {
    const hasWords = answer.text.trim() !== '';
    isAnswered = hasWords && answer.calls.length === 0;
    if (!hasWords && answer.calls.length === 0) continue;
    const { message, callIds } = showAnswer({ answer, model, taken });
    messages.push(message);
    if (answer.calls.length > 0) messages.push(toolMessage({ answer, replies, callIds }));
  }
  if (reply !== undefined && !isAnswered) messages.push({ role: 'assistant', content: reply });
  return messages;
}

/** A tool's output as the model reads it: JSON text of the tool's output schema, or of `{error, code}`. */
function toolMessage({ answer, replies, callIds }: FinishedStep & { callIds: string[] }): ToolModelMessage {
  return {
    role: 'tool',
    content: answer.calls.map((call, ordinal) => ({
      type: 'tool-result',
      toolCallId: callIds[ordinal] ?? call.id,
      toolName: call.name,
      output: { type: 'text', value: JSON.stringify((replies[ordinal] ?? interrupted).output) },
    })),
  };
}
