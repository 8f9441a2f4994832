import { chatRequestSchema, FRAME_BYTES, type ClientFrameOf } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import type { Ledger } from '#core/ledger/index.ts';
import type { Grants } from '#core/policy/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';
import { isTableName } from '#core/storage/index.ts';
import type { ChatRepository, ChatRequest } from './chat-repository.ts';

type HistoryMessage = NonNullable<ClientFrameOf<'chat_request'>['context']['history']>[number];

/** What a frame carries of a conversation at most, the newest. */
const MAX_MESSAGES = 100;
const MAX_CHARACTERS = 200_000;
/** A backend may let go of a conversation's content some time after its last activity; this is well before it does. */
const LONG_AGO_MS = 7 * 86_400_000;
/** What a backend says that keeps no content of conversations. */
const ALWAYS = 'history:always';
/** For `"history":[]` and a comma a message. */
const JSON_ROOM = 64;
const PAGE = 50;

/** Where something is said in a conversation. */
type Place = Pick<ChatRequest, 'sessionId' | 'position'>;

/** Statuses whose response is the assistant's own words. */
const SAID: ReadonlySet<string> = new Set(['success', 'partial', 'limit', 'cancelled']);

/** Tells a backend what was said before in a conversation whose content it does not have (`context.history`). */
export interface SessionHistory {
  /**
   * The message's frame, with what was said before where this backend lacks it: the newest 100 messages and 200,000
   * characters at most, oldest first, as much as a frame carries. What the user's rules keep here is left out, with the
   * whole turn where the user's own words are what may not leave.
   */
  complete(request: ChatRequest): string;
  /** The frame of a message that was taken: it is not sent again, and need not hold what was said before once more. */
  without(request: ChatRequest): string;
  /** Whether the next message of a conversation takes along what was said before, as things stand. */
  goesAlong(sessionId: string): boolean;
}

export function createSessionHistory({
  repository,
  runs,
  grants,
  ledger,
  privacy,
  hiddenClients,
  backend,
  clock,
}: {
  repository: ChatRepository;
  runs: RunRepository;
  grants: Grants;
  ledger: Ledger;
  privacy: Privacy;
  /** Ids of the clients whose rows do not leave now. */
  hiddenClients: () => ReadonlySet<string>;
  /** The backend that is asked: its name among the grants, and what it said that it can. */
  backend: { destination: () => string; capabilities: () => readonly string[] };
  clock: Clock;
}): SessionHistory {
  /** Turns before a message that reached a backend, newest first. */
  function* earlier({ sessionId, position }: Place): Generator<ChatRequest> {
    for (let before = position; ;) {
      const page = repository.requestsOf({ sessionId, before, limit: PAGE });
      for (const request of page.toReversed()) if (request.state === 'accepted' || request.state === 'sent') yield request;
      const first = page[0];
      if (!first || page.length < PAGE) return;
      before = first.position;
    }
  }

  function lacksIt({ sessionId, position }: Place): boolean {
    const last = repository.newestSent({ sessionId, before: position });
    if (!last) return false;
    if (backend.capabilities().includes(ALWAYS)) return true;
    const run = last.runId === null ? undefined : runs.get(last.runId);
    const forgottenAt = repository.session(sessionId)?.forgottenAt ?? null;
    if (forgottenAt !== null && forgottenAt >= (run?.startedAt ?? last.createdAt)) return true;
    // What was just sent took along what there was.
    if (!run) return false;
    const destination = backend.destination();
    return grants.isElsewhere({ runId: run.runId, destination }) || clock.now() - (run.endedAt ?? run.startedAt) > LONG_AGO_MS;
  }

  /** Whether an answer came from rows that may not leave any more: it need not name the client to tell of it. */
  function tellsOfHidden({ runId }: Run): boolean {
    const hidden = hiddenClients();
    if (hidden.size === 0) return false;
    return ledger.ofRun(runId).some(({ clients, tableName, rowIds }) => {
      const now = isTableName(tableName) ? privacy.clientsOf({ table: tableName, ids: rowIds }) : undefined;
      return [...(clients?.keys() ?? []), ...(now?.keys() ?? [])].some((id) => hidden.has(id));
    });
  }

  /** The assistant's words, undefined where there are none that may leave. */
  function answerOf(run: Run): string | undefined {
    const { response, status } = run;
    if (!response || !SAID.has(status) || runs.events({ runId: run.runId, types: ['final'] }).length === 0) return undefined;
    // What it said of pseudonyms becomes the same pseudonyms again.
    const text = privacy.shownText(response);
    return privacy.named(text).length > 0 || tellsOfHidden(run) ? undefined : privacy.outgoingText(text);
  }

  /** A turn's messages that may leave, newest first. One that goes on is the backend's own to know. */
  function messagesOf({ runId, text }: ChatRequest): HistoryMessage[] {
    const run = runId === null ? undefined : runs.get(runId);
    if (!run || run.endedAt === null || privacy.named(text).length > 0) return [];
    const answer = answerOf(run);
    return [
      ...(answer === undefined ? [] : [{ role: 'assistant' as const, text: answer }]),
      { role: 'user', text: privacy.outgoingText(text) },
    ];
  }

  return {
    goesAlong(sessionId) {
      const next = { sessionId, position: repository.nextPosition(sessionId) };
      if (!lacksIt(next)) return false;
      for (const turn of earlier(next)) if (messagesOf(turn).length > 0) return true;
      return false;
    },
    without({ frame: text }) {
      if (!text.includes('"history":')) return text;
      const { context, ...frame } = chatRequestSchema.parse(JSON.parse(text));
      const { history: _history, ...rest } = context;
      return JSON.stringify({ ...frame, context: rest });
    },
    complete(request) {
      if (!lacksIt(request)) return request.frame;
      const history: HistoryMessage[] = [];
      let bytes = FRAME_BYTES - Buffer.byteLength(request.frame) - JSON_ROOM;
      let characters = MAX_CHARACTERS;
      collect: for (const turn of earlier(request))
        for (const { role, text } of messagesOf(turn)) {
          // The newest is cut where it is too long by itself; what does not fit after it stays here.
          const message = { role, text: history.length === 0 ? text.slice(0, MAX_CHARACTERS) : text };
          bytes -= Buffer.byteLength(JSON.stringify(message)) + 1;
          characters -= message.text.length;
          if (bytes < 0 || characters < 0 || history.length === MAX_MESSAGES) break collect;
          history.push(message);
        }
      if (history.length === 0) return request.frame;
      const frame = chatRequestSchema.parse(JSON.parse(request.frame));
      return JSON.stringify({ ...frame, context: { ...frame.context, history: history.toReversed() } });
    },
  };
}
