import { DEVICE_SOCKET_PATH, SUBPROTOCOL } from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import { attendDevice, type SocketPowers } from '#backend/realtime/index.ts';

/** The socket of PROTOCOL 1. A request that is no upgrade is told so. */
export function registerDeviceSocketRoute({ app, powers }: { app: FastifyInstance; powers: SocketPowers }): void {
  app.route({
    method: 'GET',
    url: DEVICE_SOCKET_PATH,
    exposeHeadRoute: false,
    config: { takesTokenInQuery: true },
    schema: { hide: true },
    preValidation: async (request) => {
      if (!speaksOurs(request)) {
        const detail = `This socket speaks the subprotocol ${SUBPROTOCOL} alone. Ask for it, or for none.`;
        throw new ProblemError({ status: 400, code: 'invalid_request', detail });
      }
    },
    handler: async () => {
      throw new ProblemError({
        status: 426,
        code: 'invalid_request',
        detail: `This address is a WebSocket of the subprotocol ${SUBPROTOCOL}.`,
      });
    },
    wsHandler: (socket, request) => attendDevice({ socket, wire: request.raw.socket, identity: identityOf(request), powers }),
  });
}

function speaksOurs(request: FastifyRequest): boolean {
  const asked = request.headers['sec-websocket-protocol'];
  return asked === undefined || asked.split(',').some((name) => name.trim() === SUBPROTOCOL);
}
