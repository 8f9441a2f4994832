import type { Clock } from '#core/clock.ts';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Lets time pass, running what falls due on the way, in order. */
  advance(ms: number): void;
  /** Sets the wall clock alone, as a user or a time server does. */
  jump(ms: number): void;
  /** Timers that wait. */
  pending(): number;
}

export function createFakeClock(start = Date.UTC(2026, 10, 23, 9)): FakeClock {
  let now = start;
  let elapsed = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    elapsed: () => elapsed,
    timezone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    after(ms, run) {
      const timer = { at: elapsed + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now += Math.max(0, next.at - elapsed);
        elapsed = Math.max(elapsed, next.at);
        next.run();
      }
      now += end - elapsed;
      elapsed = end;
    },
    jump(ms) {
      now += ms;
    },
    pending: () => timers.length,
  };
}
