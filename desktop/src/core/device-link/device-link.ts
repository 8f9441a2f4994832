import { CLOSE_CODES, PROTOCOL_VERSION, type BackendFrameOf } from '@adiuva/shared-protocol';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import { AccessEndedError, type AccessTokens } from '#core/ports/access-tokens.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { DeviceIdentity } from '#core/storage/index.ts';
import type { Connection } from '#rpc/app.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { createBackoff } from './backoff.ts';
import { createBadFrameBudget } from './bad-frame-budget.ts';
import { closedSentence, isUnauthorised } from './connection-words.ts';
import type { FrameDesk, SliceOutcome, WorkFrame } from './frame-desk.ts';
import { watchHeartbeat, type Heartbeat } from './heartbeat.ts';
import { readFrame } from './read-frame.ts';
import { openSocketSession, type SocketSession } from './socket-session.ts';

/** How long the backend may take to answer our hello, in milliseconds. */
const READY_MS = 10_000;

/** A connection that held this long was a good one: the next loss starts the waiting anew. */
const SETTLED_MS = 5_000;

const NOBODY = 'No backend is connected. Everything but the chat works. Connect one in Settings.';

/** The socket to the backend: connects, comes back, and passes on what arrives (PROTOCOL 1, 6). */
export interface DeviceLink {
  connection(): Connection;
  refused(): number;
  isReady(): boolean;
  /** What the backend that answers now said that it can. */
  capabilities(): readonly string[];
  send(text: string): void;
  /** Connects now, unless it is connected. */
  reconnect(): void;
  /** The target, or what is behind us, is another one: leaves the socket that is there, and connects anew. */
  retarget(): void;
  dispose(): void;
}

/** A backend to connect to. */
export interface LinkTarget {
  backendUrl: string;
  tokens: AccessTokens;
}

export interface DeviceLinkParts {
  /** Asked at each try. Absent: there is nobody to connect to. */
  target: () => LinkTarget | undefined;
  /** Why nobody may be let in now, in a sentence for the user; undefined: connect. */
  closedBecause?: () => string | undefined;
  identity: DeviceIdentity;
  version: string;
  /** What this device can, as it says at each hello. */
  capabilities: () => string[];
  /** Runs that go on, with the last event stored of each. */
  resume: () => Record<string, number>;
  desk: FrameDesk;
  acknowledgements: Acknowledgements;
  /** A frame came that cannot be read. */
  onBadFrame: () => void;
  /** The backend answers, or does not any more. */
  onReady: (ready: boolean) => void;
  clock: Clock;
  /** Chance: a number in [0, 1). */
  fraction: () => number;
  feed: ChangeFeed;
  logger: Logger;
}

export function createDeviceLink(parts: DeviceLinkParts): DeviceLink {
  const { desk, acknowledgements, clock, feed, logger } = parts;
  const backoff = createBackoff(parts.fraction);
  const isTolerable = createBadFrameBudget(clock);
  let session: SocketSession | undefined;
  let heartbeat: Heartbeat | undefined;
  let cancelTimer: (() => void) | undefined;
  let settledTimer: (() => void) | undefined;
  /** The one that is connected to, or was tried last. */
  let target: LinkTarget | undefined;
  /** Tries of a target that was left come to nothing. */
  let attempt = 0;
  let connection: Connection = { state: 'stopped', detail: NOBODY };
  let refused = 0;
  let disposed = false;
  let isLeaving = false;
  /** How often it came back at once since a connection held: a backend that throws us out again and again must wait. */
  let atOnce = 0;
  let token: string | undefined;
  let capabilities: readonly string[] = [];

  function show(next: Omit<Connection, 'backend_url'>): void {
    connection = { ...next, ...(target === undefined ? {} : { backend_url: target.backendUrl }) };
    feed.publish('status');
  }

  function countRefused(count: number): void {
    if (count === 0) return;
    refused += count;
    feed.publish('status');
  }

  async function connect(options?: { refused: string | undefined }): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    if (disposed) return;
    attempt += 1;
    const mine = attempt;
    target = parts.target();
    const reason = target === undefined ? NOBODY : parts.closedBecause?.();
    if (target === undefined || reason !== undefined) {
      show({ state: 'stopped', ...(reason === undefined ? {} : { detail: reason }) });
      return;
    }
    const { backendUrl, tokens } = target;
    show({ state: 'connecting' });
    const found = await tokens.token(options).catch((cause: unknown) => {
      if (mine === attempt) throw cause;
      return undefined;
    });
    if (disposed || session || mine !== attempt) return;
    if (options && found === undefined) {
      show({ state: 'stopped', detail: closedSentence({ code: CLOSE_CODES.revoked, detail: undefined }) });
      return;
    }
    token = found;
    session = openSocketSession({
      backendUrl,
      token,
      clock,
      events: { onOpen: sayHello, onFrames: receive, onClosed: closed },
    });
  }

  function connectNow(options?: { refused: string | undefined }): void {
    connect(options).catch((cause: unknown) => {
      if (disposed) return;
      if (cause instanceof AccessEndedError) {
        show({ state: 'stopped', detail: cause.message });
        return;
      }
      // What a backend says about a token may hold it.
      const fault = cause instanceof DeviceError ? cause.code : String(cause);
      logger.warn('connecting failed', { fault });
      closed({ code: 1006, detail: fault });
    });
  }

  function sayHello(): void {
    const { deviceId, storeId } = parts.identity;
    session?.send(
      JSON.stringify({
        type: 'device_hello',
        device_id: deviceId,
        store_id: storeId,
        agent_ids: [],
        app_version: parts.version,
        protocol: PROTOCOL_VERSION,
        capabilities: parts.capabilities(),
        resume: parts.resume(),
      }),
    );
    cancelTimer = clock.after(READY_MS, () => session?.close(CLOSE_CODES.heartbeat, 'no device_ready'));
  }

  function becomeReady(frame: BackendFrameOf<'device_ready'>): void {
    if (connection.state === 'ready') return;
    cancelTimer?.();
    if (frame.protocol !== PROTOCOL_VERSION) {
      session?.close(CLOSE_CODES.version, 'protocol version');
      return;
    }
    capabilities = frame.capabilities;
    heartbeat = watchHeartbeat({
      clock,
      heartbeatMs: frame.heartbeat_ms,
      ask: () => session?.send('{"type":"ping"}'),
      onSilence: () => session?.close(CLOSE_CODES.heartbeat, 'silent'),
    });
    settledTimer = clock.after(SETTLED_MS, () => {
      backoff.reset();
      atOnce = 0;
    });
    show({ state: 'ready', server_version: frame.server_version });
    logger.info('connected', { server_version: frame.server_version });
    try {
      parts.onReady(true);
    } catch (cause) {
      logger.error('what waited for the backend could not be sent', { fault: String(cause) });
      session?.close(1000, 'not ready');
    }
  }

  /** Sends what is to be answered. */
  function deliver({ replies, stored, refused: count, gap }: SliceOutcome): void {
    session?.sendAll(replies);
    acknowledgements.stored(stored);
    countRefused(count);
    if (gap) session?.close(1000, 'events are missing');
  }

  async function deliverLate({
    promise,
    from,
  }: {
    promise: Promise<SliceOutcome>;
    from: SocketSession | undefined;
  }): Promise<void> {
    const late = await promise;
    if (!disposed && from !== undefined && from === session) deliver(late);
  }

  /** Reads frames, tells the link's own from the work, and sends what is to be answered. */
  function receive(texts: (string | undefined)[]): void {
    heartbeat?.heard();
    const work: WorkFrame[] = [];
    let tooMany = false;
    for (const text of texts) {
      const read = text === undefined ? ({ kind: 'bad', reply: undefined } as const) : readFrame(text);
      if (read.kind === 'frame') {
        if (read.frame.type === 'device_ready') becomeReady(read.frame);
        else work.push(read);
        continue;
      }
      countRefused(1);
      parts.onBadFrame();
      if (read.reply !== undefined) session?.send(read.reply);
      if (isTolerable()) continue;
      tooMany = true;
      break;
    }
    if (work.length > 0) {
      const outcome = desk.handle(work);
      deliver(outcome);
      const from = session;
      // The answer to a search belongs to the socket that asked; over another one the call comes again.
      for (const promise of outcome.later) void deliverLate({ promise, from });
    }
    if (tooMany) session?.close(CLOSE_CODES.protocol, 'too many bad frames');
  }

  function closed({ code, detail }: { code: number; detail: string | undefined }): void {
    const wasReady = connection.state === 'ready';
    session = undefined;
    heartbeat?.dispose();
    heartbeat = undefined;
    cancelTimer?.();
    settledTimer?.();
    acknowledgements.clear();
    if (wasReady) parts.onReady(false);
    if (disposed || isLeaving) return;
    logger.info('disconnected', { code, detail });
    const sentence = closedSentence({ code, detail });
    if (isUnauthorised(detail) && token !== undefined) target?.tokens.doubt?.(token);
    if (code === CLOSE_CODES.replaced || code === CLOSE_CODES.version) {
      show({ state: 'stopped', detail: sentence });
      return;
    }
    const isRevoked = code === CLOSE_CODES.revoked;
    const mayComeBackAtOnce = (code === CLOSE_CODES.draining || isRevoked) && atOnce < 3;
    if (mayComeBackAtOnce) {
      atOnce += 1;
      connectNow(isRevoked ? { refused: token } : undefined);
      return;
    }
    const delay = backoff.next();
    show({ state: 'waiting', detail: sentence, retry_at: clock.now() + delay });
    cancelTimer = clock.after(delay, () => connectNow(isRevoked ? { refused: token } : undefined));
  }

  connectNow();

  return {
    connection: () => connection,
    refused: () => refused,
    isReady: () => connection.state === 'ready',
    capabilities: () => capabilities,
    send(text) {
      session?.send(text);
    },
    reconnect() {
      if (session === undefined && connection.state !== 'connecting') connectNow();
    },
    retarget() {
      const left = session;
      // What it still says is heard by nobody, and does not bring it back.
      session = undefined;
      isLeaving = true;
      left?.close(1000, 'the device begins anew');
      isLeaving = false;
      backoff.reset();
      atOnce = 0;
      connectNow();
    },
    dispose() {
      disposed = true;
      cancelTimer?.();
      settledTimer?.();
      session?.close(1000, 'the app is closing');
    },
  };
}
