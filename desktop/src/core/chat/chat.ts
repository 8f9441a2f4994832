import { chatRequestSchema, sessionIdSchema } from '@adiuva/shared-protocol';
import type { MessageFiles } from '#core/attachments/index.ts';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { Grants } from '#core/policy/index.ts';
import type { RequestsOfRuns } from '#core/runs/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Session, Turn } from '#rpc/chat.ts';
import type { ChatRepository, ChatRequest } from './chat-repository.ts';
import type { Delivery } from './delivery.ts';
import type { MessageGate } from './message-gate.ts';
import type { SessionHistory } from './session-history.ts';
import { turnOf, type TurnSources } from './turns.ts';

/** Conversations: what the user says goes out as requests, and comes back as runs. */
export interface Chat extends RequestsOfRuns {
  sessions(page: { offset: number; limit: number }): { items: Session[]; total: number };
  /** @throws DeviceError `not_found` */
  transcript(page: { session_id: string; before_position?: number | undefined; limit: number }): {
    turns: Turn[];
    has_more: boolean;
    takes_history: boolean;
    model?: string;
  };
  /**
   * Stores the message with its grant, then sends it when the backend is there; one that names a client whose rows do
   * not leave is held until the user says so, and has no grant before. A session that is not there yet is
   * made, under the id that is given.
   * @throws DeviceError `invalid_data`
   */
  send(message: {
    session_id?: string | undefined;
    text: string;
    /** Asked from here on in this conversation; null: the backend's own choice; undefined: as before. */
    model?: string | null | undefined;
    /** Files that go along, in their order. */
    attachment_ids?: readonly string[] | undefined;
  }): { request_id: string; session_id: string };
  /** Ends what was asked: the grant closes at once; what still waits is taken back. @throws DeviceError `not_found` */
  cancel(requestId: string): void;
  cancelRun(runId: string): void;
  /** Sends what the user was asked about, and allowed. What does not wait for them is left alone. */
  release(requestId: string): void;
}

const TAKEN_BACK = 'You took this message back before it was answered.';
const TITLE_LENGTH = 80;
const MAX_TEXT = 100_000;

function titleOf(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1).trimEnd()}…` : line;
}

export function createChat({
  database,
  repository,
  delivery,
  gate,
  history,
  files,
  grants,
  sources,
  cancelAtBackend,
  clock,
  ids,
  feed,
}: {
  database: DeviceDatabase;
  repository: ChatRepository;
  delivery: Delivery;
  gate: MessageGate;
  history: SessionHistory;
  files: MessageFiles;
  grants: Grants;
  sources: TurnSources;
  /** Tells the backend that a run is to end, when it is there. */
  cancelAtBackend: (runId: string) => void;
  clock: Clock;
  ids: Ids;
  feed: ChangeFeed;
}): Chat {
  const { runs } = sources;

  /** A file is text that nobody here wrote: what its message begins is tainted from the start (PROTOCOL 5.5). */
  function open(requestId: string): void {
    grants.open({ requestId, kind: 'chat', tainted: files.has(requestId) });
  }

  function cancelRun(runId: string): void {
    const run = runs.get(runId);
    if (!run || run.endedAt !== null) return;
    database.write(() => {
      grants.closeRun({ runId, reason: 'cancelled' });
      runs.setStatus({ runId, status: 'cancelled' });
    });
    database.afterCommit(() => {
      cancelAtBackend(runId);
      feed.publish('session', run.sessionId ?? runId);
      for (const topic of ['sessions', 'activity', 'status', 'runs'] as const) feed.publish(topic);
    });
  }

  return {
    sessions({ offset, limit }) {
      const { items, total } = repository.sessions({ offset, limit });
      return {
        total,
        items: items.map(({ id, title, createdAt, lastActivityAt, forgottenAt, running }) => ({
          id,
          title,
          created_at: createdAt,
          last_activity_at: lastActivityAt,
          ...(forgottenAt !== null && forgottenAt >= lastActivityAt ? { forgotten_at: forgottenAt } : {}),
          running,
        })),
      };
    },
    transcript({ session_id: sessionId, before_position: before, limit }) {
      const session = repository.session(sessionId);
      if (!session) throw new DeviceError('not_found', 'This conversation is not on this device.');
      const found = repository.requestsOf({ sessionId, before, limit: limit + 1 });
      const shown = found.slice(-limit);
      return {
        turns: shown.map((request) => turnOf({ request, deferral: delivery.deferral(request), ...sources })),
        has_more: found.length > limit,
        takes_history: history.goesAlong(sessionId),
        ...(session.model === null ? {} : { model: session.model }),
      };
    },
    send({ session_id: given, text, model: chosen, attachment_ids: fileIds = [] }) {
      if (text.trim() === '' || text.length > MAX_TEXT)
        throw new DeviceError('invalid_data', 'A message is 1 to 100,000 characters. Say something, or say it in parts.');
      const sessionId = given ?? ids.next();
      if (!sessionIdSchema.safeParse(sessionId).success)
        throw new DeviceError('invalid_data', 'A session_id is 1 to 128 of A-Z a-z 0-9 _ . : -');
      const requestId = ids.next();
      const model = chosen === undefined ? (repository.session(sessionId)?.model ?? null) : chosen;
      const frame = chatRequestSchema.parse({
        type: 'chat_request',
        request_id: requestId,
        message: text,
        context: { session_id: sessionId, timezone: clock.timezone(), ...(model === null ? {} : { model }) },
      });
      const now = clock.now();
      const prepared = database.write(() => {
        if (!repository.session(sessionId))
          repository.addSession({
            id: sessionId,
            title: titleOf(text),
            createdAt: now,
            lastActivityAt: now,
            forgottenAt: null,
            model,
          });
        else {
          repository.touchSession({ id: sessionId, at: now });
          repository.setModel({ id: sessionId, model });
        }
        const request: ChatRequest = {
          requestId,
          sessionId,
          position: repository.nextPosition(sessionId),
          text,
          frame: JSON.stringify(frame),
          state: 'queued',
          failure: null,
          runId: null,
          createdAt: now,
        };
        repository.addRequest(request);
        files.give({ requestId, ids: fileIds });
        const passed = gate.pass(request);
        if (!passed) return undefined;
        open(requestId);
        return delivery.prepare(passed);
      });
      // A line of commands is done in a transaction of its own: nothing leaves before what it tells of is stored.
      database.afterCommit(() => {
        feed.publish('sessions');
        feed.publish('session', sessionId);
        feed.publish('status');
        feed.publish('runs');
        if (prepared) delivery.dispatch(prepared);
      });
      return { request_id: requestId, session_id: sessionId };
    },
    cancel(requestId) {
      const request = repository.request(requestId);
      if (!request) throw new DeviceError('not_found', 'There is no such message on this device.');
      if (request.runId !== null) {
        cancelRun(request.runId);
        return;
      }
      database.write(() => {
        grants.closeRequest({ requestId, reason: 'cancelled' });
        gate.drop(requestId);
        delivery.fail({ requestId, sentence: TAKEN_BACK });
      });
    },
    release(requestId) {
      const request = repository.request(requestId);
      if (request?.state !== 'held') return;
      const prepared = database.write(() => {
        repository.setState({ requestId, state: 'queued' });
        open(requestId);
        return delivery.prepare({ ...request, state: 'queued' });
      });
      database.afterCommit(() => {
        feed.publish('session', request.sessionId);
        feed.publish('status');
        if (prepared) delivery.dispatch(prepared);
      });
    },
    cancelRun,
    accept({ requestId, runId }) {
      repository.setState({ requestId, state: 'accepted', runId });
      delivery.taken(requestId);
      const request = repository.request(requestId);
      if (request) repository.touchSession({ id: request.sessionId, at: clock.now() });
      return request?.sessionId ?? null;
    },
  };
}
