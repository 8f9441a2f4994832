import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Logs go to stderr, always: stdout belongs to the command. Tokens, passwords and content are never logged. */
export function createLog({ level = 'info' }: { level?: string } = {}): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ['*.authorization', '*.password', '*.access_token', '*.refresh_token', '*.token'], censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
