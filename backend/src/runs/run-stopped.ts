import type { Clock } from '#backend/clock.ts';

/**
 * Why a run's work was stopped from outside. `cancelled`: its user wants no more of it. `handover`: another worker, or this
 * process's successor, goes on with it. `superseded`: it is not this worker's any more.
 */
export class RunStopped extends Error {
  readonly code: 'cancelled' | 'handover' | 'superseded';

  constructor(code: RunStopped['code']) {
    super(`the run was stopped: ${code}`);
    this.name = 'RunStopped';
    this.code = code;
  }
}

/** How long work may take to notice that it was stopped, in milliseconds. */
const PATIENCE_MS = 400;

/** Waits for the work; once the signal aborts, for a moment only, whether the work takes notice or not. */
export async function untilStopped<T>({
  work,
  signal,
  clock,
}: {
  work: Promise<T>;
  signal: AbortSignal;
  clock: Clock;
}): Promise<T> {
  let stopTimer: () => void = () => undefined;
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => {
      stopTimer = clock.after(PATIENCE_MS, () => reject(signal.reason));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const result = await Promise.race([work, stopped]);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    // Whatever the work failed by after that: it was stopped.
    signal.throwIfAborted();
    throw error;
  } finally {
    stopTimer();
    signal.removeEventListener('abort', onAbort);
  }
}
