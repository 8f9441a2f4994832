/** Where the core says what happened to it. Never a token, a message or a row's text: ids, codes and counts only. */
export interface Logger {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

/** The in-memory twin: what was said, in order. */
export function createMemoryLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string, facts?: Record<string, unknown>): void => {
    lines.push(facts ? `${message} ${JSON.stringify(facts)}` : message);
  };
  return { lines, info: keep, warn: keep, error: keep };
}
