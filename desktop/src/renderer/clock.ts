/** Time as a power: what needs it takes it as an argument, so that a test can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Calls `run` once after `ms`; the answer takes that back. */
  after: (ms: number, run: () => void) => () => void;
  /** Calls `run` before the next frame, or soon when the window is hidden and has no frames. */
  nextFrame: (run: () => void) => () => void;
}

export const windowClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  nextFrame: (run) => {
    if (document.hidden) return windowClock.after(16, run);
    const frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  },
};
