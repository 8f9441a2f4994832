import type { JsonObject } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import { decideApproval, expireApprovals, findApproval, type ApprovalStatus } from '#backend/storage/approval-repository.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database, Transaction } from '#backend/storage/database.ts';
import { findDeviceCall } from '#backend/storage/device-call-repository.ts';
import { findRun, lockRun, markRunQueued, type RunRecord } from '#backend/storage/run-repository.ts';
import { readStoredSnapshot, updateSessionState } from '#backend/storage/snapshot-repository.ts';
import { checkInput } from './approval-desk.ts';
import type { RunDispatch } from './run-dispatch.ts';
import { noUsage } from './run-log.ts';
import { readSnapshot, SnapshotTooNewError, withCallStatus, type SnapshotCall } from './session-snapshot.ts';

/** What a user says about a tool that the backend would run. */
export interface ApprovalDecision {
  approvalId: string;
  decision: 'approve' | 'reject' | 'edit';
  input?: JsonObject | undefined;
  reason?: string | undefined;
}

/**
 * `accepted`: it counts. `already_answered`: an earlier one counts, or the time was over. `device_only`: it is a call of the
 * device, which its owner decides about there. `unknown`: nothing asks for it. `invalid`: it cannot be taken as it is, and
 * the approval goes on waiting.
 */
export type DecisionOutcome =
  | { outcome: 'accepted' | 'already_answered'; status: ApprovalStatus }
  | { outcome: 'device_only' | 'unknown' }
  | { outcome: 'invalid'; errors: { path: string; message: string }[] };

/** Decisions about the tools that the backend runs after approval. The first answer counts. */
export interface Decisions {
  /** `isOwn`: whether the run is one of whoever decides; of another it is not told that it exists. */
  decide(request: {
    decision: ApprovalDecision;
    by: { kind: 'device'; userId: string; deviceId: string } | { kind: 'user'; userId: string };
    isOwn: (run: RunRecord) => boolean;
  }): Promise<DecisionOutcome>;
  /** Nobody answered in time: the run goes on without. */
  expire(approval: { id: string; runId: string }): Promise<void>;
}

export function createDecisions({
  database,
  contentKeys,
  audit,
  dispatch,
  clock,
}: {
  database: Database;
  contentKeys: ContentKeys;
  audit: Audit;
  dispatch: RunDispatch;
  clock: Clock;
}): Decisions {
  const { sql } = database;

  /** Under the run's lock: either the run is seen to wait here, or its worker sees the decision before it lets it wait. */
  async function wake({ transaction, run }: { transaction: Transaction; run: RunRecord }): Promise<void> {
    if (run.status !== 'waiting') return;
    await markRunQueued({ sql: transaction.sql, runId: run.id });
    await dispatch.sendNext({ transaction, session: run });
  }

  async function tell({
    transaction,
    run,
    callId,
    status,
  }: {
    transaction: Transaction;
    run: RunRecord;
    callId: string;
    status: SnapshotCall['status'];
  }): Promise<void> {
    const key = await contentKeys.of(run.workspaceId);
    const within = { sql: transaction.sql, key, session: run };
    const stored = await readStoredSnapshot({ ...within, lock: true });
    try {
      const snapshot = withCallStatus({ snapshot: readSnapshot(stored), runId: run.id, callId, status });
      if (stored !== undefined) await updateSessionState({ ...within, usage: noUsage, snapshot });
    } catch (error) {
      // A newer backend's is left as it is; the worker that takes the run says so.
      if (!(error instanceof SnapshotTooNewError)) throw error;
    }
  }

  function faultsOf({
    tool,
    decision: { decision, input },
  }: {
    tool: string;
    decision: ApprovalDecision;
  }): { path: string; message: string }[] {
    if (decision !== 'edit') {
      return input === undefined || input === null ? [] : [{ path: 'input', message: 'goes with the decision "edit" only' }];
    }
    if (!input) return [{ path: 'input', message: 'is needed with the decision "edit"' }];
    const checked = checkInput({ tool, input });
    return (checked?.errors ?? []).map(({ path, message }) => ({ path: path === '' ? 'input' : `input.${path}`, message }));
  }

  return {
    async decide({ decision, by, isOwn }) {
      const id = decision.approvalId;
      const found = await findApproval({ sql, id });
      if (!found) {
        const call = await findDeviceCall({ sql, callId: id });
        const owner = call && (await findRun({ sql, runId: call.runId }));
        return { outcome: owner && isOwn(owner) ? 'device_only' : 'unknown' };
      }
      const run = await findRun({ sql, runId: found.runId });
      if (!run || !isOwn(run)) return { outcome: 'unknown' };
      const errors = faultsOf({ tool: found.tool, decision });
      if (errors.length > 0) {
        const device = by.kind === 'device' ? { deviceId: by.deviceId } : {};
        const detail = { approval_id: id, decision: decision.decision, path: errors[0]?.path ?? '' };
        await audit.record({ event: 'approval_response_invalid', userId: by.userId, ...device, runId: run.id, detail });
        return { outcome: 'invalid', errors };
      }
      const key = await contentKeys.of(run.workspaceId);
      const at = clock.now();
      const status = decision.decision === 'reject' ? ('REJECTED' as const) : ('APPROVED' as const);
      const isFirst = await database.transaction(async (transaction) => {
        const locked = await lockRun({ sql: transaction.sql, runId: run.id });
        if (!locked || locked.endedAt !== null) return false;
        const isLate = found.expiresAt <= at;
        const counts = isLate
          ? await expireApprovals({ sql: transaction.sql, id, at })
          : await decideApproval({
              sql: transaction.sql,
              key,
              id,
              status,
              by: by.kind,
              at,
              decision: {
                ...(decision.input ? { input: decision.input } : {}),
                ...(decision.reason && status === 'REJECTED' ? { reason: decision.reason } : {}),
              },
            });
        if (counts) {
          await tell({ transaction, run: locked, callId: id, status: isLate ? 'EXPIRED' : status });
          await wake({ transaction, run: locked });
        }
        return counts && !isLate;
      });
      const now = await findApproval({ sql, id });
      return { outcome: isFirst ? 'accepted' : 'already_answered', status: now?.status ?? 'EXPIRED' };
    },

    async expire({ id, runId }) {
      await database.transaction(async (transaction) => {
        const run = await lockRun({ sql: transaction.sql, runId });
        if (!(await expireApprovals({ sql: transaction.sql, id, at: clock.now() }))) return;
        if (!run) return;
        await tell({ transaction, run, callId: id, status: 'EXPIRED' });
        await wake({ transaction, run });
      });
    },
  };
}
