import { BAD_FRAMES_A_MINUTE } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';

const MINUTE_MS = 60_000;

/** Counts a socket's bad frames. True: there were too many within a minute. */
export function createBadFrameCounter({ clock }: { clock: Clock }): () => boolean {
  let seen: number[] = [];
  return () => {
    const now = clock.monotonic();
    seen = [...seen.filter((at) => now - at < MINUTE_MS), now];
    return seen.length > BAD_FRAMES_A_MINUTE;
  };
}
