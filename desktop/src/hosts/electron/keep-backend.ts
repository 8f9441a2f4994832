import { createServer } from 'node:net';
import { join } from 'node:path';
import { channelMessageSchema, type ChannelMessage } from '@adiuva/launcher/parent-channel.ts';
import { keepProcess, type KeptProcess } from './kept-process.ts';

/** The backend that this program runs for itself. */
export interface KeptBackend extends Pick<KeptProcess, 'stop'> {
  url: string;
  send(message: ChannelMessage): void;
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Runs the backend with its own database beside the core, as `npm start` does. Its port is chosen before it runs, so that
 * the window need not wait for it: the user's data is there without a backend, and the core connects when it can.
 */
export async function keepBackend({
  folder,
  home,
  onChannel,
  log,
}: {
  /** Where the bundles lie. */
  folder: string;
  home: string;
  onChannel: (message: ChannelMessage) => void;
  log: (message: string) => void;
}): Promise<KeptBackend> {
  const port = await freePort();
  let isReady = false;
  let kept: ChannelMessage[] = [];
  const backend = keepProcess({
    name: 'backend',
    entry: join(folder, 'backend.js'),
    arguments: ['--home', home, '--json', '--local-account', '--port', String(port)],
    onLine: (line) => {
      if (!line.includes('"ready"')) return;
      isReady = true;
      for (const message of kept) backend.send(message);
      kept = [];
    },
    onMessage: (raw) => {
      const message = channelMessageSchema.safeParse(raw);
      if (message.success) onChannel(message.data);
    },
    onEnded: () => (isReady = false),
    onGivenUp: () => log('the backend does not stay up; what you write is kept, and sent after the next start'),
    log,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    send(message) {
      if (isReady) backend.send(message);
      else kept.push(message);
    },
    stop: (options) => backend.stop(options),
  };
}
