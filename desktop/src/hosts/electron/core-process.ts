/** The core's own process, forked by main: builds the core on the home, and serves each port that it is handed. */
import type { MessagePortMain } from 'electron';
import { HomeLockedError, lockHome } from '@adiuva/launcher/home-lock.ts';
import { openHome } from '@adiuva/launcher/home.ts';
import { DatabaseRefusedError, StorageFaultError } from '#core/storage/index.ts';
import type { Dialogs } from '#core/ports/dialogs.ts';
import type { Core } from '#core/create-core.ts';
import { createHostCore } from '#hosts/create-host-core.ts';
import { openFileSecrets } from '#hosts/file-secrets.ts';
import { passOverSealed, sealSecrets } from '#hosts/sealed-secrets.ts';
import { createRpcServer, type RpcServer } from '#hosts/serve-rpc.ts';
import { createStderrLogger } from '#hosts/stderr-logger.ts';
import { onParentMessage } from '@adiuva/launcher/parent-channel.ts';
import { toCoreSchema, type CoreStart, type FromCore } from './core-messages.ts';

const { parentPort } = process;
const logger = createStderrLogger();

function tell(message: FromCore): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process's port has no origin
  parentPort.postMessage(message);
}

/** Main opens the dialogs: the answers come back by id. */
const picking = new Map<number, (path: string | undefined) => void>();
const dialogs: Dialogs = {
  pickFolder: ({ title }) =>
    new Promise((resolve) => {
      const id = Math.max(0, ...picking.keys()) + 1;
      picking.set(id, resolve);
      tell({ type: 'pick_folder', id, title });
    }),
};

interface Running {
  core: Core;
  rpc: RpcServer;
  unlock: () => void;
}

function open(start: CoreStart): Running {
  const paths = openHome(start.home);
  const unlock = lockHome({ part: 'device', folder: paths.device });
  const file = openFileSecrets({ folder: paths.device, logger });
  const secrets =
    start.secrets_key === undefined
      ? passOverSealed(file)
      : sealSecrets({ inner: file, key: Buffer.from(start.secrets_key, 'base64'), logger });
  const core = createHostCore({
    device: paths.device,
    startedWith: {
      backendUrl: start.backend_url,
      ownBackend: start.own_backend,
      accessToken: start.access_token,
      hasParent: true,
    },
    ports: {
      logger,
      secrets,
      dialogs,
      notifications: { show: (notification) => tell({ type: 'notify', ...notification }) },
    },
  });
  return {
    core,
    unlock,
    rpc: createRpcServer({ router: core.router, onFault: (fault) => logger.error('RPC failed', { fault }) }),
  };
}

/** Why the user's data cannot be opened, as a sentence; whatever else happened is a fault of ours. */
function refusalOf(error: unknown): string {
  if (error instanceof HomeLockedError || error instanceof DatabaseRefusedError) return error.message;
  if (error instanceof StorageFaultError) return `Adiuva could not start. ${error.message}`;
  throw error;
}

let running: Running | undefined;

function begin(start: CoreStart): void {
  try {
    running = open(start);
  } catch (error) {
    tell({ type: 'refused', message: refusalOf(error) });
    return;
  }
  const { core } = running;
  tell({ type: 'ready' });
  if (start.events) {
    const { recovery, items } = core.backups.list();
    if (recovery) tell({ type: 'event', event: { event: 'recovery', ...recovery, backups: items.length } });
  }
  core.commands.listen((event) => {
    if (start.events) tell({ type: 'event', event });
  });
}

function serve(port: MessagePortMain): void {
  if (!running) return port.close();
  running.rpc.servePort(port);
}

parentPort.on('message', ({ data, ports }) => {
  const message = toCoreSchema.safeParse(data).data;
  switch (message?.type) {
    case 'start':
      return begin(message);
    case 'port':
      return ports.forEach(serve);
    case 'line':
      return running?.core.commands.run(message.line);
    case 'folder_picked':
      picking.get(message.id)?.(message.path);
      picking.delete(message.id);
      return undefined;
    case undefined:
      // A token, or `stop`: they have listeners of their own.
      return undefined;
    default:
      return message satisfies never;
  }
});

async function end(): Promise<void> {
  await running?.core.dispose();
  running?.unlock();
  process.exit(0);
}

onParentMessage(({ type }) => {
  if (type === 'stop') void end();
});
process.on('SIGTERM', () => void end());
// A Ctrl+C reaches every process of a terminal: main decides what ends when.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
