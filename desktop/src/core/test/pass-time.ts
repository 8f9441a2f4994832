import { expect } from 'vitest';
import type { Connection } from './fake-backend.ts';
import type { ConnectedCore } from './open-core.ts';

const MINUTE = 60_000;

/** Minutes with a backend that is heard. */
export async function pass({
  clock,
  socket,
  minutes,
}: Pick<ConnectedCore, 'clock' | 'socket'> & { minutes: number }): Promise<void> {
  for (let half = 0; half < minutes * 2; half += 1) {
    socket.send({ type: 'ping' });
    await socket.frame({ type: 'pong' });
    clock.advance(MINUTE / 2);
  }
}

/** The socket after the core has come back by itself. */
export async function reconnected({ rpc, backend, clock }: ConnectedCore): Promise<Connection> {
  const before = backend.connections.length;
  await expect
    .poll(async () => {
      if ((await rpc.app.status()).connection.state === 'waiting') clock.advance(10_000);
      return (await rpc.app.status()).connection.state;
    })
    .toBe('ready');
  return backend.connection(before + 1);
}
