import { idSchema, jsonObjectSchema, type JsonObject } from '@adiuva/shared-protocol';
import {
  ApprovalPending,
  chatTools,
  reasonToAsk,
  type ApprovedInput,
  type ToolCallPlace,
  type ToolReply,
} from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import { beginApproved, insertApproval, type StoredApproval } from '#backend/storage/approval-repository.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import { clipDeep } from './readable.ts';
import type { RunEventBody, RunLog } from './run-log.ts';

/** Names the approval of a tool call: the same for every worker that comes to it. */
export function approvalIdOf({ runId, step, ordinal }: { runId: string; step: number; ordinal: number }): string {
  return `${runId}:${step}:${ordinal}`;
}

/** What an approval's input may be; the tool's own schema. Undefined: there is no such tool any more. */
export function checkInput({
  tool,
  input,
}: {
  tool: string;
  input: JsonObject;
}): { errors: { path: string; message: string }[] } | undefined {
  const found = chatTools.find((each) => each.name === tool);
  if (!found) return undefined;
  const parsed = found.input.safeParse(input);
  const issues = parsed.success ? [] : parsed.error.issues;
  return { errors: issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
}

/** Asks the user about the tools that the backend runs itself, for one run (PROTOCOL 5.4). */
export interface ApprovalDesk {
  /**
   * The input that the user allowed, once it is stored that the tool begins; or a reply in its place. It is asked for
   * once, however often the step is taken up.
   * @throws ApprovalPending until the user has said so
   */
  ask(call: ToolCallPlace): Promise<ApprovedInput | ToolReply>;
  /** What is stored of a call, as of when the run was taken, and since. */
  find(call: ToolCallPlace): Pick<StoredApproval, 'status' | 'expiresAt' | 'requestedAt'> | undefined;
}

export function createApprovalDesk({
  run,
  log,
  stored,
  expiresAfterMs,
  clock,
}: {
  run: RunRecord;
  log: RunLog;
  stored: StoredApproval[];
  expiresAfterMs: number;
  clock: Clock;
}): ApprovalDesk {
  const known = new Map(stored.map((approval) => [approval.id, approval]));
  const asked = new Map<string, Pick<StoredApproval, 'status' | 'expiresAt' | 'requestedAt'>>();
  const idOf = ({ step, ordinal }: ToolCallPlace): string => approvalIdOf({ runId: run.id, step, ordinal });

  async function request(call: ToolCallPlace): Promise<never> {
    const { step, ordinal, request: wanted } = call;
    const id = idOf(call);
    const requestedAt = clock.now();
    const expiresAt = requestedAt + expiresAfterMs;
    const input = jsonObjectSchema.parse(wanted.input);
    const reason = reasonToAsk(wanted);
    const tool = wanted.name;
    const events: RunEventBody[] = [
      { type: 'tool_trace', trace_id: id, tool, turn: step, phase: 'start', at: requestedAt, input: clipDeep(input) },
      { type: 'approval_request', approval_id: idSchema.parse(id), tool, input, reason, expires_at: expiresAt },
    ];
    await log.write({
      events,
      rows: (sql) =>
        insertApproval({
          sql,
          key: log.key,
          approval: { id, runId: run.id, step, ordinal, tool, input, reason, requestedAt, expiresAt },
        }),
    });
    asked.set(id, { status: 'PENDING_APPROVAL', requestedAt, expiresAt });
    throw new ApprovalPending({ callId: id, what: { kind: 'backend', tool }, isNew: true });
  }

  return {
    find: (call) => asked.get(idOf(call)) ?? known.get(idOf(call)),
    async ask(call) {
      const approval = known.get(idOf(call));
      if (!approval) return request(call);
      switch (approval.status) {
        case 'PENDING_APPROVAL':
          throw new ApprovalPending({ callId: approval.id, what: { kind: 'backend', tool: approval.tool }, isNew: false });
        case 'REJECTED':
          return refused(`The user rejected this${approval.rejection ? `: ${approval.rejection}` : '. They gave no reason.'}`);
        case 'EXPIRED':
          return refused('Nobody answered in time, so this was not done (expired).');
        case 'APPROVED':
        case 'EXECUTED': {
          let isFirst = false;
          if (!approval.isExecuting) {
            await log.write({
              rows: async (sql) => {
                isFirst = await beginApproved({ sql, id: approval.id });
              },
            });
          }
          if (!isFirst) return mayBeDone;
          return { input: approval.editedInput ?? approval.input, isEdited: approval.editedInput !== undefined };
        }
        default:
          return approval.status satisfies never;
      }
    },
  };
}

function refused(error: string): ToolReply {
  return { outcome: 'refused', output: { error, code: 'rejected' } };
}

const mayBeDone: ToolReply = {
  outcome: 'interrupted',
  output: {
    error: 'The backend was stopped while it did this. It may have been done, so it was not done again. Tell the user so.',
    code: 'interrupted',
  },
};
