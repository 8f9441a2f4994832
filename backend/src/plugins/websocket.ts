import websocket from '@fastify/websocket';
import { CLOSE_CODES, FRAME_BYTES, SUBPROTOCOL } from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';

const TOO_BIG = 1009;

/** ws closes a frame that is too large with a code of its own; ours is 4009. */
function closeWithOurCode(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, data) => close(code === TOO_BIG ? CLOSE_CODES.tooLarge : code, data);
}

/** WebSockets pass through Fastify's hooks first, so that a bad token is answered before there is a socket. */
export async function registerWebSocket(app: FastifyInstance): Promise<void> {
  await app.register(websocket, {
    options: {
      maxPayload: FRAME_BYTES,
      // What is not UTF-8 is a bad frame like any other: counted, and survived.
      skipUTF8Validation: true,
      handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    },
    // Sockets are closed by whoever attends them, with 4013, before the server is.
    preClose: (done) => done(),
  });
  app.websocketServer.on('connection', closeWithOurCode);
}
