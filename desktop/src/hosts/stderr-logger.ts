import { pino } from 'pino';
import type { Logger } from '#core/ports/logger.ts';

/** Logs on stderr, one JSON object a line; stdout is for events. */
export function createStderrLogger(): Logger {
  const log = pino({ name: 'desktop', base: { pid: process.pid } }, pino.destination({ fd: 2, sync: true }));
  return {
    info: (message, facts) => log.info(facts ?? {}, message),
    warn: (message, facts) => log.warn(facts ?? {}, message),
    error: (message, facts) => log.error(facts ?? {}, message),
  };
}
