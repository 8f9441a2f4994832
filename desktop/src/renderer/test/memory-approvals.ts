// What the core in memory does with what waits for the user's word, and with what it should know of.
import { implement } from '@orpc/server';
import type { Approval } from '#rpc/approvals.ts';
import { contract } from '#rpc/contract.ts';
import type { MemoryCore, MemoryTrust } from './memory-state.ts';

export function emptyTrust(): MemoryTrust {
  return { approvals: [], decisions: [], warnings: [], settings: { approval_hours: 72 }, tainted: new Set() };
}

/** Counts what waits into the status and the turns, and tells the page. */
export function tellOfApprovals(core: MemoryCore): void {
  const pending = core.trust.approvals.filter(({ state }) => state === 'pending');
  core.status.pending_approvals = pending.length;
  for (const turns of core.turns.values())
    for (const { answer } of turns)
      if (answer)
        answer.waiting_for = pending.filter(({ run_id }) => run_id === answer.run_id).map(({ approval_id }) => approval_id);
  core.status.open_warnings = core.trust.warnings.filter(({ dismissed }) => !dismissed).length;
  for (const topic of ['approvals', 'warnings', 'status'] as const) core.tell(topic);
  for (const sessionId of core.turns.keys()) core.tell('session', sessionId);
}

export function trustHandlers({ core, now }: { core: MemoryCore; now: () => number }) {
  const os = implement(contract);
  const waiting = (id: string) => core.trust.approvals.find((one) => one.approval_id === id && one.state === 'pending');
  const gone = { message: 'This does not wait for you any more.', data: { code: 'not_found' as const } };
  function decide(approval: Approval, state: Approval['state'], reason?: string): Approval {
    approval.state = state;
    approval.decided_at = now();
    delete approval.used;
    if (reason !== undefined && reason !== '') approval.reason = reason;
    if (approval.kind === 'message')
      for (const turns of core.turns.values())
        for (const turn of turns)
          if (turn.request_id === approval.approval_id) turn.delivery = state === 'rejected' ? 'failed' : 'accepted';
    tellOfApprovals(core);
    return approval;
  }
  return {
    approvals: {
      list: os.approvals.list.handler(({ input }) => {
        const all = core.trust.approvals.filter(
          (one) =>
            (one.state === 'pending') === (input.state === 'pending') &&
            (input.run_id === undefined || one.run_id === input.run_id),
        );
        const sorted = input.state === 'pending' ? all : all.toReversed();
        return { items: sorted.slice(input.offset, input.offset + input.limit), total: all.length };
      }),
      approve: os.approvals.approve.handler(({ input, errors }) => {
        const found = waiting(input.approval_id);
        if (!found) throw errors.NOT_FOUND(gone);
        if (input.version !== undefined && input.version !== found.version)
          throw errors.CONFLICT({
            message: 'It was changed meanwhile. Look at it again, then decide.',
            data: { code: 'conflict' },
          });
        core.trust.decisions.push({ approval_id: input.approval_id, edited: input.edited });
        return decide(found, found.kind === 'backend' ? 'approved' : 'executed');
      }),
      reject: os.approvals.reject.handler(({ input, errors }) => {
        const found = waiting(input.approval_id);
        if (!found) throw errors.NOT_FOUND(gone);
        core.trust.decisions.push({ approval_id: input.approval_id, reason: input.reason });
        return decide(found, 'rejected', input.reason);
      }),
    },
    trust: {
      warnings: os.trust.warnings.handler(({ input }) => ({
        items: core.trust.warnings.slice(input.offset, input.offset + input.limit),
        total: core.trust.warnings.length,
        open: core.trust.warnings.filter(({ dismissed }) => !dismissed).length,
      })),
      dismissWarnings: os.trust.dismissWarnings.handler(() => {
        for (const warning of core.trust.warnings) warning.dismissed = true;
        tellOfApprovals(core);
        return { ok: true as const };
      }),
      settings: os.trust.settings.handler(() => core.trust.settings),
      setSettings: os.trust.setSettings.handler(({ input }) => {
        core.trust.settings = input;
        core.tell('settings');
        return input;
      }),
      tainted: os.trust.tainted.handler(({ input }) => ({ tainted: core.trust.tainted.has(`${input.table} ${input.id}`) })),
      clearTaint: os.trust.clearTaint.handler(({ input }) => {
        core.trust.tainted.delete(`${input.table} ${input.id}`);
        core.tell(input.table);
        return { tainted: false };
      }),
    },
  };
}
