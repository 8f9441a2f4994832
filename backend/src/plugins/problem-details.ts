import { STATUS_CODES } from 'node:http';
import type { Problem, ProblemCode } from '@adiuva/shared-protocol';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AccountError } from '#backend/accounts/index.ts';
import { isDatabaseUnavailable } from '#backend/storage/database.ts';

/** A request that cannot be served, as its problem document tells it. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];

  constructor({
    status,
    code,
    detail,
    errors,
  }: {
    status: number;
    code: ProblemCode;
    detail: string;
    errors?: Problem['errors'];
  }) {
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** An RFC 9457 document for every error; a 5xx says nothing of what is inside. */
export function registerProblemDetails(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, request_id: request.id }, 'a request failed');
    return sendProblem({ request, reply, problem });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = METHODS.filter((method) => app.hasRoute({ method, url: path }));
    if (allowed.length === 0) {
      return sendProblem({ request, reply, problem: nothingThere() });
    }
    reply.header('allow', allowed.join(', '));
    const detail = `This address takes ${allowed.join(', ')} only.`;
    return sendProblem({ request, reply, problem: new ProblemError({ status: 405, code: 'method_not_allowed', detail }) });
  });
}

/** The problem of an address that nobody serves. */
export function nothingThere(): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', detail: 'There is nothing at this address.' });
}

export function sendProblem({
  request,
  reply,
  problem,
}: {
  request: FastifyRequest;
  reply: FastifyReply;
  problem: ProblemError;
}): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .header('x-request-id', request.id)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(toDocument({ problem, requestId: request.id }));
}

function toDocument({ problem, requestId }: { problem: ProblemError; requestId: string }): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors ? { errors: problem.errors } : {}),
    request_id: requestId,
  };
}

function toProblem(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof AccountError) return new ProblemError({ status: error.status, code: error.code, detail: error.message });
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid',
    }));
    return new ProblemError({
      status: 422,
      code: 'invalid_request',
      detail: 'The request does not fit its schema. Nothing was done.',
      errors,
    });
  }
  if (isDatabaseUnavailable(error)) {
    const detail = 'The database does not answer. Nothing was changed. Try again in a moment.';
    return new ProblemError({ status: 503, code: 'not_ready', detail });
  }
  return fromFastify(error);
}

function fromFastify(error: FastifyError): ProblemError {
  switch (error.statusCode) {
    case 400:
      // What Fastify calls a bad request is a body that cannot be read: JSON with a fault, or none where some is needed.
      return new ProblemError({
        status: 422,
        code: 'invalid_request',
        detail: 'The request’s body or address cannot be read. Nothing was done.',
        errors: [{ path: '', message: 'is not valid JSON, or is missing' }],
      });
    case 413:
      return new ProblemError({
        status: 413,
        code: 'too_large',
        detail: 'The request is too large. Nothing was done. Send less at once.',
      });
    case 414:
      return new ProblemError({ status: 414, code: 'too_large', detail: 'The address is too long.' });
    case 415:
      return new ProblemError({ status: 415, code: 'unsupported_media_type', detail: 'The body must be application/json.' });
    default:
      return new ProblemError({
        status: 500,
        code: 'internal',
        detail: 'The backend could not do this. Try again; if it fails again, its log names this request_id.',
      });
  }
}
