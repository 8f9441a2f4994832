import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Chance as a power. */
export interface Ids {
  /** A UUIDv7 whose 74 other bits are random: nobody guesses it, also not from the one before. */
  next(): string;
  /** A number in [0, 1). */
  fraction(): number;
}

export function createIds(clock: Clock): Ids {
  return {
    next: () => v7({ msecs: clock.now(), random: randomBytes(16) }),
    fraction: () => randomInt(2 ** 32) / 2 ** 32,
  };
}
