import { CLOSE_CODES, DEVICE_SOCKET_PATH, FRAME_BYTES, SUBPROTOCOL } from '@adiuva/shared-protocol';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Clock } from '#core/clock.ts';
import { createInbox } from './inbox.ts';

/** How long the upgrade may take, and how long a peer may take to answer our close, in milliseconds. */
const CONNECT_MS = 10_000;
const CLOSE_MS = 1_000;

/** Answers that may wait for a backend that does not read; more calls are taken when there are fewer. */
const UNSENT_BYTES = 8 * 1024 * 1024;
const LOOK_AGAIN_MS = 20;

/** What a header can carry; any other token goes into the address, as PROTOCOL 1 allows. */
const headerSafe = /^[\x21-\x7e]+$/;

/** One socket to the backend, from the upgrade to its end. */
export interface SocketSession {
  send(text: string): void;
  /** Sends frames that belong together, in one piece. */
  sendAll(texts: readonly string[]): void;
  /** Ends it; nothing more is heard of it but `onClosed`, at once. */
  close(code: number, reason: string): void;
}

export interface SocketEvents {
  onOpen: () => void;
  /** Frames that arrived together. A binary frame is `undefined`. */
  onFrames: (frames: (string | undefined)[]) => void;
  /** Called once, whoever ended it. `detail` says why where the peer did not. */
  onClosed: (end: { code: number; detail: string | undefined }) => void;
}

/** The socket's address at a backend, whatever path the backend lives under. @throws TypeError for no URL at all */
export function socketUrl({ backendUrl, token }: { backendUrl: string; token: string | undefined }): URL {
  const url = new URL(backendUrl);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${DEVICE_SOCKET_PATH}`;
  url.search = '';
  url.hash = '';
  if (token !== undefined && !headerSafe.test(token)) url.searchParams.set('token', token);
  return url;
}

export function openSocketSession({
  backendUrl,
  token,
  clock,
  events,
}: {
  backendUrl: string;
  token: string | undefined;
  clock: Clock;
  events: SocketEvents;
}): SocketSession {
  const socket = new WebSocket(socketUrl({ backendUrl, token }), SUBPROTOCOL, {
    headers: token !== undefined && headerSafe.test(token) ? { authorization: `Bearer ${token}` } : {},
    maxPayload: FRAME_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: CONNECT_MS,
  });
  let stream: Socket | undefined;
  let detail: string | undefined;
  let ended = false;

  function end(code: number): void {
    if (ended) return;
    ended = true;
    inbox.close();
    events.onClosed({ code, detail });
  }

  // The library closes a frame that is too large with 1009; this protocol's word for it is 4009.
  const closeSocket = socket.close.bind(socket);
  socket.close = (code, reason) => {
    closeSocket(code === 1009 ? CLOSE_CODES.tooLarge : code, reason);
  };

  const inbox = createInbox({
    handle: (frames) => {
      events.onFrames(frames.map(({ data, isBinary }) => (isBinary ? undefined : data.toString('utf8'))));
    },
    hold: (paused) => {
      if (paused) socket.pause();
      else socket.resume();
    },
    waitForRoom: (resume) => {
      if (socket.bufferedAmount < UNSENT_BYTES) return false;
      clock.after(LOOK_AGAIN_MS, resume);
      return true;
    },
  });

  socket.on('upgrade', (response) => {
    stream = response.socket;
  });
  socket.on('open', () => {
    if (!ended) events.onOpen();
  });
  socket.on('message', (data: Buffer, isBinary) => {
    inbox.push({ data, isBinary });
  });
  socket.on('error', (cause) => {
    detail = cause.message;
  });
  socket.on('close', (code) => end(code));

  function send(text: string): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  return {
    send,
    sendAll(texts) {
      stream?.cork();
      for (const text of texts) send(text);
      stream?.uncork();
    },
    close(code, reason) {
      detail ??= reason;
      if (socket.readyState === WebSocket.OPEN) closeSocket(code, reason);
      else socket.terminate();
      clock.after(CLOSE_MS, () => socket.terminate());
      end(code);
    },
  };
}
