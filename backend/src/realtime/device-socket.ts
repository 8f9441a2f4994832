import {
  FRAME_BYTES,
  HEARTBEAT_MS,
  HELLO_TIMEOUT_MS,
  MAX_STEPS,
  PROTOCOL_VERSION,
  TOOL_TIMEOUT_MS,
  type BackendFrameOf,
  type ClientFrame,
  type ClientFrameOf,
} from '@adiuva/shared-protocol';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Identity } from '#backend/accounts/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { Devices } from '#backend/devices/index.ts';
import type { Log } from '#backend/log.ts';
import { goneFinal, type Runs } from '#backend/runs/index.ts';
import { createAcknowledgements } from './acknowledgements.ts';
import { createBadFrameCounter } from './bad-frames.ts';
import type { Connections, DeviceConnection } from './connections.ts';
import { dispatchFrame, errorFrame } from './dispatch-frame.ts';
import { createFrameSocket } from './frame-socket.ts';
import { readFrame } from './read-frame.ts';
import { createRunStream, type RunStream } from './run-stream.ts';

/** Frames that wait to be handled before the socket is not read any more. */
const WAITING_FRAMES = 32;

export interface SocketPowers {
  runs: Runs;
  devices: Pick<Devices, 'left'>;
  connections: Connections;
  clock: Clock;
  log: Log;
  serverVersion: string;
  /** False: what a device has acknowledged is gone, so it says again what was said before. */
  keepsContent: boolean;
}

type Work = Exclude<ClientFrame, { type: 'ping' | 'pong' }>;

/** One socket's life: hello, frames in their order, heartbeat, close (PROTOCOL 1). */
export function attendDevice({
  socket: raw,
  wire,
  identity,
  powers,
}: {
  socket: WebSocket;
  /** What carries it. */
  wire: Duplex;
  identity: Identity;
  powers: SocketPowers;
}): void {
  const { runs, connections, clock, log } = powers;
  const { account, familyId, tokenIssuedAt } = identity;
  const who = { user_id: account.userId };
  const socket = createFrameSocket({
    socket: raw,
    wire,
    clock,
    onDropped: () => log.warn(who, 'a device that stopped reading was dropped'),
  });
  const isTooBad = createBadFrameCounter({ clock });
  const forgetSocket = connections.addSocket({ socket, familyId });
  const stopHelloTimer = clock.after(HELLO_TIMEOUT_MS, () => socket.close('protocol'));
  const waiting: Work[] = [];
  let isWorking = false;
  let hasHello = false;
  let connection: DeviceConnection | undefined;
  const acknowledgements = createAcknowledgements({
    clock,
    keep: async ({ runId, seq }) => {
      if (!connection) return;
      try {
        await runs.acknowledge({ device: connection.address, runId, seq });
      } catch (error) {
        log.warn({ ...who, err: error }, 'an acknowledgement was not kept; the device will say it again');
      }
    },
  });

  raw.on('message', (data: RawData, isBinary: boolean) => {
    if (!socket.isOpen()) return;
    const read = readFrame({ data: toBuffer(data), isBinary });
    if (read.kind === 'other-version') socket.close('version');
    else if (read.kind === 'bad') refuse(read.reason);
    else take(read.frame);
  });
  // ws closes the socket by itself after an error of the wire; there is nothing to add.
  raw.on('error', (error) => log.debug({ ...who, reason: error.message }, 'a socket failed'));
  raw.once('close', () => {
    stopHelloTimer();
    forgetSocket();
    acknowledgements.flush();
    if (!connection) return;
    if (connections.remove(connection)) void powers.devices.left(connection.address);
  });

  function refuse(reason: string): void {
    if (isTooBad()) socket.close('protocol');
    else socket.send(errorFrame({ code: 'bad_frame', message: reason }));
  }

  function take(frame: ClientFrame): void {
    if (!hasHello && frame.type !== 'device_hello') {
      socket.close('protocol');
      return;
    }
    if (frame.type === 'ping') socket.send({ type: 'pong' });
    else if (frame.type === 'pong') socket.heardPong();
    else if (frame.type === 'device_hello' && hasHello) refuse('This socket has said its device_hello before.');
    else {
      hasHello = true;
      stopHelloTimer();
      waiting.push(frame);
      if (waiting.length >= WAITING_FRAMES) raw.pause();
      if (!isWorking) void work();
    }
  }

  async function work(): Promise<void> {
    isWorking = true;
    // What a peer said before it went is still done.
    for (let frame = waiting.shift(); frame && !socket.isEnded(); frame = waiting.shift()) {
      if (waiting.length < WAITING_FRAMES / 2 && raw.isPaused) raw.resume();
      try {
        await handle(frame);
      } catch (error) {
        log.error({ ...who, frame: frame.type, err: error }, 'a frame could not be handled');
        const requestId = frame.type === 'chat_request' ? frame.request_id : undefined;
        socket.send(
          errorFrame({
            code: 'internal',
            message: 'The backend could not handle this frame. Nothing of it was done. Send it again in a moment.',
            requestId,
            retryable: true,
          }),
        );
        // What names no request is not sent again by itself: the device comes back, and says at its hello what is unsettled.
        if (requestId === undefined) socket.close('failed');
      }
    }
    isWorking = false;
    if (!socket.isOpen()) acknowledgements.flush();
  }

  async function handle(frame: Work): Promise<void> {
    if (frame.type === 'device_hello') {
      await greet(frame);
    } else if (connection) {
      await dispatchFrame({
        frame,
        connection,
        workspaceId: account.workspaceId,
        runs,
        acknowledge: (ack) => acknowledgements.add(ack),
      });
    }
  }

  async function greet(hello: ClientFrameOf<'device_hello'>): Promise<void> {
    const address = { userId: account.userId, deviceId: hello.device_id, storeId: hello.store_id };
    const streams = new Map<string, RunStream>();
    let isReady = false;
    const made: DeviceConnection = {
      address,
      familyId,
      socket,
      isReady: () => isReady,
      stream({ runId, after }) {
        const known = streams.get(runId);
        if (known) return known;
        const stream = createRunStream({
          after,
          read: (from) => runs.readEventTexts({ userId: account.userId, runId, after: from }),
          send: (sent) => socket.send(sent),
          sendTexts: (texts) => socket.sendTexts(texts),
          isRoomy: () => socket.isRoomy(),
          isWritable: () => socket.isWritable(),
          onGone: (from) => socket.send(goneFinal({ runId, seq: from + 1 })),
          onFault: (error) => {
            if (!socket.isOpen()) return;
            // What the device lacks now, it gets when it comes back and resumes.
            log.warn({ ...who, run_id: runId, err: error }, 'events could not be read; the device is asked to come back');
            socket.close('failed');
          },
        });
        streams.set(runId, stream);
        return stream;
      },
    };
    const ended = await runs.greet({
      userId: account.userId,
      deviceId: hello.device_id,
      storeId: hello.store_id,
      appVersion: hello.app_version,
      capabilities: hello.capabilities,
      at: clock.now(),
      familyId,
      tokenIssuedAt,
    });
    if (ended === 'removed') socket.close('revoked');
    if (ended === 'removed' || !socket.isOpen()) return;
    connections.add(made);
    connection = made;
    const points = await runs.resume({ device: address, named: hello.resume ?? {} });
    socket.send(deviceReady({ userId: account.userId, powers }));
    for (const event of ended) socket.send(event);
    for (const point of points) {
      if ('final' in point) socket.send(point.final);
      else made.stream(point).catchUp();
    }
    isReady = true;
    await runs.deviceIsBack(address);
  }
}

function deviceReady({
  userId,
  powers: { serverVersion, keepsContent },
}: {
  userId: string;
  powers: Pick<SocketPowers, 'serverVersion' | 'keepsContent'>;
}): BackendFrameOf<'device_ready'> {
  return {
    type: 'device_ready',
    user_id: userId,
    protocol: PROTOCOL_VERSION,
    server_version: serverVersion,
    heartbeat_ms: HEARTBEAT_MS,
    capabilities: keepsContent ? [] : ['history:always'],
    limits: { frame_bytes: FRAME_BYTES, tool_timeout_ms: TOOL_TIMEOUT_MS, max_steps: MAX_STEPS },
  };
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
