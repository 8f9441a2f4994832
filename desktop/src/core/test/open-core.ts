import { createRouterClient, type RouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import type { Clock } from '#core/clock.ts';
import type { CommandEvent } from '#core/commands/index.ts';
import { createCore, type Core } from '#core/create-core.ts';
import { OWN_BACKEND, type Amounts } from '#core/policy/index.ts';
import { fixedAccessToken, type AccessTokens } from '#core/ports/access-tokens.ts';
import type { Dialogs } from '#core/ports/dialogs.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import type { Notifications } from '#core/ports/notifications.ts';
import { createMemorySecrets, type Secrets } from '#core/ports/secrets.ts';
import type { CoreRouter } from '#core/router.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { startFakeBackend, type Connection, type FakeBackend } from './fake-backend.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface OpenedCore {
  core: Core;
  rpc: RouterClient<CoreRouter>;
  events: CommandEvent[];
  log: string[];
  device: string;
  close: () => Promise<void>;
}

/** The core as a host has it, on a folder of its own, closed when the test is over. */
export function openCore({
  backendUrl,
  clock = createFakeClock(),
  device = temporaryFolder(),
  tokens = fixedAccessToken('a-token'),
  secrets = createMemorySecrets(),
  backendName = OWN_BACKEND,
  chatLimits,
  backendIsOwn,
  notifications,
  dialogs,
}: {
  backendUrl?: string | undefined;
  clock?: Clock;
  device?: string;
  tokens?: AccessTokens;
  secrets?: Secrets;
  /** As `npm start` calls it, whatever its address is this time. */
  backendName?: string;
  chatLimits?: Amounts;
  backendIsOwn?: () => boolean;
  notifications?: Notifications;
  dialogs?: Dialogs;
}): OpenedCore {
  const logger = createMemoryLogger();
  const core = createCore({
    ports: {
      accessTokens: tokens,
      secrets,
      logger,
      ...(notifications ? { notifications } : {}),
      ...(dialogs ? { dialogs } : {}),
    },
    paths: { device },
    clock,
    backendUrl,
    backendName,
    version: '0.0.0-test',
    ...(chatLimits ? { chatLimits } : {}),
    ...(backendIsOwn ? { backendIsOwn } : {}),
  });
  const events: CommandEvent[] = [];
  core.commands.listen((event) => events.push(event));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= core.dispose());
  onTestFinished(close);
  return { core, rpc: createRouterClient(core.router), events, log: logger.lines, device, close };
}

export interface ConnectedCore extends OpenedCore {
  backend: FakeBackend;
  clock: FakeClock;
  /** The socket that is there now. */
  socket: Connection;
}

/** A core and a backend that have said hello to each other. */
export async function connectCore(
  options: Omit<Parameters<typeof openCore>[0], 'backendUrl' | 'clock'> = {},
): Promise<ConnectedCore> {
  const backend = await startFakeBackend();
  onTestFinished(() => backend.close());
  const clock = createFakeClock();
  const opened = openCore({ ...options, backendUrl: backend.url, clock });
  const socket = await backend.connection(1);
  await socket.frame({ type: 'device_hello' });
  await isReady(opened);
  return { ...opened, backend, clock, socket };
}

/** Resolves when the core says that it is connected. */
export async function isReady({ rpc }: Pick<OpenedCore, 'rpc'>): Promise<void> {
  while ((await rpc.app.status()).connection.state !== 'ready') await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Asks something, and lets the backend bind a run to it. */
export async function startRun({
  rpc,
  socket,
  runId = 'run-1',
  text = 'List my tasks',
  sessionId,
  model = 'offline:rules',
}: Pick<ConnectedCore, 'rpc' | 'socket'> & { runId?: string; text?: string; sessionId?: string; model?: string }): Promise<{
  requestId: string;
  sessionId: string;
}> {
  const sent = await rpc.chat.send({ text, ...(sessionId === undefined ? {} : { session_id: sessionId }) });
  await socket.frame((frame) => frame.type === 'chat_request' && frame['request_id'] === sent.request_id);
  socket.send({
    type: 'run_started',
    run_id: runId,
    seq: 1,
    kind: 'chat',
    request_id: sent.request_id,
    session_id: sent.session_id,
    model,
  });
  return { requestId: sent.request_id, sessionId: sent.session_id };
}
