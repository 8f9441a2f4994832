import type { Clock } from '#core/clock.ts';
import type { Ledger, LedgerRow } from '#core/ledger/index.ts';
import type { DeviceDatabase, DeviceIdentity } from '#core/storage/index.ts';
import { NO_BACKEND } from './destinations.ts';
import type { ExecutedCalls } from './executed-calls.ts';
import type { CloseReason, Grant, GrantRepository } from './grant-repository.ts';
import { addUse, BINDING_MS, IDLE_MS, useOf, type Amounts } from './limits.ts';

/** A grant that a run is bound to, as its calls find it. */
export interface BoundGrant extends Grant {
  runId: string;
  /** Payload hashes of the reads that were counted, by call: a repeat is not counted again. */
  readCalls: Map<string, string>;
  /** What the run was last told of each row, by `rowKey`: the row's revision, and the journal's last entry then. */
  seen: Map<string, { revision: number | undefined; journalSeq: number }>;
  /** The rows that it updated, by `rowKey`. */
  updated: Set<string>;
}

/** A grant that is closed, and why. */
export interface ClosedGrant {
  closed: CloseReason | null;
}

/** Names a row within a grant. */
export function rowKey({ table, id }: { table: string; id: string }): string {
  return `${table} ${id}`;
}

/**
 * `bound`: now, by this. `again`: this run was bound to it before. `cancelled`: the owner took the request back before
 * its run began. `refused`: nothing was asked, or it is another's, or too late.
 */
export type Binding = 'bound' | 'again' | 'cancelled' | 'refused';

/** What the owner asked for, and who may act on it (PROTOCOL 5.1). */
export interface Grants {
  /**
   * Stores an open grant; in the transaction that stores the request. One that is there stays as it is. `tainted`: text
   * that nobody here wrote goes along.
   */
  open(request: { requestId: string; kind: Grant['kind']; tainted?: boolean }): void;
  /** Before each sending. `over`: it may not be sent any more. `elsewhere`: it was meant for another backend. */
  send(requestId: string): 'ready' | 'over' | 'elsewhere';
  bind(binding: { requestId: string; runId: string; kind: string }): Binding;
  /** Undefined: nobody asked for it, or not this backend. */
  ofRun(runId: string): BoundGrant | ClosedGrant | undefined;
  /** What may still be acted on by another backend than this one; what was written without any waits for the next. */
  elsewhere(destination: string): { requestId: string }[];
  /** Whether a run was bound over another backend than this one. */
  isElsewhere(run: { runId: string; destination: string }): boolean;
  /** Notes what an answer used and told, once it stands in the ledger. */
  noteAnswer(answer: LedgerRow): void;
  /** Raises these limits by their defaults, until `more` fits. In a transaction. */
  raise(raising: { grant: BoundGrant; keys: readonly (keyof Amounts)[]; more: Partial<Amounts> }): void;
  /** The run read text that nobody here wrote or approved. In a transaction. */
  taint(grant: BoundGrant): void;
  /** A run of this conversation begins: what an earlier one read is in its history. In a transaction. */
  taintFromSession(run: { runId: string; sessionId: string }): void;
  /** Something of this run arrived: it is not idle. */
  touch(runId: string): void;
  closeRequest(closing: { requestId: string; reason: CloseReason }): void;
  closeRun(closing: { runId: string; reason: CloseReason }): void;
  /** Idle time counts only while the socket is ready. */
  setReady(ready: boolean): void;
  /** Reads everything from the database again, after a transaction that failed. */
  reload(): void;
  dispose(): void;
}

const READS: ReadonlySet<string> = new Set(['select', 'get', 'vector_search']);

interface Held {
  grant: BoundGrant;
  idleMs: number;
  since: number;
}

function note({ grant, answer }: { grant: BoundGrant; answer: LedgerRow }): void {
  const { action, tableName, callId } = answer;
  if (READS.has(action)) grant.readCalls.set(callId, answer.payloadSha256);
  if (answer.counted) addUse({ used: grant.used, more: useOf(answer) });
  if (tableName === null) return;
  for (const [index, id] of answer.rowIds.entries()) {
    const key = rowKey({ table: tableName, id });
    grant.seen.set(key, { revision: answer.revisions?.[index], journalSeq: answer.journalSeq });
    if (action === 'update') grant.updated.add(key);
  }
}

/** How often silent runs are looked for, in milliseconds. */
const IDLE_CHECK_MS = 30_000;

export function createGrants({
  database,
  repository,
  executed,
  ledger,
  waits,
  onClosed,
  clock,
  store,
  limits,
  destination,
}: {
  database: DeviceDatabase;
  repository: GrantRepository;
  executed: ExecutedCalls;
  /** What a run was answered before this start counts on. */
  ledger: Ledger;
  /** Whether something of this run waits for the user's word: then it is not idle. */
  waits: (runId: string) => boolean;
  /** In the transaction that closes a run's grant. */
  onClosed: (runId: string) => void;
  clock: Clock;
  /** Which database this is; it may be replaced while the app runs. */
  store: Pick<DeviceIdentity, 'storeId'>;
  limits: Record<'chat', Amounts>;
  /** The backend that this device talks to now: nobody else may act on what it was asked. */
  destination: () => string;
}): Grants {
  const bound = new Map<string, Held>();
  let ready = false;
  let cancelCheck: (() => void) | undefined;

  function isHere(grant: Grant): boolean {
    return grant.destination === destination();
  }

  function hold(grant: Grant): void {
    if (grant.runId === null) return;
    const { runId } = grant;
    const held: BoundGrant = {
      ...grant,
      runId,
      used: { ...grant.used },
      readCalls: new Map(),
      seen: new Map(),
      updated: new Set(),
    };
    for (const answer of ledger.ofRun(runId)) note({ grant: held, answer });
    bound.set(grant.runId, { grant: held, idleMs: 0, since: clock.elapsed() });
  }

  function reload(): void {
    bound.clear();
    for (const grant of repository.bound()) hold(grant);
  }

  function close({ grant, reason }: { grant: Grant; reason: CloseReason }): void {
    database.write(() => {
      repository.close({ requestId: grant.requestId, reason, at: clock.now() });
      if (grant.runId === null) return;
      executed.purge(grant.runId);
      onClosed(grant.runId);
    });
    if (grant.runId !== null) bound.delete(grant.runId);
  }

  function idleFor({ grant, idleMs, since }: Held): number {
    if (waits(grant.runId)) return 0;
    return idleMs + (ready ? clock.elapsed() - since : 0);
  }

  function closeIdle(): void {
    // First: a disk that takes no write now takes one later.
    cancelCheck = clock.after(IDLE_CHECK_MS, closeIdle);
    for (const held of bound.values()) if (idleFor(held) >= IDLE_MS) close({ grant: held.grant, reason: 'idle' });
  }

  database.write(() => repository.closeForeign({ storeId: store.storeId, at: clock.now() }));
  reload();
  closeIdle();

  return {
    reload,
    open({ requestId, tainted = false }) {
      repository.add({
        requestId,
        destination: destination(),
        kind: 'chat',
        limits: limits.chat,
        storeId: store.storeId,
        at: clock.now(),
      });
      if (tainted) repository.setTainted(requestId);
    },
    send(requestId) {
      const now = clock.now();
      const grant = repository.ofRequest(requestId);
      if (!grant) return 'over';
      if (!isHere(grant) && grant.destination !== NO_BACKEND) return 'elsewhere';
      if (grant.state === 'closed') return 'over';
      if (grant.state === 'open' && grant.expiresAt !== null && grant.expiresAt <= now) {
        close({ grant, reason: 'expired' });
        return 'over';
      }
      database.write(() => {
        if (!isHere(grant)) repository.setDestination({ requestId, destination: destination() });
        repository.markSent({ requestId, at: now, expiresAt: now + BINDING_MS });
      });
      return 'ready';
    },
    bind({ requestId, runId, kind }) {
      const grant = repository.ofRequest(requestId);
      if (!grant || !isHere(grant)) return 'refused';
      if (grant.runId !== null) return grant.runId === runId ? 'again' : 'refused';
      if (grant.state === 'closed') return grant.closeReason === 'cancelled' ? 'cancelled' : 'refused';
      // A request that was never sent cannot be known; and a run belongs to one request.
      const now = clock.now();
      if (grant.expiresAt === null || grant.expiresAt <= now || grant.kind !== kind || repository.ofRun(runId)) return 'refused';
      database.write(() => repository.bind({ requestId, runId, at: now }));
      hold({ ...grant, state: 'bound', runId });
      return 'bound';
    },
    ofRun(runId) {
      const held = bound.get(runId);
      if (held && idleFor(held) >= IDLE_MS) close({ grant: held.grant, reason: 'idle' });
      else if (held) return isHere(held.grant) ? held.grant : undefined;
      const closed = repository.ofRun(runId);
      return closed && isHere(closed) ? { closed: closed.closeReason } : undefined;
    },
    elsewhere: (here) => repository.unclosed().filter((grant) => grant.destination !== here && grant.destination !== NO_BACKEND),
    isElsewhere: ({ runId, destination: here }) => repository.ofRun(runId)?.destination !== here,
    noteAnswer(answer) {
      const held = bound.get(answer.runId);
      if (held) note({ grant: held.grant, answer });
    },
    raise({ grant, keys, more }) {
      const raised = { ...grant.limits };
      for (const key of keys)
        do raised[key] += Math.max(1, limits.chat[key]);
        while (grant.used[key] + (more[key] ?? 0) > raised[key]);
      grant.limits = raised;
      repository.setLimits({ requestId: grant.requestId, limits: raised });
    },
    taint(grant) {
      if (grant.tainted) return;
      grant.tainted = true;
      repository.setTainted(grant.requestId);
    },
    taintFromSession({ runId, sessionId }) {
      const held = bound.get(runId);
      if (!held || held.grant.tainted || !repository.isSessionTainted(sessionId)) return;
      held.grant.tainted = true;
      repository.setTainted(held.grant.requestId);
    },
    touch(runId) {
      const held = bound.get(runId);
      if (!held) return;
      held.idleMs = 0;
      held.since = clock.elapsed();
    },
    closeRequest({ requestId, reason }) {
      const grant = repository.ofRequest(requestId);
      if (grant && grant.state !== 'closed') close({ grant, reason });
    },
    closeRun({ runId, reason }) {
      const grant = bound.get(runId)?.grant;
      if (grant) close({ grant, reason });
    },
    setReady(next) {
      if (next === ready) return;
      for (const held of bound.values()) {
        held.idleMs = idleFor(held);
        held.since = clock.elapsed();
      }
      ready = next;
    },
    dispose() {
      cancelCheck?.();
    },
  };
}
