import { chatRequestSchema, type BackendFrameOf } from '@adiuva/shared-protocol';
import type { MessageFiles } from '#core/attachments/index.ts';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import type { Grants } from '#core/policy/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import { createFileSending } from './file-sending.ts';
import type { ChatRepository, ChatRequest } from './chat-repository.ts';
import type { MessageGate } from './message-gate.ts';
import type { SessionHistory } from './session-history.ts';

/** The way out to the backend, as far as a message is concerned. */
export interface Outbox {
  isReady(): boolean;
  /** Puts a frame on the wire, when there is one. */
  send(text: string): void;
}

/** Tries of a request that the backend refused for now, in milliseconds. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const ELSEWHERE =
  'This was meant for the backend that you were connected to before, so it was not sent to this one. Send it again to ask here.';
const FILES_FIRST = 'Its files are on their way.';
const BUSY = 'The backend has too much to do at the moment.';
/** The backend's own reason: what comes after its first sentence is what to do, and that is done here. */
const firstSentence = /^[^\p{Cc}]{1,200}?[.!?](?=\s|$)/u;
const TOO_LATE = 'No answer came within 24 hours, so this message is no longer valid. Send it again.';

/** Why a message that was sent has no run yet: the backend did not take it now. It is kept, and sent again. */
export interface Deferral {
  code: string;
  /** In a sentence for the user. */
  reason: string;
  retryAt: number;
}

/** Sends what the user said, in order and until it is answered; a repeat is the same request to the backend. */
export interface Delivery {
  /**
   * In a transaction: notes that this one is sent next, when the backend is there, it is still valid, and the user's rules
   * let it go. Answers it as it is to be sent.
   */
  prepare(request: ChatRequest): ChatRequest | undefined;
  /** Puts a prepared one on the wire. */
  dispatch(request: ChatRequest): void;
  /** Sends all that is unanswered, oldest first. */
  sendAll(): void;
  /** The backend refused a request: for good, or for now. */
  refused(error: BackendFrameOf<'error'>): void;
  /** Why a message waits though the backend is there. */
  deferral(request: ChatRequest): Deferral | undefined;
  /** In a transaction: a run answers it now. */
  taken(requestId: string): void;
  fail(failure: { requestId: string; sentence: string }): void;
  /** In a transaction: what another backend was asked is not asked of this one. */
  leave(requestId: string): void;
  /** Calls `listen` when a request has failed for good. */
  onFailed(listen: (request: ChatRequest) => void): void;
  dispose(): void;
}

export function createDelivery({
  database,
  repository,
  grants,
  outbox,
  gate,
  history,
  files,
  clock,
  feed,
}: {
  database: DeviceDatabase;
  repository: ChatRepository;
  grants: Grants;
  outbox: Outbox;
  gate: MessageGate;
  history: SessionHistory;
  files: MessageFiles;
  clock: Clock;
  feed: ChangeFeed;
}): Delivery {
  const listeners: ((request: ChatRequest) => void)[] = [];
  /** What the backend did not take, by request. */
  const retries = new Map<string, Deferral & { sessionId: string; delayMs: number; cancel: () => void }>();

  /** Messages whose files were sent once more, because the backend said that it does not have them. */
  const sentAgain = new Set<string>();
  const fileSending = createFileSending({ files, end: { sent: filesSent, refused: filesRefused, deferred: filesDeferred } });

  /** In a transaction: whatever became of it, it is not tried again. What was said after it goes out now. */
  function settled(requestId: string): void {
    const known = retries.get(requestId);
    if (!known) return;
    known.cancel();
    retries.delete(requestId);
    database.afterCommit(() => sendQueued(known.sessionId));
  }

  function sendQueued(sessionId: string): void {
    for (const next of repository.unanswered()) if (next.sessionId === sessionId && next.state === 'queued') send(next);
  }

  /** A message of the same conversation that was not taken: this one was said after it, and comes after it. */
  function before({ requestId, sessionId }: ChatRequest): Deferral | undefined {
    for (const [id, deferral] of retries) if (deferral.sessionId === sessionId && id !== requestId) return deferral;
    return undefined;
  }

  function announce(sessionId: string): void {
    feed.publish('session', sessionId);
    feed.publish('status');
  }

  function fail({ requestId, sentence }: { requestId: string; sentence: string }): void {
    const request = repository.request(requestId);
    if (!request || request.state === 'failed' || request.state === 'accepted') return;
    settled(requestId);
    repository.setState({ requestId, state: 'failed', failure: sentence });
    database.afterCommit(() => {
      announce(request.sessionId);
      for (const listen of listeners) listen({ ...request, state: 'failed', failure: sentence });
    });
  }

  function prepare(request: ChatRequest): ChatRequest | undefined {
    if (!outbox.isReady()) return undefined;
    const { requestId } = request;
    // What was sent once is sent again as it was: to the backend it is the same request.
    const passed = request.state === 'queued' ? gate.pass(request) : request;
    if (!passed || (request.state === 'queued' && before(request))) return undefined;
    const sending = grants.send(requestId);
    if (sending !== 'ready') {
      fail({ requestId, sentence: sending === 'elsewhere' ? ELSEWHERE : TOO_LATE });
      return undefined;
    }
    if (request.state !== 'queued') return passed;
    const attachments = files.uploaded(requestId);
    if (!attachments) {
      database.afterCommit(() => sendFiles(request));
      return undefined;
    }
    const frame = history.complete(withFiles({ request: passed, ids: attachments }));
    if (frame !== request.frame) repository.setFrame({ requestId, frame });
    repository.setState({ requestId, state: 'sent' });
    return { ...passed, frame };
  }

  /** The files go first: what the user said is sent once the backend has them. */
  function sendFiles({ requestId, sessionId }: ChatRequest): void {
    if (!fileSending.begin(requestId)) return;
    const known = retries.get(requestId);
    known?.cancel();
    const delayMs = known?.delayMs ?? FIRST_RETRY_MS / 2;
    const waiting = { sessionId, code: 'files', reason: FILES_FIRST, retryAt: clock.now(), delayMs };
    retries.set(requestId, { ...waiting, cancel: () => undefined });
    announce(sessionId);
  }

  function filesSent(requestId: string): void {
    const request = repository.request(requestId);
    retries.delete(requestId);
    // In their order: this one, and what was said after it.
    if (request?.state === 'queued') sendQueued(request.sessionId);
  }

  function filesRefused({ requestId, sentence }: { requestId: string; sentence: string }): void {
    database.write(() => {
      grants.closeRequest({ requestId, reason: 'refused' });
      fail({ requestId, sentence });
    });
  }

  function filesDeferred({ requestId, sentence }: { requestId: string; sentence: string }): void {
    const request = repository.request(requestId);
    if (request?.state === 'queued') defer({ request, code: 'files', message: sentence });
  }

  /** The backend refused a message with files: it may have let go of them, so they are sent once more. */
  function sendAgain(request: ChatRequest): boolean {
    const { requestId } = request;
    if (sentAgain.has(requestId) || !files.has(requestId)) return false;
    sentAgain.add(requestId);
    database.write(() => {
      files.forgetUploads(requestId);
      repository.setState({ requestId, state: 'queued' });
    });
    send({ ...request, state: 'queued' });
    return true;
  }

  function dispatch({ sessionId, frame }: ChatRequest): void {
    announce(sessionId);
    outbox.send(frame);
  }

  function send(request: ChatRequest): void {
    const prepared = database.write(() => prepare(request));
    if (prepared) dispatch(prepared);
  }

  function retry(requestId: string): void {
    const request = repository.request(requestId);
    if (request?.state === 'sent' || request?.state === 'queued') send(request);
    else retries.delete(requestId);
  }

  /** The backend did not take it for now. */
  function defer({ request, code, message }: { request: ChatRequest; code: string; message: string }): void {
    const { requestId, sessionId } = request;
    const known = retries.get(requestId);
    known?.cancel();
    const delayMs = Math.min((known?.delayMs ?? FIRST_RETRY_MS / 2) * 2, LONGEST_RETRY_MS);
    retries.set(requestId, {
      sessionId,
      code,
      reason: firstSentence.exec(message)?.[0] ?? BUSY,
      retryAt: clock.now() + delayMs,
      delayMs,
      cancel: clock.after(delayMs, () => retry(requestId)),
    });
    database.afterCommit(() => announce(sessionId));
  }

  return {
    prepare,
    dispatch,
    fail,
    leave(requestId) {
      fail({ requestId, sentence: ELSEWHERE });
    },
    sendAll() {
      for (const request of repository.unanswered()) send(request);
    },
    refused({ request_id: requestId, retryable, code, message }) {
      const request = requestId ? repository.request(requestId) : undefined;
      if (!requestId || request?.state !== 'sent') return;
      if (retryable) {
        defer({ request, code, message });
        return;
      }
      if (code === 'invalid_data' && sendAgain(request)) return;
      database.write(() => {
        grants.closeRequest({ requestId, reason: 'refused' });
        fail({ requestId, sentence: message.slice(0, 2_000) });
      });
    },
    taken(requestId) {
      const request = repository.request(requestId);
      const frame = request && history.without(request);
      if (frame !== undefined && frame !== request?.frame) repository.setFrame({ requestId, frame });
      settled(requestId);
    },
    deferral(request) {
      const own = retries.get(request.requestId);
      if (own || request.state === 'sent') return own;
      const first = request.state === 'queued' ? before(request) : undefined;
      return first && { ...first, code: 'after_other', reason: 'The message before it was not taken yet.' };
    },
    onFailed(listen) {
      listeners.push(listen);
    },
    dispose() {
      fileSending.dispose();
      for (const { cancel } of retries.values()) cancel();
      retries.clear();
    },
  };
}

/** The frame names its files as the backend knows them. */
function withFiles({ request, ids }: { request: ChatRequest; ids: readonly string[] }): ChatRequest {
  if (ids.length === 0) return request;
  const frame = chatRequestSchema.parse(JSON.parse(request.frame));
  const attachments = ids.map((id) => ({ attachment_id: id }));
  return { ...request, frame: JSON.stringify({ ...frame, context: { ...frame.context, attachments } }) };
}
