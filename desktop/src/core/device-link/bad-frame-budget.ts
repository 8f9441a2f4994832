import { BAD_FRAMES_A_MINUTE } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';

const MINUTE_MS = 60_000;

/** Counts bad frames. Answers false for the one that is too many within a minute. */
export function createBadFrameBudget(clock: Clock): () => boolean {
  let times: number[] = [];
  return () => {
    const now = clock.elapsed();
    times = times.filter((at) => now - at < MINUTE_MS);
    times.push(now);
    return times.length <= BAD_FRAMES_A_MINUTE;
  };
}
