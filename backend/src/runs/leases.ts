import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { Database } from '#backend/storage/database.ts';
import { renewLeases } from '#backend/storage/lease-repository.ts';
import { LeaseLostError } from './run-log.ts';
import { RunStopped } from './run-stopped.ts';

/** How often a worker shows that it lives, and looks whether its run is still its own, in milliseconds. */
const BEAT_MS = 500;
/** A lease whose beats stand still for so long, in milliseconds, may be taken by another worker. */
export const LEASE_MS = 6_000;
/** A worker that has not shown for so long that it lives looks before it does anything that others would notice. */
const FRESH_MS = 2_000;

/** A run that is worked on here. */
export interface Lease {
  /** Resolves at once while the lease is fresh; looks first after a sleep. @throws LeaseLostError, or what the look failed by */
  confirm(): Promise<void>;
  /** The work is over: nothing is shown for it any more. */
  drop(): void;
}

/** The leases of this process. */
export interface Leases {
  /** `stop` is called at most once, when the run is not to be worked on here any more. */
  hold(lease: { runId: string; epoch: number; stop: (reason: RunStopped) => void }): Lease;
  /** Looks now. Resolves when every lease that was lost is stopped. */
  look(): Promise<void>;
  close(): void;
}

interface Held {
  runId: string;
  epoch: number;
  stop: (reason: RunStopped) => void;
  /** By the clock that never jumps. */
  seenAt: number;
  isLost: boolean;
}

/**
 * Renews what is held, and stops what is lost, cancelled, or to be worked on elsewhere. It compares no clocks of two
 * machines: others watch the beats.
 */
export function createLeases({
  database,
  node,
  clock,
  log,
}: {
  database: Database;
  node: string;
  clock: Clock;
  log: Log;
}): Leases {
  const held = new Set<Held>();
  let stopTimer: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let isClosed = false;

  function lose({ lease, reason }: { lease: Held; reason: RunStopped }): void {
    if (!held.delete(lease)) return;
    lease.isLost = reason.code === 'superseded';
    lease.stop(reason);
  }

  async function renew(): Promise<void> {
    const asked = [...held];
    if (asked.length === 0) return;
    const at = clock.monotonic();
    const still = await renewLeases({ sql: database.sql, node, held: asked });
    const byId = new Map(still.map((lease) => [lease.runId, lease]));
    for (const lease of asked) {
      const found = byId.get(lease.runId);
      if (!found) lose({ lease, reason: new RunStopped('superseded') });
      else if (found.isCancelled) lose({ lease, reason: new RunStopped('cancelled') });
      else if (found.isElsewhere) lose({ lease, reason: new RunStopped('handover') });
      else lease.seenAt = at;
    }
  }

  function look(): Promise<void> {
    looking ??= renew().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  function beat(): void {
    stopTimer = undefined;
    look()
      .catch((error: unknown) => {
        log.debug({ err: error }, 'leases could not be renewed');
        // Whoever else can reach the database may have taken them by now.
        const now = clock.monotonic();
        for (const lease of held) if (now - lease.seenAt > LEASE_MS) lose({ lease, reason: new RunStopped('superseded') });
      })
      .finally(schedule);
  }

  function schedule(): void {
    if (!isClosed && held.size > 0) stopTimer ??= clock.after(BEAT_MS, beat);
  }

  return {
    hold({ runId, epoch, stop }) {
      const lease: Held = { runId, epoch, stop, seenAt: clock.monotonic(), isLost: false };
      held.add(lease);
      schedule();
      return {
        async confirm() {
          if (!lease.isLost && clock.monotonic() - lease.seenAt > FRESH_MS) await look();
          if (lease.isLost) throw new LeaseLostError(runId);
        },
        drop: () => void held.delete(lease),
      };
    },
    look,
    close() {
      isClosed = true;
      stopTimer?.();
    },
  };
}
