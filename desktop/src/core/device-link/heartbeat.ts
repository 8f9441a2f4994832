import { PONG_TIMEOUT_MS } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';

/** Whatever a backend announces, we neither hammer it nor wait for ever. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 120_000;

/** Watches that the backend is heard; when it is silent for longer than its heartbeat, asks, and then gives up. */
export interface Heartbeat {
  heard(): void;
  dispose(): void;
}

export function watchHeartbeat({
  clock,
  heartbeatMs,
  ask,
  onSilence,
}: {
  clock: Clock;
  heartbeatMs: number;
  ask: () => void;
  onSilence: () => void;
}): Heartbeat {
  const period = Math.min(Math.max(heartbeatMs, SHORTEST_MS), LONGEST_MS) + PONG_TIMEOUT_MS;
  let last = clock.elapsed();
  let isAnswered = true;
  let cancel = clock.after(period, look);

  function look(): void {
    const silent = clock.elapsed() - last;
    if (silent < period) {
      cancel = clock.after(period - silent, look);
      return;
    }
    isAnswered = false;
    ask();
    cancel = clock.after(PONG_TIMEOUT_MS, () => {
      if (isAnswered) look();
      else onSilence();
    });
  }

  return {
    heard() {
      last = clock.elapsed();
      isAnswered = true;
    },
    dispose() {
      cancel();
    },
  };
}
