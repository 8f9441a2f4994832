import { HISTORY_TURNS, intentSchema, readStepAnswer, type GivenFile, type ToolReply, type Turn } from '#backend/agents/index.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import { findUserMessage, readMessages, readReplies, type StoredMessage } from '#backend/storage/conversation-repository.ts';
import type { Sql } from '#backend/storage/database.ts';
import { findOpenRunIds, readIntents, type RunRecord } from '#backend/storage/run-repository.ts';
import { readSteps, readToolResults, type StoredStep, type StoredToolResult } from '#backend/storage/run-step-repository.ts';
import { readGivenFiles } from './read-given-files.ts';

/** Messages of a session that are read at most: more turns than a model sees. */
const MESSAGES = HISTORY_TURNS * 3;

/** What the user says now, and the session's turns before it, with what their runs did. */
export async function readTurns({
  sql,
  key,
  run,
}: {
  sql: Sql;
  key: ContentKey;
  run: RunRecord;
}): Promise<{ said: string; files: readonly GivenFile[]; earlier: Turn[] }> {
  const own = await findUserMessage({ sql, key, runId: run.id });
  if (own?.text === undefined) throw new Error(`run ${run.id} has no message`);
  const session = { workspaceId: run.workspaceId, sessionId: run.sessionId };
  const stored = await readMessages({ sql, key, session, untilSeq: own.seq - 1, limit: MESSAGES });
  const messages = stored.filter(hasText);
  const runIds = messages.flatMap((message) => (message.role === 'user' && message.runId !== undefined ? [message.runId] : []));
  const [steps, results, replies, open, intents, files] = await Promise.all([
    readSteps({ sql, key, runIds }),
    readToolResults({ sql, key, runIds }),
    readReplies({ sql, key, runIds }),
    findOpenRunIds({ sql, runIds }),
    readIntents({ sql, runIds }),
    readGivenFiles({ sql, key, runIds: [...runIds, run.id], model: run.model }),
  ]);
  return {
    said: own.text,
    files: files.get(run.id) ?? [],
    earlier: toTurns({ messages, steps, results, replies, open, intents, files }),
  };
}

type Said = StoredMessage & { text: string };

function hasText(message: StoredMessage): message is Said {
  return message.text !== undefined;
}

/** A user's message opens a turn. What answers it is its run's; in a history that a device gave back, the next message. */
function toTurns({
  messages,
  steps,
  results,
  replies,
  open,
  intents,
  files: filesOf,
}: {
  messages: Said[];
  steps: StoredStep[];
  results: StoredToolResult[];
  replies: StoredMessage[];
  /** Runs that wait for their device's owner while the session goes on. */
  open: ReadonlySet<string>;
  intents: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, readonly GivenFile[]>;
}): Turn[] {
  return messages.flatMap((message, index): Turn[] => {
    if (message.role !== 'user') return [];
    const { runId, text: said } = message;
    if (runId === undefined) {
      const next = messages[index + 1];
      return [{ said, steps: [], reply: wordsOf(next?.role === 'assistant' ? next : undefined) }];
    }
    const intent = intentSchema.safeParse(intents.get(runId)).data;
    const files = filesOf.get(runId);
    if (open.has(runId)) {
      return [{ said, intent, files, steps: stepsOf({ runId, steps, results, unanswered: notApproved }), reply: NOT_APPROVED }];
    }
    const reply = wordsOf(replies.find((each) => each.runId === runId));
    return [{ said, intent, files, steps: stepsOf({ runId, steps, results }), reply }];
  });
}

/** Models want every message answered with some words. */
function wordsOf(reply: StoredMessage | undefined): string {
  return reply?.text?.trim() ? reply.text : '(no answer)';
}

const NOT_APPROVED = 'This waits for the user’s approval on the device; it is not done yet.';
const notApproved: ToolReply = {
  outcome: 'interrupted',
  output: {
    error: 'This waits for the user’s approval on the device. It is not done yet: do not repeat it.',
    code: 'needs_approval',
  },
};

function stepsOf({
  runId,
  steps,
  results,
  unanswered,
}: {
  runId: string;
  steps: StoredStep[];
  results: StoredToolResult[];
  /** Stands for a reply that is not there. */
  unanswered?: ToolReply;
}): Turn['steps'] {
  return steps
    .filter((each) => each.runId === runId)
    .map(({ step, content }) => {
      const answer = readStepAnswer(content);
      const ofStep = results.filter((each) => each.runId === runId && each.step === step);
      const replies = answer.calls.map((_, ordinal) => toReply(ofStep.find((each) => each.ordinal === ordinal)) ?? unanswered);
      return { answer, replies };
    });
}

/** A stored result as the model read it. */
export function toReply(result: StoredToolResult | undefined): ToolReply | undefined {
  return result && { outcome: result.outcome, output: result.content };
}
