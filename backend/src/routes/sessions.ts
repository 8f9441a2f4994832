import {
  pageQuerySchema,
  problemSchema,
  sessionMessagesSchema,
  sessionParamsSchema,
  sessionSchema,
  sessionsSchema,
  sessionTracesSchema,
  tracesQuerySchema,
} from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { identityOf } from '#backend/plugins/auth.ts';
import { ownFirst } from '#backend/plugins/own-first.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import { CursorError, type Sessions } from '#backend/sessions/index.ts';

const NO_SUCH_SESSION = 'You have no such conversation. Nothing was done. It may have been deleted.';

function noSuchSession(): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', detail: NO_SUCH_SESSION });
}

function sessionOf({ request, id }: { request: FastifyRequest; id: string }) {
  const { userId, workspaceId } = identityOf(request).account;
  return { userId, workspaceId, sessionId: id };
}

export function registerSessionRoutes({ app, sessions }: { app: FastifyInstance; sessions: Sessions }): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['sessions'];
  const params = sessionParamsSchema;
  const problem = problemSchema;
  const problems = { 401: problem, 404: problem, 422: problem, 429: problem };
  const preParsing = ownFirst({
    params,
    isOwn: ({ params: { id }, userId, workspaceId }) => sessions.has({ userId, workspaceId, sessionId: id }),
    detail: NO_SUCH_SESSION,
  });

  typed.get(
    '/api/v1/sessions',
    {
      schema: {
        tags,
        summary: 'The user’s conversations, newest activity first',
        querystring: pageQuerySchema,
        response: { 200: sessionsSchema, 401: problem, 422: problem, 429: problem },
      },
    },
    (request) => {
      const { userId, workspaceId } = identityOf(request).account;
      const { cursor, limit } = request.query;
      return toPage(sessions.list({ owner: { userId, workspaceId }, cursor, limit }));
    },
  );

  typed.get(
    '/api/v1/sessions/:id',
    { preParsing, schema: { tags, summary: 'A conversation', params, response: { 200: sessionSchema, ...problems } } },
    (request) =>
      sessions.find(sessionOf({ request, id: request.params.id })).then((session) => {
        if (!session) throw noSuchSession();
        return session;
      }),
  );

  typed.delete(
    '/api/v1/sessions/:id',
    {
      preParsing,
      schema: {
        tags,
        summary: 'Forget a conversation: its runs end, and everything of it is deleted at once',
        params,
        response: { 204: z.null().describe('Deleted'), ...problems },
      },
    },
    async (request, reply) => {
      if (!(await sessions.forget(sessionOf({ request, id: request.params.id })))) throw noSuchSession();
      return reply.code(204).send(null);
    },
  );

  typed.get(
    '/api/v1/sessions/:id/messages',
    {
      preParsing,
      schema: {
        tags,
        summary: 'What was said in a conversation, oldest first',
        params,
        querystring: pageQuerySchema,
        response: { 200: sessionMessagesSchema, ...problems },
      },
    },
    (request) => {
      const { cursor, limit } = request.query;
      return toPage(sessions.messages({ session: sessionOf({ request, id: request.params.id }), cursor, limit }));
    },
  );

  typed.get(
    '/api/v1/sessions/:id/traces',
    {
      preParsing,
      schema: {
        tags,
        summary: 'What the assistant did in a conversation: its tool calls and their answers, oldest first',
        params,
        querystring: tracesQuerySchema,
        response: { 200: sessionTracesSchema, ...problems },
      },
    },
    (request) => {
      const { cursor, limit, turn } = request.query;
      return toPage(sessions.traces({ session: sessionOf({ request, id: request.params.id }), turn, cursor, limit }));
    },
  );
}

/** A page as HTTP has it; a cursor that is none is told as a fault of the request. */
async function toPage<Item>(
  work: Promise<{ items: Item[]; nextCursor: string | undefined }>,
): Promise<{ items: Item[]; next_cursor?: string }> {
  try {
    const { items, nextCursor } = await work;
    return { items, ...(nextCursor === undefined ? {} : { next_cursor: nextCursor }) };
  } catch (error) {
    if (!(error instanceof CursorError)) throw error;
    throw new ProblemError({
      status: 422,
      code: 'invalid_request',
      detail: error.message,
      errors: [{ path: 'cursor', message: 'is none that this list gave' }],
    });
  }
}
