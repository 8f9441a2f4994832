import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  RetryError,
  StreamProviderError,
  TypeValidationError,
} from 'ai';
import { z } from 'zod';
import { AnswerFault } from './answer-fault.ts';
import { UnusableAnswerError } from './checked-fetch.ts';
import { readStatusFault, type ModelFault } from './status-fault.ts';
import { IdleLimitError } from './with-idle-limit.ts';

/** More errors than that in one another are not looked at. */
const DEPTH = 8;

const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const TOO_SLOW = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
/** Another protocol, or http where https is spoken. */
const NO_HTTP = /^(HPE_|HTTPParserError$|ERR_SSL_|EPROTO$)/;
const BAD_CERTIFICATE = /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** Where the error does not say which. */
const SOME_SERVER = 'The model server';

const cut: ModelFault = { retryable: true, message: 'The model’s answer broke off before its end. Try again.' };
const tooSlow: ModelFault = {
  retryable: true,
  message: 'The model took too long to go on. Try again, or choose a faster model.',
};

const answerFaults: Record<AnswerFault['code'], ModelFault> = {
  filtered: {
    retryable: false,
    message:
      'The model’s provider held its answer back, because its filter objected to something in this conversation. Say it in other words, or choose another model.',
  },
  length: {
    retryable: false,
    message:
      'The model used up all the room for its answer before it said a word. Ask for less at once, or choose another model.',
  },
  empty: { retryable: true, message: 'The model answered nothing. Try again, or choose another model.' },
};

/**
 * Reads an error of the AI SDK, of the network or of `withIdleLimit`, wherever in its chain of causes it is known by. What
 * is not known at all is not tried again. An abort by the caller is no fault of the model: the caller looks for it first.
 */
export function readModelFault(error: unknown): ModelFault {
  const chain = chainOf(error);
  for (const each of chain) {
    const fault = faultOf({ error: each, codes: chain.flatMap(codeOf) });
    if (fault) return fault;
  }
  return { retryable: false, message: 'The model could not answer. Try another model.' };
}

/** The error and what caused it, outermost first. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let each: unknown = error;
  while (each !== undefined && each !== null && chain.length < DEPTH) {
    chain.push(each);
    if (RetryError.isInstance(each)) each = each.lastError;
    else each = each instanceof Error ? each.cause : undefined;
  }
  return chain;
}

/** The error's code; its name where that is all that tells, as with undici's parser. */
function codeOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return 'code' in error && typeof error.code === 'string' ? [error.code] : [error.name];
}

function faultOf({ error, codes }: { error: unknown; codes: string[] }): ModelFault | undefined {
  if (error instanceof IdleLimitError) return tooSlow;
  if (error instanceof AnswerFault) return answerFaults[error.code];
  if (error instanceof UnusableAnswerError) return unusable(serverAt(error.url));
  if (APICallError.isInstance(error)) {
    const { statusCode, url } = error;
    if (statusCode === undefined) return networkFault({ codes, server: serverAt(url) }) ?? noAnswer(serverAt(url));
    // The answer had begun well: why it was of no use stands further down.
    if (statusCode < 300) return undefined;
    return readStatusFault({
      status: statusCode,
      server: serverAt(url),
      model: modelOf(error.requestBodyValues),
      said: error.responseBody ?? '',
      retryAfter: retryAfterOf(error.responseHeaders),
    });
  }
  // A stream without an end holds no data that could be wrong; that is how the SDK tells of it.
  if (InvalidResponseDataError.isInstance(error)) return error.data === undefined ? cut : unusable(SOME_SERVER);
  if (EmptyResponseBodyError.isInstance(error)) return cut;
  if (JSONParseError.isInstance(error) || TypeValidationError.isInstance(error)) return unusable(SOME_SERVER);
  if (error instanceof Error) {
    if (StreamProviderError.isInstance(error)) {
      const { message, type, code, statusCode } = error;
      return toldInStream({ message, type, code: statusCode ?? code });
    }
    if (error.name === 'AbortError' || error.name === 'TimeoutError') return tooSlow;
    // What `fetch` says of a body that ended too soon.
    if (error.message === 'terminated') return codes.some((code) => TOO_SLOW.has(code)) ? tooSlow : cut;
    // Without a request around it, it happened to an answer that was on its way.
    if (codeOf(error).some((code) => CUT.has(code))) return cut;
    return networkFault({ codes: codeOf(error), server: SOME_SERVER });
  }
  return toldInStream(error);
}

function networkFault({ codes, server }: { codes: string[]; server: string }): ModelFault | undefined {
  if (codes.some((code) => BAD_CERTIFICATE.test(code))) {
    return {
      retryable: false,
      message: `${server} shows a certificate that is not trusted. Whoever runs this backend has to see to that.`,
    };
  }
  if (codes.some((code) => NO_HTTP.test(code))) return unusable(server);
  if (codes.some((code) => TOO_SLOW.has(code))) return tooSlow;
  return codes.some((code) => NO_ANSWER.has(code) || CUT.has(code)) ? noAnswer(server) : undefined;
}

function noAnswer(server: string): ModelFault {
  return { retryable: true, message: `${server} does not answer. See that it runs, and try again.` };
}

function unusable(server: string): ModelFault {
  return {
    retryable: false,
    message: `${server} answered with something that is no answer of a model. Whoever runs this backend should check the server’s address; most end in /v1.`,
  };
}

/** The server by host and port alone: a path or a query may hold what is nobody's business. */
function serverAt(url: string | undefined): string {
  const host = url === undefined ? undefined : URL.parse(url)?.host;
  return host ? `The model server at ${host}` : SOME_SERVER;
}

/** Seconds. OpenAI tells thousandths too, and then means those. */
function retryAfterOf(headers: Record<string, string> = {}): string | undefined {
  const ms = headers['retry-after-ms']?.trim();
  return ms !== undefined && /^\d{1,12}$/.test(ms) ? String(Number(ms) / 1_000) : headers['retry-after'];
}

const requestSchema = z.object({ model: z.string() });

function modelOf(request: unknown): string | undefined {
  return requestSchema.safeParse(request).data?.model.slice(0, 100);
}

const toldSchema = z.object({
  message: z.string(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});
const HOPELESS = /auth|permission|invalid|not_found|quota|billing|context|filter|policy/i;

/** An error that the server put into the stream of an answer. */
function toldInStream(error: unknown): ModelFault | undefined {
  const told = toldSchema.safeParse(error).data;
  if (!told) return undefined;
  const status = Number(told.code);
  if (Number.isInteger(status) && status >= 400 && status < 600) {
    return readStatusFault({ status, server: SOME_SERVER, model: undefined, said: told.message, retryAfter: undefined });
  }
  const retryable = !HOPELESS.test(`${told.type ?? ''} ${told.code ?? ''}`);
  return {
    retryable,
    message: `The model server gave up in the middle of its answer. ${retryable ? 'Try again.' : 'Try another model.'}`,
  };
}
