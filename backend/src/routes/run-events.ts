import { Readable } from 'node:stream';
import { problemSchema, runParamsSchema } from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { BEGINNING, createOpenStreams, parsePosition, tellRun, toServerSent, type EventPosition } from '#backend/ag-ui/index.ts';
import type { Clock } from '#backend/clock.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import type { Runs } from '#backend/runs/index.ts';
import type { RunReader } from '#backend/sessions/index.ts';
import { noSuchRun, ownRunFirst } from './own-run.ts';

const headersSchema = z.looseObject({
  'last-event-id': z.string().max(100).optional().describe('Goes on after the event of this id.'),
});
const EVENTS =
  'AG-UI events, each with an id. Closed after RUN_FINISHED (a wait too, whose outcome is an interrupt) and RUN_ERROR; connect again with the last id to hear what comes after a wait.';

/** What a run does, as it does it: server-sent events of AG-UI. */
export function registerRunEventsRoute({
  app,
  runs,
  reader,
  clock,
}: {
  app: FastifyInstance;
  runs: Pick<Runs, 'readEvents' | 'onStored'>;
  reader: RunReader;
  clock: Clock;
}): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const streams = createOpenStreams();
  const problem = problemSchema;

  typed.get(
    '/api/v1/agent/runs/:id/events',
    {
      exposeHeadRoute: false,
      preParsing: ownRunFirst(reader),
      schema: {
        tags: ['runs'],
        summary: 'The run’s events as they come (server-sent, AG-UI)',
        params: runParamsSchema,
        headers: headersSchema,
        response: {
          200: { description: EVENTS, content: { 'text/event-stream': { schema: z.string() } } },
          204: z.null().describe('The run has ended, and everything was told. A browser stops asking.'),
          401: problem,
          404: problem,
          422: problem,
          429: problem,
        },
      },
    },
    async (request, reply) => {
      const { userId } = identityOf(request).account;
      const runId = request.params.id;
      const run = await reader.find({ userId, runId });
      if (!run) throw noSuchRun();
      const after = readPosition({ text: request.headers['last-event-id'], lastSeq: run.lastEventSeq });
      if (run.endedAt !== null && after.seq === run.lastEventSeq) return reply.code(204).send(null);
      const giveBack = streams.take(userId);
      if (!giveBack) throw tooManyStreams();
      const source = {
        read: (seq: number) => runs.readEvents({ userId, runId, after: seq }),
        async readEnd() {
          const known = await reader.find({ userId, runId });
          return known ? reader.readEnd(known) : [];
        },
        onStored: (listener: () => void) => runs.onStored(runId, listener),
      };
      const controller = new AbortController();
      const told = tellRun({ source, after, clock, signal: controller.signal });
      const text = toServerSent({ told, clock, onStalled: () => void reply.raw.destroy() });
      return sendStream({
        reply,
        text,
        onClosed() {
          controller.abort();
          giveBack();
        },
      });
    },
  );
}

function readPosition({ text, lastSeq }: { text: string | undefined; lastSeq: number }): EventPosition {
  const position = text === undefined || text === '' ? BEGINNING : parsePosition(text);
  if (position && position.seq <= lastSeq) return position;
  throw new ProblemError({
    status: 422,
    code: 'invalid_request',
    detail: 'This run has no event of this id. Connect again without Last-Event-ID to hear it from its beginning.',
    errors: [{ path: 'last-event-id', message: 'is no id of an event of this run' }],
  });
}

function tooManyStreams(): ProblemError {
  return new ProblemError({
    status: 429,
    code: 'rate_limited',
    detail: 'You listen to as many runs as you may at once. Nothing was done. Close a stream, then connect again.',
  });
}

/** `onClosed` is called once, when nobody listens any more, also when nobody did. */
function sendStream({
  reply,
  text,
  onClosed,
}: {
  reply: FastifyReply;
  text: AsyncIterable<string>;
  onClosed: () => void;
}): FastifyReply {
  const stream = Readable.from(text);
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    onClosed();
  };
  // Of the connection: the stream itself closes only once it is no longer waited in.
  reply.raw.once('close', close);
  stream.once('close', close);
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}
