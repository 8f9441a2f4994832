import {
  cancelledRunSchema,
  cancelRunRequestSchema,
  openedRunSchema,
  openRunRequestSchema,
  problemSchema,
  runIdSchema,
  runParamsSchema,
  runSchema,
  sessionIdSchema,
} from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '#backend/clock.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import { RunRefused, type Runs } from '#backend/runs/index.ts';
import type { RunReader } from '#backend/sessions/index.ts';
import { noSuchRun, ownRunFirst } from './own-run.ts';
import { registerResumeRoute } from './resume-run.ts';
import { registerRunEventsRoute } from './run-events.ts';

/** When a full queue may have room again, in seconds. */
const RETRY_SECONDS = 5;

export function registerRunRoutes({
  app,
  runs,
  reader,
  clock,
}: {
  app: FastifyInstance;
  runs: Runs;
  reader: RunReader;
  clock: Clock;
}): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['runs'];
  const problem = problemSchema;
  const preParsing = ownRunFirst(reader);

  typed.post(
    '/api/v1/agent/runs',
    {
      schema: {
        tags,
        summary: 'Ask something: opens a run; the same request_id is the same run',
        body: openRunRequestSchema,
        response: { 202: openedRunSchema, 401: problem, 404: problem, 409: problem, 422: problem, 429: problem, 503: problem },
      },
    },
    async (request, reply) => {
      const { userId, workspaceId } = identityOf(request).account;
      const { message, session_id, project_id, timezone, device_id, request_id } = request.body;
      const opened = await orProblem({
        reply,
        work: runs.openForUser({
          userId,
          workspaceId,
          message,
          timezone: timezone ?? 'UTC',
          ...(session_id ? { sessionId: session_id } : {}),
          ...(project_id ? { projectId: project_id } : {}),
          ...(device_id ? { deviceId: device_id } : {}),
          ...(request_id ? { requestId: request_id } : {}),
        }),
      });
      return reply
        .code(202)
        .send({ run_id: runIdSchema.parse(opened.runId), session_id: sessionIdSchema.parse(opened.sessionId) });
    },
  );

  typed.get(
    '/api/v1/agent/runs/:id',
    {
      preParsing,
      schema: {
        tags,
        summary: 'Where a run stands, and what it waits for',
        params: runParamsSchema,
        response: { 200: runSchema, 401: problem, 404: problem, 422: problem, 429: problem },
      },
    },
    (request) =>
      reader.find({ userId: identityOf(request).account.userId, runId: request.params.id }).then((run) => {
        if (!run) throw noSuchRun();
        return reader.view(run);
      }),
  );

  typed.post(
    '/api/v1/agent/runs/:id/cancel',
    {
      preParsing,
      schema: {
        tags,
        summary: 'Stop a run; what was done is kept. One that has ended stays as it is',
        params: runParamsSchema,
        body: cancelRunRequestSchema.nullish(),
        response: { 202: cancelledRunSchema, 401: problem, 404: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await runs.cancelForUser({ userId: identityOf(request).account.userId, runId: id }))) throw noSuchRun();
      return reply.code(202).send({ run_id: id });
    },
  );

  registerResumeRoute({ app, runs, reader });
  registerRunEventsRoute({ app, runs, reader, clock });
}

/** A message that opens no run, as its problem. */
async function orProblem<Result>({ reply, work }: { reply: FastifyReply; work: Promise<Result> }): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error;
    if (error.code === 'busy') reply.header('retry-after', String(RETRY_SECONDS));
    throw toProblem(error);
  }
}

function toProblem({ code, message: detail }: RunRefused): ProblemError {
  switch (code) {
    case 'id_conflict':
      return new ProblemError({ status: 409, code: 'id_conflict', detail });
    case 'busy':
      return new ProblemError({ status: 503, code: 'busy', detail });
    case 'unknown_device':
      return new ProblemError({ status: 404, code: 'not_found', detail });
    case 'not_available':
    case 'invalid_data':
      return new ProblemError({ status: 422, code: 'invalid_request', detail });
    default:
      return code satisfies never;
  }
}
