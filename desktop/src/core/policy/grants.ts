import type { Clock } from '#core/clock.ts';
import type { Ledger } from '#core/ledger/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ExecutedCalls } from './executed-calls.ts';
import type { CloseReason, Grant, GrantRepository } from './grant-repository.ts';
import { addUse, BINDING_MS, IDLE_MS, useOf, type Amounts } from './limits.ts';

/** A grant that a run is bound to, as its calls find it. */
export interface BoundGrant extends Grant {
  runId: string;
  /** Payload hashes of the reads that were counted, by call: a repeat is not counted again. */
  readCalls: Map<string, string>;
}

/**
 * `bound`: now, by this. `again`: this run was bound to it before. `cancelled`: the owner took the request back before
 * its run began. `refused`: nothing was asked, or it is another's, or too late.
 */
export type Binding = 'bound' | 'again' | 'cancelled' | 'refused';

/** What the owner asked for, and who may act on it (PROTOCOL 5.1). */
export interface Grants {
  /** Stores an open grant; in the transaction that stores the request. */
  open(request: { requestId: string; kind: Grant['kind'] }): void;
  /** Before each sending. False: it may not be sent any more. */
  send(requestId: string): boolean;
  bind(binding: { requestId: string; runId: string; kind: string }): Binding;
  ofRun(runId: string): BoundGrant | 'closed' | undefined;
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

const READS: ReadonlySet<string> = new Set(['select', 'get']);

/** How often silent runs are looked for, in milliseconds. */
const IDLE_CHECK_MS = 30_000;

export function createGrants({
  database,
  repository,
  executed,
  ledger,
  clock,
  storeId,
  limits,
}: {
  database: DeviceDatabase;
  repository: GrantRepository;
  executed: ExecutedCalls;
  /** What a run was answered before this start counts on. */
  ledger: Ledger;
  clock: Clock;
  storeId: string;
  limits: Record<'chat', Amounts>;
}): Grants {
  const bound = new Map<string, { grant: BoundGrant; idleMs: number; since: number }>();
  let ready = false;
  let cancelCheck: (() => void) | undefined;

  function hold(grant: Grant): void {
    if (grant.runId === null) return;
    const held: BoundGrant = { ...grant, runId: grant.runId, used: { ...grant.used }, readCalls: new Map() };
    for (const answer of ledger.ofRun(grant.runId)) {
      if (READS.has(answer.action)) held.readCalls.set(answer.callId, answer.payloadSha256);
      if (answer.counted) addUse({ used: held.used, more: useOf(answer) });
    }
    bound.set(grant.runId, { grant: held, idleMs: 0, since: clock.elapsed() });
  }

  function reload(): void {
    bound.clear();
    for (const grant of repository.bound()) hold(grant);
  }

  function close({ grant, reason }: { grant: Grant; reason: CloseReason }): void {
    database.write(() => {
      repository.close({ requestId: grant.requestId, reason, at: clock.now() });
      if (grant.runId !== null) executed.purge(grant.runId);
    });
    if (grant.runId !== null) bound.delete(grant.runId);
  }

  function idleFor({ idleMs, since }: { idleMs: number; since: number }): number {
    return idleMs + (ready ? clock.elapsed() - since : 0);
  }

  function closeIdle(): void {
    for (const held of bound.values()) if (idleFor(held) >= IDLE_MS) close({ grant: held.grant, reason: 'idle' });
    cancelCheck = clock.after(IDLE_CHECK_MS, closeIdle);
  }

  database.write(() => repository.closeForeign({ storeId, at: clock.now() }));
  reload();
  closeIdle();

  return {
    reload,
    open({ requestId }) {
      repository.add({ requestId, kind: 'chat', limits: limits.chat, storeId, at: clock.now() });
    },
    send(requestId) {
      const now = clock.now();
      const grant = repository.ofRequest(requestId);
      if (!grant || grant.state === 'closed') return false;
      if (grant.state === 'open' && grant.expiresAt !== null && grant.expiresAt <= now) {
        close({ grant, reason: 'expired' });
        return false;
      }
      database.write(() => repository.markSent({ requestId, at: now, expiresAt: now + BINDING_MS }));
      return true;
    },
    bind({ requestId, runId, kind }) {
      const grant = repository.ofRequest(requestId);
      if (!grant) return 'refused';
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
      else if (held) return held.grant;
      return repository.ofRun(runId) ? 'closed' : undefined;
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
