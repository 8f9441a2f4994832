import type { Clock } from '#backend/clock.ts';

const GATHER_MS = 250;

/** A device may acknowledge every event; what it says within a moment is kept at once. */
export function createAcknowledgements({
  clock,
  keep,
}: {
  clock: Clock;
  keep: (ack: { runId: string; seq: number }) => Promise<void>;
}): { add(ack: { runId: string; seq: number }): void; flush(): void } {
  const newest = new Map<string, number>();
  let stopTimer: (() => void) | undefined;

  function flush(): void {
    stopTimer?.();
    stopTimer = undefined;
    for (const [runId, seq] of newest) void keep({ runId, seq });
    newest.clear();
  }

  return {
    add({ runId, seq }) {
      newest.set(runId, Math.max(seq, newest.get(runId) ?? 0));
      stopTimer ??= clock.after(GATHER_MS, flush);
    },
    flush,
  };
}
