import { ModelFailure } from '#backend/agents/index.ts';
import type { RunEnd } from './end-run.ts';
import { LimitReached } from './limits.ts';
import { RunStopped } from './run-stopped.ts';
import { SnapshotTooNewError } from './session-snapshot.ts';

/** How often a step is tried before its run ends in error. */
export const TRIES = 3;

/** How a run ends that did not come to an answer, in words for its user. */
export function failureOf({ error, text, attempt }: { error: unknown; text: string; attempt: number }): RunEnd {
  if (error instanceof LimitReached) return { status: 'limit', code: error.code, response: error.message };
  if (error instanceof SnapshotTooNewError) return { status: 'error', code: error.code, response: error.message };
  if (error instanceof ModelFailure) {
    const tries = error.isRetryable && attempt > 1 ? ` It was tried ${attempt} times.` : '';
    return { status: 'error', code: 'model_error', response: `${error.message}${tries}` };
  }
  if (error instanceof RunStopped) {
    return { status: 'cancelled', code: 'cancelled', response: text === '' ? 'Stopped. What was done before is kept.' : text };
  }
  return {
    status: 'error',
    code: 'internal',
    response: `Something went wrong in the backend (${causeOf(error)}), ${TRIES} times in a row. What was done before is kept. Send the message again; if it fails again, see the backend’s log.`,
  };
}

/** A word for the cause that tells nothing of what is inside. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  if (/never came to its end/.test(error.message)) return 'it ended in the middle of a step';
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Za-z0-9_]{1,40}$/.test(error.code) ? ` ${error.code}` : '';
  return `${/^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error'}${code}`;
}
