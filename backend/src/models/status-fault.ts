/** Why a model gave no whole answer. */
export interface ModelFault {
  /** Whether the same call may well succeed a little later. */
  retryable: boolean;
  /**
   * What happened and what can be done about it, for the user: no address but the server's host and port, nothing that the
   * server or a library said, no secret. What was kept is for the caller to say.
   */
  message: string;
  /** How long the server asks to be left alone, in milliseconds; at most a minute is believed. */
  retryAfterMs?: number;
}

const RETRYABLE = new Set([408, 425, 429]);
const RETRY_AFTER_MOST_S = 60;
const OUT_OF_QUOTA = /insufficient_quota/;
const TOO_LONG = /context[ _](length|size|window)|maximum context|too many tokens|prompt is too long/i;
const WITHOUT_TOOLS = /not support (the use of )?tools|tool use is not supported|does not support function/i;
const HTML = /^\s*</;

/**
 * What an HTTP status of a model server means. Busy, too slow and broken servers may be asked again; what they refuse they
 * refuse again.
 *
 * @param server Begins a sentence, such as "The model server at 127.0.0.1:11434".
 * @param model The server's name of the model, when known.
 * @param said The body of the answer: it is looked at, never quoted.
 * @param retryAfter The header of that name: seconds; dates are left aside.
 */
export function readStatusFault({
  status,
  server,
  model,
  said,
  retryAfter,
}: {
  status: number;
  server: string;
  model: string | undefined;
  said: string;
  retryAfter: string | undefined;
}): ModelFault {
  const isQuota = status === 429 && OUT_OF_QUOTA.test(said);
  const retryable = (RETRYABLE.has(status) || status >= 500) && !isQuota;
  const message = `${server} ${isQuota ? outOfQuota : words({ status, model, said })}`;
  const seconds = retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) : undefined;
  return {
    retryable,
    message,
    ...(retryable && seconds !== undefined ? { retryAfterMs: Math.min(seconds, RETRY_AFTER_MOST_S) * 1_000 } : {}),
  };
}

const outOfQuota = 'says that its quota is used up. Whoever runs this backend has to raise it; until then choose another model.';

function words({ status, model, said }: { status: number; model: string | undefined; said: string }): string {
  const name = model === undefined ? 'this model' : `the model ${model}`;
  if (status === 401 || status === 403) return 'refused the key. Whoever runs this backend has to give it one that is accepted.';
  if (status === 402) return 'wants to be paid first. Whoever runs this backend has to see to that.';
  if (status === 404) {
    return /model/i.test(said) && !HTML.test(said)
      ? `has no model called ${model ?? 'so'}. Choose one that it has.`
      : 'has nothing at the address that it was asked at. Whoever runs this backend should check the address; most end in /v1.';
  }
  if (status === 408 || status === 504) return 'took too long. Try again, or choose a faster model.';
  if (status === 425 || status === 429) return 'is busy. Wait a little, and try again.';
  if (status === 503) return 'is busy, or still loading its model. Wait a little, and try again.';
  if (status >= 500) return `failed (status ${status}). Try again; if it stays so, its own log says why.`;
  if (status === 413 || TOO_LONG.test(said))
    return `says that this conversation is longer than ${name} can read. Begin a new one.`;
  if (WITHOUT_TOOLS.test(said)) return `says that ${name} cannot use tools, and Adiuva needs them. Choose one that can.`;
  return `did not accept the request (status ${status}). Try another model.`;
}
