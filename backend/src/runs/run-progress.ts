import { idSchema } from '@adiuva/shared-protocol';
import { placeOf, type StepAnswer, type ToolCallPlace, type ToolReply } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { StoredApproval } from '#backend/storage/approval-repository.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import { approvalIdOf } from './approval-desk.ts';
import { budgetLeft, type RunLimits, type RunUse } from './limits.ts';
import type { RunState, SnapshotCall } from './session-snapshot.ts';

/** Where a run stands, told for its session's snapshot with every step that is stored. */
export interface RunProgress {
  atStep(step: { step: number; answer: StepAnswer; replies: (ToolReply | undefined)[] }): RunState;
  replied(call: ToolCallPlace & { reply: ToolReply }): RunState;
  /** The user is asked about a tool of the backend's, or has answered. */
  asked(approval: { call: ToolCallPlace } & Pick<StoredApproval, 'status' | 'requestedAt' | 'expiresAt'>): void;
  /** Every call of the step that has no reply waits for the user. */
  waiting(step: number): RunState;
}

const WHERE = { device: 'device', app: 'app', backend: 'backend', backend_after_approval: 'backend' } as const;

export function createRunProgress({
  run,
  limits,
  used,
  clock,
}: {
  run: RunRecord;
  limits: RunLimits;
  used: () => RunUse;
  clock: Clock;
}): RunProgress {
  let step = 0;
  let calls: SnapshotCall[] = [];

  function state(status: RunState['status']): RunState {
    return {
      run_id: idSchema.parse(run.id),
      status,
      step,
      pending_tool_calls: calls,
      budget_left: budgetLeft({ limits, used: used(), step }),
    };
  }

  function change({ ordinal, ...changed }: { ordinal: number } & Partial<SnapshotCall>): void {
    calls = calls.map((call, index) => (index === ordinal ? { ...call, ...changed } : call));
  }

  return {
    atStep({ step: at, answer, replies }) {
      step = at;
      calls = answer.calls.map((request, ordinal) => {
        const reply = replies[ordinal];
        return {
          tool_call_id: approvalIdOf({ runId: run.id, step, ordinal }),
          tool: request.name.slice(0, 200),
          input: request.input,
          where: WHERE[placeOf(request)],
          status: reply ? statusOf(reply) : 'APPROVED',
          requested_at: clock.now(),
          expires_at: null,
        };
      });
      return state('running');
    },
    replied({ ordinal, reply }) {
      change({ ordinal, status: statusOf(reply) });
      return state('running');
    },
    asked({ call: { ordinal }, status, requestedAt, expiresAt }) {
      change({ ordinal, status, requested_at: requestedAt, expires_at: expiresAt });
    },
    waiting() {
      calls = calls.map((call) => (call.status === 'APPROVED' ? { ...call, status: 'PENDING_APPROVAL' } : call));
      return state('waiting');
    },
  };
}

function statusOf({ outcome, output }: ToolReply): SnapshotCall['status'] {
  if (outcome !== 'refused') return 'EXECUTED';
  const words = typeof output === 'object' && output !== null && 'error' in output ? String(output.error) : '';
  return words.endsWith('(expired).') ? 'EXPIRED' : 'REJECTED';
}
