import type { FastifyReply } from 'fastify';

/** Aborts when whoever asked goes away before they have their answer. */
export function abortedWith(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
