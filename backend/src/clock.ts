/** Time as a power, so that a test can own it. */
export interface Clock {
  /** The instant now: milliseconds since the epoch. It may jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds from some fixed point; never jumps. For how long something took. */
  monotonic(): number;
  /** Calls `callback` once after `ms` milliseconds; answers what takes it back. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
