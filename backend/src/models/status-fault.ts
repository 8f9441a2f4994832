/** Why a model gave no whole answer. */
export interface ModelFault {
  /** Whether the same call may well succeed a little later. */
  retryable: boolean;
  /**
   * What happened and what can be done about it, for the user: no address but the server's host and port, nothing that the
   * server or a library said, no secret. What was kept is for the caller to say.
   */
  message: string;
  /** How long the server asks to be left alone, in milliseconds: a minute at most. Who asks for more is not tried again. */
  retryAfterMs?: number;
}

const RETRYABLE = new Set([408, 425, 429]);
const RETRY_AFTER_MOST_S = 60;
const OUT_OF_CREDIT = /insufficient_quota|insufficient balance|credit balance is too low|billing_(hard_limit|not_active)/i;
const FILTERED = /content_filter|content_policy|content management policy|invalid_prompt|content exists risk/i;
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
 * @param retryAfter The header of that name, in seconds; dates are left aside.
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
  const seconds = retryAfter !== undefined && /^\d{1,9}(\.\d+)?$/.test(retryAfter.trim()) ? Number(retryAfter) : 0;
  const isOutOfCredit = status === 402 || (status < 500 && OUT_OF_CREDIT.test(said));
  const isTooLongAWait = seconds > RETRY_AFTER_MOST_S;
  const retryable = (RETRYABLE.has(status) || status >= 500) && !isOutOfCredit && !isTooLongAWait;
  const told = isOutOfCredit ? outOfCredit : isTooLongAWait ? `asks to be left alone for ${spell(seconds)}. ${later}` : undefined;
  const message = `${server} ${told ?? words({ status, model, said })}`;
  return {
    retryable,
    message,
    ...(retryable && seconds > 0 ? { retryAfterMs: Math.ceil(seconds * 1_000) } : {}),
  };
}

const outOfCredit = 'says that there is no credit left for this key. Add some there, or choose another model.';
const later = 'Wait, or choose another model until then.';

function spell(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function words({ status, model, said }: { status: number; model: string | undefined; said: string }): string {
  const name = model === undefined ? 'this model' : `the model ${model}`;
  if (status === 401 || status === 403)
    return 'refused the key. Give it another one in Settings under Models, or in the backend’s environment.';
  if (status < 400) return 'sends its requests on to another address. Whoever runs this backend should check the address.';
  if (status === 404) {
    return /model/i.test(said) && !HTML.test(said)
      ? `has no model called ${model ?? 'so'}. Choose one that it has.`
      : 'has nothing at the address that it was asked at. Whoever runs this backend should check the address; most end in /v1.';
  }
  if (status === 408 || status === 504) return 'took too long. Try again, or choose a faster model.';
  if (status === 425 || status === 429) return 'is busy. Wait a little, and try again.';
  if (status === 529) return 'has more to do than it can. Wait a little, and try again.';
  if (status === 503) return 'is busy, or still loading its model. Wait a little, and try again.';
  if (status >= 500) return `failed (status ${status}). Try again; if it stays so, its own log says why.`;
  if (status === 413 || TOO_LONG.test(said))
    return `says that this conversation is longer than ${name} can read. Begin a new one.`;
  if (FILTERED.test(said))
    return 'refused this conversation: its filter objected to something in it. Say it in other words, or choose another model.';
  if (WITHOUT_TOOLS.test(said)) return `says that ${name} cannot use tools, and Adiuva needs them. Choose one that can.`;
  return `did not accept the request (status ${status}). Try another model.`;
}
