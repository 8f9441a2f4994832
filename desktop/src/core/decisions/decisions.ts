import { jsonObjectSchema, toolCallSchema, type JsonObject } from '@adiuva/shared-protocol';
import {
  shownSchema,
  whySchema,
  type ApprovalRepository,
  type KeptCalls,
  type Shown,
  type StoredApproval,
} from '#core/approvals/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { CallDesk } from '#core/device-tools/index.ts';
import { AMOUNTS, type Grants } from '#core/policy/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import { isTableName, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import type { Approval } from '#rpc/approvals.ts';

/** What the user says about what waits. What they approve is done at once; the backend hears of it. */
export interface Decisions {
  list(page: { state: 'pending' | 'decided'; run_id?: string | undefined; offset: number; limit: number }): {
    items: Approval[];
    total: number;
  };
  /** @throws DeviceError `not_found`: it does not wait; `conflict`: what was shown is no more so; and what the write says */
  approve(decision: { approval_id: string; version?: number | undefined; edited?: JsonObject | undefined }): Approval;
  /** @throws DeviceError `not_found`, `invalid_data` */
  reject(decision: { approval_id: string; reason?: string | undefined }): Approval;
  /** Tells the backend again what it has not acted on. */
  tellAgain(): void;
  dispose(): void;
}

/** What happens to a message of the user's that waits. */
export interface HeldMessages {
  release(requestId: string): void;
  cancel(requestId: string): void;
}

/** How often what waited too long is looked for, in milliseconds. */
const EXPIRY_CHECK_MS = 30_000;

export function createDecisions({
  database,
  repository,
  kept,
  desk,
  grants,
  runs,
  rows,
  messages,
  privacy,
  send,
  clock,
}: {
  database: DeviceDatabase;
  repository: ApprovalRepository;
  kept: KeptCalls;
  desk: CallDesk;
  grants: Grants;
  runs: RunRepository;
  rows: AllWorkRows;
  messages: HeldMessages;
  privacy: Privacy;
  /** Puts a frame on the wire, when there is one. */
  send: (text: string) => void;
  clock: Clock;
}): Decisions {
  let cancelCheck: (() => void) | undefined;

  /** What the user writes to the backend about an approval is not asked about: it leaves hidden clients out. */
  function checkMayLeave({ value, what }: { value: unknown; what: 'reason' | 'input' }): void {
    const names = privacy.named(typeof value === 'string' ? value : JSON.stringify(value)).map(({ name }) => `“${name}”`);
    if (names.length > 0)
      throw new DeviceError(
        'invalid_data',
        `The ${what} names ${names.join(', ')}, of which nothing may leave this device. Say it without the name.`,
      );
  }

  function pending(approvalId: string): StoredApproval {
    const approval = repository.find(approvalId);
    if (approval?.state === 'pending' && approval.expiresAt <= clock.now()) expire(approval);
    else if (approval?.state === 'pending') return approval;
    throw new DeviceError('not_found', 'This does not wait for you any more.');
  }

  function tell({ approvalId, kind, state, edited, reason }: StoredApproval): void {
    if (kind === 'message') return;
    const decision = state === 'rejected' || state === 'expired' ? 'reject' : edited === null ? 'approve' : 'edit';
    send(
      JSON.stringify({
        type: 'approval_response',
        approval_id: approvalId,
        decision,
        // What a device action was changed to is the device's own matter; a tool of the backend's has to be told.
        ...(decision === 'edit' && kind === 'backend' && edited !== null
          ? { input: privacy.outgoingValue(JSON.parse(edited)) }
          : {}),
        ...(decision === 'reject' && reason !== null && privacy.named(reason).length === 0
          ? { reason: privacy.outgoingText(reason) }
          : {}),
      }),
    );
  }

  /** Once it is committed: the run goes on, so it is not idle from now on. */
  function decided(approval: StoredApproval): Approval {
    if (approval.runId !== null) grants.touch(approval.runId);
    const now = repository.get(approval.seq) ?? approval;
    database.afterCommit(() => tell(now));
    return shown(now);
  }

  /** The word and what becomes of a message by it, together: killed at any moment, none stays behind. */
  function refuse({
    approval,
    ...word
  }: {
    approval: StoredApproval;
    state: 'expired' | 'rejected';
    reason: string | null;
  }): void {
    database.write(() => {
      kept.setState({ seq: approval.seq, ...word });
      if (approval.kind === 'message') messages.cancel(approval.approvalId);
    });
  }

  function expire(approval: StoredApproval): void {
    refuse({ approval, state: 'expired', reason: 'expired' });
    decided(approval);
  }

  function expireOverdue(): void {
    for (const approval of repository.overdue(clock.now())) expire(approval);
    cancelCheck = clock.after(EXPIRY_CHECK_MS, expireOverdue);
  }

  /**
   * Shows it anew, when the row that it is about was changed since, or something was hung on a row that would go.
   * @throws DeviceError `conflict` then
   */
  function checkShown({ approval, edited }: { approval: StoredApproval; edited: JsonObject | undefined }): void {
    const table = approval.tableName;
    if (approval.rowId === null || !isTableName(table)) return;
    const isThere = rows[table].exists(approval.rowId);
    if (!isThere && edited !== undefined) return;
    const { shown: next, summary, baseRevision } = desk.describe(callOf(approval));
    const { since, hanging } = shownSchema.parse(JSON.parse(approval.shown));
    if (baseRevision === approval.baseRevision && JSON.stringify(hanging) === JSON.stringify(next.hanging)) return;
    database.write(() => {
      repository.set({
        seq: approval.seq,
        shown: JSON.stringify({ ...next, since }),
        summary,
        baseRevision,
        version: approval.version + 1,
      });
      kept.setState({ seq: approval.seq, state: 'pending' });
    });
    throw new DeviceError('conflict', 'It was changed meanwhile. Look at it again, then decide.');
  }

  function callOf(approval: StoredApproval): ReturnType<typeof toolCallSchema.parse> {
    return toolCallSchema.parse(JSON.parse(approval.call));
  }

  function approveStored({ approval, edited }: { approval: StoredApproval; edited: JsonObject | undefined }): void {
    switch (approval.kind) {
      case 'device':
        checkShown({ approval, edited });
        database.write(() =>
          desk.perform({ approval, call: callOf(approval), edited, why: whySchema.parse(JSON.parse(approval.why)) }),
        );
        return;
      case 'backend':
        database.write(() =>
          kept.setState({ seq: approval.seq, state: 'approved', edited: edited ? JSON.stringify(edited) : null }),
        );
        return;
      case 'message':
        database.write(() => {
          kept.setState({ seq: approval.seq, state: 'executed' });
          messages.release(approval.approvalId);
        });
        return;
      default:
        approval.kind satisfies never;
    }
  }

  function usedOf(runId: string | null): Pick<Approval, 'used'> {
    const grant = runId === null ? undefined : grants.ofRun(runId);
    if (!grant || 'closed' in grant) return {};
    const entries = AMOUNTS.map((key) => [key, { used: grant.used[key], limit: grant.limits[key] }]);
    return { used: Object.fromEntries(entries) as NonNullable<Approval['used']> };
  }

  /** What it says. What a backend said of its own tool may hold tokens, which the user reads as what they stand for. */
  function wordsOf({ kind, summary, why, shown: kept }: StoredApproval): Pick<Approval, 'summary' | 'why'> & Shown {
    const read = (text: string): unknown => (kind === 'backend' ? privacy.shownValue(JSON.parse(text)) : JSON.parse(text));
    return { summary, why: whySchema.parse(read(why)), ...shownSchema.parse(read(kept)) };
  }

  function shown(approval: StoredApproval): Approval {
    const { runId, tableName, reason, decidedAt } = approval;
    const sessionId = runId === null ? undefined : runs.get(runId)?.sessionId;
    return {
      approval_id: approval.approvalId,
      kind: approval.kind,
      ...(runId === null ? {} : { run_id: runId }),
      ...(sessionId ? { session_id: sessionId } : {}),
      action: approval.action,
      ...(tableName === null ? {} : { table: tableName }),
      ...wordsOf(approval),
      ...(approval.state === 'pending' ? usedOf(runId) : {}),
      edited: approval.edited !== null,
      version: approval.version,
      state: approval.state,
      ...(reason === null ? {} : { reason }),
      created_at: approval.createdAt,
      ...(decidedAt === null ? {} : { decided_at: decidedAt }),
      expires_at: approval.expiresAt,
    };
  }

  expireOverdue();

  return {
    list({ state, run_id: runId, offset, limit }) {
      const { items, total } = repository.page({ pending: state === 'pending', runId, offset, limit });
      return { items: items.map(shown), total };
    },
    approve({ approval_id: id, version, edited: given }) {
      const approval = pending(id);
      if (version !== undefined && version !== approval.version)
        throw new DeviceError('conflict', 'It was changed meanwhile. Look at it again, then decide.');
      const edited = given === undefined ? undefined : jsonObjectSchema.parse(given);
      if (edited !== undefined && approval.kind === 'backend') checkMayLeave({ value: edited, what: 'input' });
      approveStored({ approval, edited });
      return decided(approval);
    },
    reject({ approval_id: id, reason }) {
      const approval = pending(id);
      const text = reason?.trim() || null;
      if (text !== null && approval.kind !== 'message') checkMayLeave({ value: text, what: 'reason' });
      refuse({ approval, state: 'rejected', reason: text });
      return decided(approval);
    },
    tellAgain() {
      for (const { seq } of kept.unanswered()) {
        const approval = repository.get(seq);
        if (approval) tell(approval);
      }
    },
    dispose() {
      cancelCheck?.();
    },
  };
}
