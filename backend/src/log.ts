import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Logs go to stderr, always: stdout belongs to the command. Tokens, passwords and content are never logged. */
export function createLog({ level = 'info' }: { level?: string } = {}): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { err: toLoggedError },
      redact: { paths: ['*.authorization', '*.password', '*.access_token', '*.refresh_token', '*.token'], censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

interface LoggedError {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
}

/** An error without what a failed statement was given: that may be an address or a password's hash. */
function toLoggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const message = withoutParameters(error.message);
  return {
    type: error.name,
    message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack.replace(error.message, message) }),
    ...(error.cause === undefined ? {} : { cause: toLoggedError(error.cause) }),
  };
}

function withoutParameters(message: string): string {
  return message.split('\nparams:')[0] ?? '';
}
