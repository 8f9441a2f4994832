import type { Clock } from '#backend/clock.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves time, calling what was due on the way, in order. */
  advance(ms: number): void;
  /** Sets the clock on the wall forward; what runs by its own time does not notice. */
  jump(ms: number): void;
}

export function createFakeClock({ now = Date.UTC(2026, 10, 21, 13, 5) }: { now?: number } = {}): FakeClock {
  let time = 0;
  let jumped = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now + time + jumped,
    monotonic: () => time,
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    jump(ms) {
      jumped += ms;
    },
    advance(ms) {
      const until = time + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).toSorted((one, other) => one.at - other.at)[0];
        if (!due) break;
        timers = timers.filter((each) => each !== due);
        time = Math.max(time, due.at);
        due.callback();
      }
      time = until;
    },
  };
}
