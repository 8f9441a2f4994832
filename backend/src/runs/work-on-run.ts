import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#backend/clock.ts';
import { isUniqueViolation } from '#backend/storage/database.ts';
import { releaseLease, takeLease } from '#backend/storage/lease-repository.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import { executeRun, type RunPowers } from './execute-run.ts';
import type { Leases } from './leases.ts';
import { budgetLeft, LimitReached } from './limits.ts';
import type { WorkSignal } from './worker-pool.ts';

/** A try that failed is followed by the next one after so long, in milliseconds, doubled each time. */
const FIRST_DELAY_MS = 250;

/** Takes a run, works on it, and gives it back when it is to go on elsewhere or once more. */
export async function workOnRun({
  runId,
  node,
  leases,
  powers,
  stop,
  onCutOff,
  signal,
  isDraining,
}: {
  runId: string;
  node: string;
  leases: Leases;
  powers: RunPowers;
  /** Stops this very work. */
  stop: (reason: Error) => void;
  /** The database went away in the middle of it. */
  onCutOff: () => void;
} & WorkSignal): Promise<void> {
  const run = await take({ runId, node, powers });
  if (!run) return;
  const lease = leases.hold({ runId, epoch: run.leaseEpoch, stop });
  const stopTimer = endInTime({ run, powers, stop });
  try {
    const outcome = await executeRun({ run, lease, powers, signal, isDraining });
    if (outcome.kind === 'cut-off') {
      onCutOff();
      throw outcome.cause;
    }
    if (outcome.kind === 'done') return;
    // Still under the lease: nobody else takes it before its time.
    const delayMs = FIRST_DELAY_MS * 2 ** (run.attempt - 1);
    if (outcome.isTry) await pause({ ms: Math.max(delayMs, outcome.waitMs ?? 0), signal });
    await giveBack({ run, isTry: outcome.isTry, powers });
  } finally {
    stopTimer();
    lease.drop();
    powers.calls.forget(runId);
  }
}

async function take({ runId, node, powers }: { runId: string; node: string; powers: RunPowers }): Promise<RunRecord | undefined> {
  try {
    return await takeLease({ sql: powers.database.sql, runId, node });
  } catch (error) {
    // Another run of the session was taken in the same moment; its end brings this one.
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

function endInTime({
  run,
  powers: { limits, clock },
  stop,
}: {
  run: RunRecord;
  powers: { limits: RunPowers['limits']; clock: Clock };
  stop: (reason: Error) => void;
}): () => void {
  const { ms } = budgetLeft({ limits, used: run, step: 0 });
  return clock.after(ms, () => stop(new LimitReached({ code: 'time_limit', limits })));
}

async function giveBack({ run, isTry, powers }: { run: RunRecord; isTry: boolean; powers: RunPowers }): Promise<void> {
  await powers.database.transaction(async (transaction) => {
    const released = await releaseLease({ sql: transaction.sql, runId: run.id, epoch: run.leaseEpoch, isTry });
    if (released) await powers.dispatch.sendNext({ transaction, session: run });
  });
}

async function pause({ ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Stopped: whoever takes the run next sees why.
  }
}
