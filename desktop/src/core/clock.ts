/** Time as a power: tests pass their own. */
export interface Clock {
  /** The wall clock: integer milliseconds since the epoch, UTC. It may jump. */
  now(): number;
  /** Milliseconds on a clock that never jumps; only differences mean something. */
  elapsed(): number;
  /** The device's IANA time zone now. */
  timezone(): string;
  /** Calls `run` once after `ms`. Answers what takes it back. A timer never keeps the process alive. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    timezone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    after: (ms, run) => {
      const timer = setTimeout(run, ms).unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
