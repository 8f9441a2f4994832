import type { Clock } from './clock.ts';
import type { Logger } from './ports/logger.ts';

/**
 * The same clock, whose timers are an edge: what fails in one is logged, and the core goes on. A database that is busy
 * for a moment must not end the process.
 */
export function guardTimers({ clock, logger }: { clock: Clock; logger: Logger }): Clock {
  return {
    ...clock,
    after: (ms, run) =>
      clock.after(ms, () => {
        try {
          run();
        } catch (cause) {
          logger.error('something that was due failed', { fault: String(cause) });
        }
      }),
  };
}
