import { problemSchema } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';

/** How long an answer may take, and how large it may be. */
const PATIENCE_MS = 15_000;
const MAX_CHARACTERS = 1024 * 1024;
const MAX_DETAIL = 400;

export interface BackendRequest {
  /** The backend's address, as `readBackendAddress` gives it. */
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the backend's address. */
  path: string;
  /** Sent as a bearer token. */
  token?: string | undefined;
  body?: object;
  /** Sent instead of a body, as `multipart/form-data`. */
  form?: FormData;
  patienceMs?: number;
}

/** What a backend answered; `body` is undefined when it is no JSON. */
export interface BackendAnswer {
  status: number;
  body: unknown;
}

/** Asks a backend over HTTP. @throws DeviceError `busy` with a sentence when it cannot be reached */
export type BackendHttp = (request: BackendRequest) => Promise<BackendAnswer>;

function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause)
    if ('code' in error && typeof error.code === 'string') return error.code;
  return '';
}

function unreachable({ url, cause, isLate }: { url: string; cause: unknown; isLate: boolean }): DeviceError {
  const { host, hostname } = new URL(url);
  const code = codeOf(cause);
  const say = (sentence: string): DeviceError => new DeviceError('busy', sentence, { cause });
  if (isLate) return say(`The backend at ${host} did not answer in time. Try again later.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say(`The name ${hostname} cannot be found. Check the address, and that you are online.`);
  if (code === 'ECONNREFUSED') return say(`Nothing answers at ${host}. Check the address, and that the backend runs.`);
  if (/CERT|SIGNATURE|ISSUER|ERR_TLS/.test(code))
    return say(`${host} cannot prove that it is who it says (its certificate is not valid), so nothing was sent.`);
  if (/SSL|EPROTO/.test(code)) return say(`${host} does not speak https, so nothing was sent. Check the address.`);
  return say(`The backend at ${host} cannot be reached. Check the address, and that you are online.`);
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (!response.body) return text;
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_CHARACTERS) throw new Error('the answer is too large');
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function createBackendHttp(clock: Clock): BackendHttp {
  return async ({ url, method, path, token, body, form, patienceMs = PATIENCE_MS }) => {
    const late = new AbortController();
    const cancel = clock.after(patienceMs, () => late.abort());
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        // Passwords and tokens go to the address that the user typed, and nowhere that it points to.
        redirect: 'manual',
        signal: late.signal,
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(form ? { body: form } : {}),
      });
      return { status: response.status, body: parseJson(await readText(response)) };
    } catch (cause) {
      throw unreachable({ url, cause, isLate: late.signal.aborted });
    } finally {
      cancel();
    }
  };
}

/** As long as a token or a key, and nothing that a sentence needs. */
const likeToken = /[\w.~+/=-]{24,}/g;

/** Text of a stranger's as one line that a user can read. A token that it gives back to us is not shown to the page. */
function tidy(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replaceAll(likeToken, '…')
    .slice(0, MAX_DETAIL);
}

/** What a backend's refusal means, as an error with one sentence for the user. */
export function refusalOf({ url, answer }: { url: string; answer: BackendAnswer }): DeviceError {
  const { host } = new URL(url);
  const { status } = answer;
  const problem = problemSchema.safeParse(answer.body);
  const detail = problem.success ? tidy(problem.data.detail) : '';
  if (status >= 300 && status < 400)
    return new DeviceError('busy', `${host} says that the backend is at another address. Enter that address.`);
  if (detail === '')
    return new DeviceError('busy', `${host} does not answer as a backend of Adiuva does (HTTP ${status}). Check the address.`);
  if (status === 429 || status >= 500) return new DeviceError('busy', `The backend says: ${detail}`);
  return new DeviceError(status === 404 ? 'not_found' : 'invalid_data', `The backend says: ${detail}`);
}
