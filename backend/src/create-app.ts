import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Accounts } from './accounts/index.ts';
import type { Attachments } from './attachments/index.ts';
import type { Devices } from './devices/index.ts';
import type { NewId } from './ids.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/index.ts';
import { registerAuth } from './plugins/auth.ts';
import { registerOpenApi } from './plugins/openapi.ts';
import { nothingThere, registerProblemDetails, sendProblem } from './plugins/problem-details.ts';
import { registerRateLimit } from './plugins/rate-limit.ts';
import { registerWebSocket } from './plugins/websocket.ts';
import type { SocketPowers } from './realtime/index.ts';
import { registerAttachmentRoutes } from './routes/attachments.ts';
import { registerAuthRoutes } from './routes/auth.ts';
import { registerDeviceRoutes } from './routes/devices.ts';
import { registerDeviceSocketRoute } from './routes/device-socket.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { registerLlmUsageRoutes } from './routes/llm-usage.ts';
import { registerMetricsRoute } from './routes/metrics.ts';
import { registerModelRoutes, type ModelRoutePowers } from './routes/models.ts';
import { registerRunRoutes } from './routes/runs.ts';
import { registerSessionRoutes } from './routes/sessions.ts';
import { registerVectorRoutes } from './routes/vectors.ts';
import type { RunReader, Sessions } from './sessions/index.ts';
import type { Database } from './storage/database.ts';
import type { RunJobs } from './storage/run-jobs.ts';

/** Bytes of a request's body at most. */
const BODY_BYTES = 1024 * 1024;

export interface AppPowers {
  accounts: Accounts;
  attachments: Attachments;
  devices: Devices;
  database: Database;
  jobs: Pick<RunJobs, 'isThere'>;
  sessions: Sessions;
  reader: RunReader;
  socket: SocketPowers;
  models: ModelRoutePowers;
  metrics: { metrics: Pick<Metrics, 'write'>; token: string | undefined };
  log: Log;
  newId: NewId;
  version: string;
}

/** The HTTP side: plugins, routes, one error handler. It listens when it is told to. */
export async function createApp({
  accounts,
  attachments,
  devices,
  database,
  jobs,
  sessions,
  reader,
  socket,
  models,
  metrics,
  log,
  newId,
  version,
}: AppPowers): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = log;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    // An address that cannot be decoded.
    frameworkErrors: (_error, request, reply) => void sendProblem({ request, reply, problem: nothingThere() }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  readJsonOnly(app);
  registerProblemDetails(app);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onResponse', async (request, reply) => {
    // The path alone: a query may hold a token.
    const path = request.url.split('?')[0];
    const entry = {
      request_id: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    log.debug(entry, 'request');
  });
  // Before the token is looked at: it must know an upgrade by then, to end one that is refused.
  await registerWebSocket(app);
  registerAuth({ app, accounts });
  await registerRateLimit(app);
  await registerOpenApi({ app, version });
  registerHealthRoutes({ app, database, jobs, version });
  registerMetricsRoute({ app, ...metrics });
  registerAuthRoutes({ app, accounts });
  registerDeviceRoutes({ app, devices });
  await registerAttachmentRoutes({ app, attachments });
  registerRunRoutes({ app, runs: socket.runs, reader, clock: socket.clock });
  registerSessionRoutes({ app, sessions });
  registerModelRoutes({ app, powers: models });
  registerVectorRoutes({ app, choices: models.choices, embedder: models.embedder });
  registerLlmUsageRoutes({ app, database, clock: models.clock });
  registerDeviceSocketRoute({ app, powers: socket });
  return app;
}

/** Bodies are JSON; an empty one is none. */
function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}
