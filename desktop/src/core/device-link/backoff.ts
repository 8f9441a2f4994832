const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** How long to wait before the next try: full jitter, doubling. */
export interface Backoff {
  next(): number;
  reset(): void;
}

/** @param fraction chance: a number in [0, 1) */
export function createBackoff(fraction: () => number): Backoff {
  let ceiling = FIRST_MS;
  return {
    next() {
      const delay = Math.round(fraction() * ceiling);
      ceiling = Math.min(ceiling * 2, LONGEST_MS);
      return delay;
    },
    reset() {
      ceiling = FIRST_MS;
    },
  };
}
