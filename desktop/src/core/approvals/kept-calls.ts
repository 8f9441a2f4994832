import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ApprovalRepository, ApprovalState, StoredApproval } from './approval-repository.ts';

/** A call that waits, or waited, for the user's word, as its repeats find it. */
export interface KeptCall {
  seq: number;
  approvalId: string;
  kind: StoredApproval['kind'];
  runId: string;
  payloadSha256: string;
  state: ApprovalState;
  reason: string | null;
  /** The backend acted on it since the user decided, or said that it has the answer. */
  isAnswered: boolean;
  /** Characters of the call. */
  size: number;
}

/** What is needed to keep something for the user. */
export type NewApproval = Pick<
  StoredApproval,
  | 'approvalId'
  | 'kind'
  | 'runId'
  | 'action'
  | 'tableName'
  | 'rowId'
  | 'payloadSha256'
  | 'call'
  | 'why'
  | 'summary'
  | 'shown'
  | 'baseRevision'
>;

/**
 * The calls of open runs that the user is asked about, and what the user said (PROTOCOL 5.4). What is not here was never
 * asked, whatever a backend claims.
 */
export interface KeptCalls {
  get(callId: string): KeptCall | undefined;
  /** In a transaction. @throws DeviceError `quota_exceeded` when too much of this run waits already */
  keep(approval: NewApproval & { expiresAt?: number }): void;
  /** Notes that the backend acted on what was decided: it is not told again. */
  markAnswered(call: KeptCall): void;
  setState(change: {
    seq: number;
    state: ApprovalState;
    reason?: string | null;
    edited?: string | null;
    summary?: string;
    expiresAt?: number;
  }): void;
  /** Whether something of this run waits. */
  waits(runId: string): boolean;
  /** Ids of what waits of a run, oldest first. */
  waitingOf(runId: string): string[];
  /** What was decided of open runs, and the backend has not acted on since. */
  unanswered(): KeptCall[];
  pendingCount(): number;
  /** In the transaction that closes the run's grant. */
  closeRun(runId: string): void;
  /** Closes what waits of runs that are not open any more. In a transaction, at the start. */
  closeOrphans(): void;
  /** Reads everything from the database: at the start, once the grants are known, and after a transaction that failed. */
  reload(): void;
  /** Calls `listen` after the commit of everything that is kept. */
  onKept(listen: (approval: StoredApproval) => void): void;
}

/** What one run may keep waiting, and what it may ask in all: a backend must not drown the user. */
const MAX_WAITING = 100;
const MAX_KEPT = 500;
const MAX_SIZE = 8 * 1024 * 1024;
const HOUR = 3_600_000;

function isDecided({ state }: KeptCall): boolean {
  return state === 'approved' || state === 'executed' || state === 'rejected' || state === 'expired';
}

export function createKeptCalls({
  database,
  repository,
  hours,
  clock,
  onChange,
}: {
  database: DeviceDatabase;
  repository: ApprovalRepository;
  /** How long the user lets things wait, in hours. */
  hours: () => number;
  clock: Clock;
  /** After the commit of any change. */
  onChange: (runId: string | null) => void;
}): KeptCalls {
  /** What is of a run, and what is not (messages), by their ids. */
  const held = new Map<string, KeptCall>();
  const runs = new Map<string, Set<KeptCall>>();
  let pendingMessages = new Set<number>();
  const listeners: ((approval: StoredApproval) => void)[] = [];

  function hold(row: StoredApproval): void {
    if (row.runId === null) {
      if (row.state === 'pending') pendingMessages.add(row.seq);
      return;
    }
    const call: KeptCall = {
      seq: row.seq,
      approvalId: row.approvalId,
      kind: row.kind,
      runId: row.runId,
      payloadSha256: row.payloadSha256,
      state: row.state,
      reason: row.reason,
      isAnswered: row.answeredAt !== null,
      size: row.call.length,
    };
    held.set(row.approvalId, call);
    const ofRun = runs.get(row.runId) ?? new Set();
    runs.set(row.runId, ofRun.add(call));
  }

  function reload(): void {
    held.clear();
    runs.clear();
    pendingMessages = new Set();
    for (const row of repository.pending()) if (row.runId === null) hold(row);
    for (const row of repository.ofOpenRuns()) hold(row);
  }

  function announce(runId: string | null): void {
    database.afterCommit(() => onChange(runId));
  }

  const of = (runId: string): KeptCall[] => [...(runs.get(runId) ?? [])];
  const isPending = ({ state }: KeptCall): boolean => state === 'pending';

  return {
    reload,
    closeOrphans() {
      repository.closeOrphans(clock.now());
      reload();
    },
    get: (callId) => held.get(callId),
    keep({ expiresAt, ...approval }) {
      if (approval.runId !== null) {
        const kept = of(approval.runId);
        const size = kept.filter(isPending).reduce((sum, call) => sum + call.size, approval.call.length);
        if (kept.filter(isPending).length >= MAX_WAITING || kept.length >= MAX_KEPT || size > MAX_SIZE)
          throw new DeviceError('quota_exceeded', 'Too much of this run waits for the user already. Wait for their answers.');
      }
      const at = clock.now();
      const seq = repository.add({
        ...approval,
        state: 'pending',
        createdAt: at,
        expiresAt: Math.min(expiresAt ?? Number.POSITIVE_INFINITY, at + hours() * HOUR),
      });
      const row = repository.get(seq);
      if (!row) return;
      hold(row);
      announce(row.runId);
      database.afterCommit(() => {
        for (const listen of listeners) listen(row);
      });
    },
    markAnswered(call) {
      if (call.isAnswered || !isDecided(call)) return;
      call.isAnswered = true;
      repository.set({ seq: call.seq, answeredAt: clock.now() });
    },
    setState({ seq, ...change }) {
      repository.set({ seq, ...change, ...(change.state === 'pending' ? {} : { decidedAt: clock.now() }) });
      const row = repository.get(seq);
      if (!row) return;
      pendingMessages.delete(seq);
      const call = held.get(row.approvalId);
      if (call?.seq === seq) {
        call.state = row.state;
        call.reason = row.reason;
      }
      announce(row.runId);
    },
    waits: (runId) => of(runId).some(isPending),
    waitingOf: (runId) =>
      of(runId)
        .filter(isPending)
        .map(({ approvalId }) => approvalId),
    unanswered: () => [...held.values()].filter((call) => isDecided(call) && !call.isAnswered),
    pendingCount: () => pendingMessages.size + [...held.values()].filter(isPending).length,
    closeRun(runId) {
      if (!runs.has(runId)) return;
      repository.closeRun({ runId, at: clock.now() });
      for (const call of of(runId)) held.delete(call.approvalId);
      runs.delete(runId);
      announce(runId);
    },
    onKept(listen) {
      listeners.push(listen);
    },
  };
}
