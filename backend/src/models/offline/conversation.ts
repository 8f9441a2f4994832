import { exhausted } from './exhausted.ts';
import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { makeDay } from './dates/calendar.ts';
import type { Moment } from './dates/moment.ts';
import type { ToolReply } from './plans/plan.ts';

/** A call that was made in a turn, with its answer once there is one. */
export interface MadeCall {
  id: string;
  tool: string;
  input: unknown;
  reply?: ToolReply;
}

/** One message of the user, and what was done about it. */
export interface Turn {
  text: string;
  /** The names of files that came with it, as a list in quotes. */
  files?: string;
  now?: Moment;
  calls: MadeCall[];
}

const contextLine = /^\[(\d{4})-(\d{2})-(\d{2}) [^\]\s]{1,20} ([01]\d|2[0-3]):([0-5]\d) ([^\]\s]{1,100})\](?:\r?\n|$)/;

/** The first line of a turn's message says when it was; a message without it is answered without dates. */
function readContext(text: string): { text: string; now?: Moment } {
  const found = contextLine.exec(text);
  const day = found && makeDay({ year: Number(found[1]), month: Number(found[2]), date: Number(found[3]) });
  if (!found || day === undefined || day === null) return { text };
  return {
    text: text.slice(found[0].length),
    now: { day, time: `${found[4] ?? '00'}:${found[5] ?? '00'}`, zone: found[6] ?? 'UTC' },
  };
}

const filesLine = /\n\[files: (“[^”\r\n]*”(?:, “[^”\r\n]*”)*)\]$/;

/** The last line of a message says which files came with it; the words stand before it. */
function readFiles<Message extends { text: string }>(message: Message): Message & { files?: string } {
  const found = filesLine.exec(message.text);
  return found?.[1] === undefined ? message : { ...message, text: message.text.slice(0, found.index), files: found[1] };
}

type ToolPart = Extract<Extract<LanguageModelV4Prompt[number], { role: 'tool' }>['content'][number], { type: 'tool-result' }>;

/** A tool's own JSON, or its error: `{error, code}`, whether it comes as a value or as an error. */
function readReply({ output }: ToolPart): ToolReply {
  switch (output.type) {
    case 'json':
    case 'error-json':
      return replyOf(output.value, output.type === 'error-json');
    case 'text':
    case 'error-text':
      return replyOf(parsed(output.value), output.type === 'error-text');
    case 'execution-denied':
      return { ok: false, code: 'rejected', error: output.reason ?? 'It was not allowed.' };
    case 'content':
      return replyOf(parsed(output.value.map((part) => (part.type === 'text' ? part.text : '')).join('')), false);
    default:
      return exhausted(output);
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Not JSON: it is a sentence.
    return text;
  }
}

function replyOf(value: unknown, isError: boolean): ToolReply {
  if (typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string') {
    return { ok: false, error: value.error, code: 'code' in value && typeof value.code === 'string' ? value.code : 'internal' };
  }
  if (isError) return { ok: false, error: typeof value === 'string' ? value : 'The tool failed.', code: 'internal' };
  return { ok: true, value };
}

/** The turns of a prompt, oldest first; what stands before the first user message is left out. */
export function readConversation(prompt: LanguageModelV4Prompt): Turn[] {
  const turns: Turn[] = [];
  for (const message of prompt) {
    const turn = turns.at(-1);
    switch (message.role) {
      case 'system':
        break;
      case 'user': {
        const text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
        turns.push({ ...readFiles(readContext(text)), calls: [] });
        break;
      }
      case 'assistant':
      case 'tool':
        for (const part of message.content) {
          if (!turn) continue;
          if (part.type === 'tool-call') {
            turn.calls.push({
              id: part.toolCallId,
              tool: part.toolName,
              input: typeof part.input === 'string' ? parsed(part.input) : part.input,
            });
          } else if (part.type === 'tool-result') {
            const call = turn.calls.find(({ id, reply }) => id === part.toolCallId && reply === undefined);
            if (call) call.reply = readReply(part);
          }
        }
        break;
    }
  }
  return turns;
}
