import type { Clock } from '#core/clock.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { RunRepository } from '#core/runs/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** How long stored events may wait for their `ack`, so that many share one, in milliseconds. */
const COALESCE_MS = 50;

/** Tells the backend which events are on this device's disk, after they are. */
export interface Acknowledgements {
  stored(events: ReadonlyMap<string, number>): void;
  /** Forgets what waits: the socket it was for is gone. */
  clear(): void;
}

export function createAcknowledgements({
  database,
  runs,
  clock,
  send,
  logger,
}: {
  database: DeviceDatabase;
  runs: RunRepository;
  clock: Clock;
  send: (text: string) => void;
  logger: Logger;
}): Acknowledgements {
  const waiting = new Map<string, number>();
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel = undefined;
    const events = [...waiting];
    waiting.clear();
    // Events are committed without an fsync of their own; the backend may drop its copy only after one.
    try {
      database.write(() => runs.rewrite(events.map(([runId]) => runId)));
    } catch (cause) {
      // Unacknowledged, they come again.
      logger.error('events could not be brought to the disk', { fault: String(cause) });
      return;
    }
    for (const [runId, seq] of events) send(JSON.stringify({ type: 'ack', run_id: runId, seq }));
  }

  return {
    stored(events) {
      for (const [runId, seq] of events) waiting.set(runId, Math.max(seq, waiting.get(runId) ?? 0));
      if (waiting.size > 0) cancel ??= clock.after(COALESCE_MS, flush);
    },
    clear() {
      cancel?.();
      cancel = undefined;
      waiting.clear();
    },
  };
}
