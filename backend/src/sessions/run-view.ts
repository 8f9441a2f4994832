import {
  deviceIdSchema,
  requestIdSchema,
  runIdSchema,
  sessionIdSchema,
  type RunEvent,
  type runSchema,
  type Usage,
} from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { readSnapshot, SnapshotTooNewError } from '#backend/runs/index.ts';
import { readApprovals, type StoredApproval } from '#backend/storage/approval-repository.ts';
import type { ContentKey, ContentKeys } from '#backend/storage/content-keys.ts';
import { readReplies, type StoredMessage } from '#backend/storage/conversation-repository.ts';
import type { Database, Sql } from '#backend/storage/database.ts';
import { findRun, type RunRecord } from '#backend/storage/run-repository.ts';
import { readStoredSnapshot } from '#backend/storage/snapshot-repository.ts';

/** A run, as its user sees it. */
export type RunView = z.infer<typeof runSchema>;
type OpenToolCall = RunView['tool_calls'][number];

/** Runs as their user reads them, also those that other nodes work on. */
export interface RunReader {
  /** Undefined: the user has no such run. */
  find(request: { userId: string; runId: string }): Promise<RunRecord | undefined>;
  view(run: RunRecord): Promise<RunView>;
  /**
   * How a run ended, as its last events would tell it, made from what is kept of it: its answer as one text where it was
   * one, and its `final`. Both carry the run's last `seq`. None while it has not ended.
   */
  readEnd(run: RunRecord): Promise<RunEvent[]>;
}

export function createRunReader({ database, contentKeys }: { database: Database; contentKeys: ContentKeys }): RunReader {
  const { sql } = database;
  return {
    async find({ userId, runId }) {
      const run = await findRun({ sql, runId });
      return run?.userId === userId ? run : undefined;
    },
    view: async (run) => viewRun({ sql, key: await contentKeys.of(run.workspaceId), run }),
    readEnd: async (run) => readEndEvents({ sql, key: await contentKeys.of(run.workspaceId), run }),
  };
}

async function viewRun({ sql, key, run }: { sql: Sql; key: ContentKey; run: RunRecord }): Promise<RunView> {
  const isOpen = run.endedAt === null;
  const [approvals, openCalls, reply] = await Promise.all([
    isOpen ? readApprovals({ sql, key, runId: run.id }) : [],
    isOpen ? readOpenCalls({ sql, key, run }) : [],
    readReply({ sql, key, run }),
  ]);
  return {
    run_id: runIdSchema.parse(run.id),
    session_id: sessionIdSchema.parse(run.sessionId),
    device_id: run.deviceId === '' ? null : deviceIdSchema.parse(run.deviceId),
    request_id: requestIdSchema.parse(run.requestId),
    kind: run.kind,
    status: run.status,
    ...(run.code === null ? {} : { code: run.code }),
    ...(run.endedAt === null ? {} : { response: reply?.text ?? null, ended_at: run.endedAt }),
    usage: usageOf(run),
    created_at: run.createdAt,
    approvals: approvals.filter(({ status }) => status === 'PENDING_APPROVAL').map(toPendingApproval),
    tool_calls: openCalls,
  };
}

/** Of the step that the run is at. A snapshot that only a newer backend can read says nothing here. */
async function readOpenCalls({ sql, key, run }: { sql: Sql; key: ContentKey; run: RunRecord }): Promise<OpenToolCall[]> {
  const session = { workspaceId: run.workspaceId, sessionId: run.sessionId };
  try {
    const snapshot = readSnapshot(await readStoredSnapshot({ sql, key, session }));
    return snapshot.runs.find((state) => state.run_id === run.id)?.pending_tool_calls ?? [];
  } catch (error) {
    if (error instanceof SnapshotTooNewError) return [];
    throw error;
  }
}

function toPendingApproval({ id, tool, input, reason, requestedAt, expiresAt }: StoredApproval): RunView['approvals'][number] {
  return { approval_id: id, tool, input, reason, requested_at: requestedAt, expires_at: expiresAt };
}

/** What a run's model calls used together, as far as they are stored. */
export function usageOf(run: RunRecord): Usage {
  return {
    input_tokens: run.inputTokens,
    output_tokens: run.outputTokens,
    cached_input_tokens: run.cachedInputTokens,
    reasoning_tokens: run.reasoningTokens,
    cost_usd: run.costUsd,
    model: run.model,
  };
}

async function readReply({ sql, key, run }: { sql: Sql; key: ContentKey; run: RunRecord }): Promise<StoredMessage | undefined> {
  if (run.endedAt === null) return undefined;
  const replies = await readReplies({ sql, key, runIds: [run.id] });
  return replies.at(-1);
}

async function readEndEvents({ sql, key, run }: { sql: Sql; key: ContentKey; run: RunRecord }): Promise<RunEvent[]> {
  const { status, code } = run;
  if (status === 'queued' || status === 'running' || status === 'waiting') return [];
  const reply = await readReply({ sql, key, run });
  const response = reply?.text ?? '';
  const common = { run_id: runIdSchema.parse(run.id), seq: run.lastEventSeq };
  const isAnswer = (status === 'success' || status === 'partial') && response !== '';
  return [
    ...(reply && isAnswer ? [{ ...common, type: 'text_chunk' as const, message_id: reply.id, text: response }] : []),
    { ...common, type: 'final', status, response, ...(code === null ? {} : { code }), usage: usageOf(run) },
  ];
}
