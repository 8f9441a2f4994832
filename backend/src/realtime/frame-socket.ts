import { CLOSE_CODES, HEARTBEAT_MS, PONG_TIMEOUT_MS, type BackendFrame } from '@adiuva/shared-protocol';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '#backend/clock.ts';

/** Bytes that may wait for a slow reader; one that lets more gather is dropped and may resume. */
const BUFFER_BYTES = 8 * 1024 * 1024;
/** Bytes that wait before a replay waits too. */
const REPLAY_BYTES = 1024 * 1024;
/** How often it is looked whether enough was sent, in milliseconds. */
const DRAIN_MS = 5;
/** How long a peer may take to close, in milliseconds. */
const CLOSE_MS = 1_000;

/** `failed` is WebSocket's own 1011: the peer comes back after a while. */
const CODES = { ...CLOSE_CODES, failed: 1011 } as const;

export type CloseReason = keyof typeof CODES;

const REASONS: Record<CloseReason, string> = {
  revoked: 'the access was revoked',
  protocol: 'protocol',
  replaced: 'another socket of this device took over',
  version: 'this backend speaks protocol 1',
  heartbeat: 'no pong',
  tooLarge: 'a frame is 1 MiB at most',
  draining: 'the backend is stopping',
  failed: 'the backend could not go on; come back in a moment',
};

/** A WebSocket that carries frames, keeps its heart beating, and never holds more than it may. */
export interface FrameSocket {
  send(frame: BackendFrame): void;
  /** Frames that were written before; they go to the wire together. */
  sendTexts(texts: string[]): void;
  /** Little waits to be sent. */
  isRoomy(): boolean;
  /** Resolves when little waits to be sent. Rejects once the socket is closed. */
  isWritable(): Promise<void>;
  close(reason: CloseReason): void;
  isOpen(): boolean;
  /** This side ended it: what the peer still says does not count. */
  isEnded(): boolean;
  /** The peer answered a ping. */
  heardPong(): void;
}

export function createFrameSocket({
  socket,
  wire,
  clock,
  onDropped,
}: {
  socket: WebSocket;
  /** What carries it. */
  wire?: Duplex;
  clock: Clock;
  onDropped: () => void;
}): FrameSocket {
  let isClosing = false;
  let stopPongTimer: (() => void) | undefined;
  let stopPingTimer = clock.after(HEARTBEAT_MS, beat);

  function beat(): void {
    send({ type: 'ping' });
    stopPongTimer ??= clock.after(PONG_TIMEOUT_MS, () => close('heartbeat'));
    stopPingTimer = clock.after(HEARTBEAT_MS, beat);
  }

  function stopTimers(): void {
    stopPingTimer();
    stopPongTimer?.();
  }

  function isOpen(): boolean {
    return !isClosing && socket.readyState === socket.OPEN;
  }

  function send(frame: BackendFrame): void {
    sendText(JSON.stringify(frame));
  }

  function sendTexts(texts: string[]): void {
    // One call to the system for all of them, where ws makes one a frame.
    wire?.cork();
    for (const text of texts) sendText(text);
    wire?.uncork();
  }

  function sendText(text: string): void {
    if (!isOpen()) return;
    socket.send(text);
    if (socket.bufferedAmount <= BUFFER_BYTES) return;
    onDropped();
    isClosing = true;
    socket.terminate();
  }

  function close(reason: CloseReason): void {
    if (!isOpen()) return;
    isClosing = true;
    stopTimers();
    socket.close(CODES[reason], REASONS[reason]);
    // One that does not read will never answer the close.
    const stop = clock.after(CLOSE_MS, () => socket.terminate());
    socket.once('close', stop);
  }

  socket.once('close', stopTimers);
  return {
    send,
    sendTexts,
    close,
    isOpen,
    isEnded: () => isClosing,
    isRoomy: () => socket.bufferedAmount <= REPLAY_BYTES,
    async isWritable() {
      while (isOpen() && socket.bufferedAmount > REPLAY_BYTES) {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            stopTimer?.();
            wire?.off('drain', done);
            socket.off('close', done);
            resolve();
          };
          // The system says when it has taken all; where it does not, it is looked at in a moment.
          const isTold = wire?.writableNeedDrain === true;
          const stopTimer = isTold ? undefined : clock.after(DRAIN_MS, done);
          if (isTold) wire.once('drain', done);
          socket.once('close', done);
        });
      }
      if (!isOpen()) throw new Error('the socket is closed');
    },
    heardPong() {
      stopPongTimer?.();
      stopPongTimer = undefined;
    },
  };
}
