import type pg from 'pg';
import type { Clock } from '#backend/clock.ts';
import { listOpenTransactions, listSilentBackends, newNotice, sayNotice } from '#backend/storage/key-barrier.ts';
import type { KeyNotice } from '#backend/storage/key-notices.ts';
import { backendSilent, describeBackends, rotationStopped } from './rotation-error.ts';
import type { RotationEvent } from './rotation-event.ts';

const LOOK_MS = 200;
const TELL_MS = 5_000;

interface Waiting {
  client: pg.ClientBase;
  clock: Clock;
  signal: AbortSignal;
  report: (event: RotationEvent) => void;
  patienceMs: number;
}

/** Waits until every backend has done what `stage` asks for. @throws RotationError */
export async function passBarrier({
  client,
  clock,
  signal,
  report,
  patienceMs,
  stage,
}: Waiting & { stage: KeyNotice['stage'] }): Promise<void> {
  const notice = newNotice(stage);
  const startedAt = clock.monotonic();
  let toldAt = startedAt;
  for (;;) {
    // Again and again: one that has just connected hears it too.
    await sayNotice({ client, notice });
    const silent = await listSilentBackends({ client, notice });
    if (silent.length === 0) return;
    const now = clock.monotonic();
    if (now - startedAt > patienceMs) throw backendSilent(silent);
    if (now - toldAt >= TELL_MS) {
      toldAt = now;
      const detail = `backends to take up the new keys: ${describeBackends(silent)}`;
      report({ event: 'waiting', backends: silent.length, detail });
    }
    await pause({ clock, signal });
  }
}

/** Waits until every transaction of a backend that is open now has ended. @throws RotationError */
export async function waitForOpenTransactions({ client, clock, signal, report }: Waiting): Promise<void> {
  const open = await listOpenTransactions({ client });
  let toldAt = clock.monotonic();
  for (;;) {
    const still = await listOpenTransactions({ client });
    const left = [...open].filter((id) => still.has(id)).length;
    if (left === 0) return;
    if (clock.monotonic() - toldAt >= TELL_MS) {
      toldAt = clock.monotonic();
      report({ event: 'waiting', backends: 0, detail: `${left} transactions of backends to end` });
    }
    await pause({ clock, signal });
  }
}

/** @throws RotationError when the rotation is to stop. */
export async function pause({ clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = clock.after(LOOK_MS, done);
    function done(): void {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
  if (signal.aborted) throw rotationStopped();
}
