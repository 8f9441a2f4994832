import { chatRequests, chatSessions, runs } from '@adiuva/drizzle/local';
import { and, count, desc, eq, inArray, lt, max, sql } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

export type ChatRequest = typeof chatRequests.$inferSelect;
export type ChatSession = typeof chatSessions.$inferSelect;

/** Conversations and what the user said in them. */
export interface ChatRepository {
  addSession(session: ChatSession): void;
  session(id: string): ChatSession | undefined;
  /** Newest activity first. */
  sessions(page: { offset: number; limit: number }): { items: (ChatSession & { running: boolean })[]; total: number };
  touchSession(session: { id: string; at: number }): void;
  /** Null: the backend's own choice. */
  setModel(session: { id: string; model: string | null }): void;
  /** The user had a backend forget it. */
  setForgotten(session: { id: string; at: number }): void;
  nextPosition(sessionId: string): number;
  addRequest(request: ChatRequest): void;
  request(requestId: string): ChatRequest | undefined;
  /** Those that no run answers yet, oldest first. */
  unanswered(): ChatRequest[];
  /** Those that wait for the user's own word. */
  held(): ChatRequest[];
  countUnanswered(): number;
  /** The newest before a position, oldest first. */
  requestsOf(page: { sessionId: string; before: number | undefined; limit: number }): ChatRequest[];
  /** The newest before a position that a backend was told. */
  newestSent(place: { sessionId: string; before: number }): ChatRequest | undefined;
  /** The frame as it leaves. */
  setFrame(change: { requestId: string; frame: string }): void;
  setState(change: Pick<ChatRequest, 'requestId' | 'state'> & { failure?: string; runId?: string }): void;
}

export function createChatRepository({ db }: DeviceDatabase): ChatRepository {
  const isWaiting = inArray(chatRequests.state, ['queued', 'sent']);
  const running = sql<number>`exists (select 1 from ${runs} where ${runs.sessionId} = ${chatSessions.id} and ${runs.endedAt} is null and ${runs.status} = 'running')`;
  return {
    addSession(session) {
      db.insert(chatSessions).values(session).run();
    },
    session: (id) => db.select().from(chatSessions).where(eq(chatSessions.id, id)).get(),
    sessions({ offset, limit }) {
      const items = db
        .select({
          id: chatSessions.id,
          title: chatSessions.title,
          createdAt: chatSessions.createdAt,
          lastActivityAt: chatSessions.lastActivityAt,
          forgottenAt: chatSessions.forgottenAt,
          model: chatSessions.model,
          running,
        })
        .from(chatSessions)
        .orderBy(desc(chatSessions.lastActivityAt), desc(chatSessions.id))
        .limit(limit)
        .offset(offset)
        .all();
      const total = db.select({ count: count() }).from(chatSessions).get()?.count ?? 0;
      return { items: items.map((item) => ({ ...item, running: item.running === 1 })), total };
    },
    touchSession({ id, at }) {
      db.update(chatSessions).set({ lastActivityAt: at }).where(eq(chatSessions.id, id)).run();
    },
    setModel({ id, model }) {
      db.update(chatSessions).set({ model }).where(eq(chatSessions.id, id)).run();
    },
    setForgotten({ id, at }) {
      db.update(chatSessions).set({ forgottenAt: at }).where(eq(chatSessions.id, id)).run();
    },
    nextPosition: (sessionId) =>
      (db
        .select({ last: max(chatRequests.position) })
        .from(chatRequests)
        .where(eq(chatRequests.sessionId, sessionId))
        .get()?.last ?? 0) + 1,
    addRequest(request) {
      db.insert(chatRequests).values(request).run();
    },
    request: (requestId) => db.select().from(chatRequests).where(eq(chatRequests.requestId, requestId)).get(),
    // SQLite's own row number is the order in which they were written, whatever the clock did.
    held: () => db.select().from(chatRequests).where(eq(chatRequests.state, 'held')).all(),
    unanswered: () =>
      db
        .select()
        .from(chatRequests)
        .where(isWaiting)
        .orderBy(sql`rowid`)
        .all(),
    countUnanswered: () => db.select({ count: count() }).from(chatRequests).where(isWaiting).get()?.count ?? 0,
    requestsOf({ sessionId, before, limit }) {
      const isEarlier = before === undefined ? undefined : lt(chatRequests.position, before);
      return db
        .select()
        .from(chatRequests)
        .where(and(eq(chatRequests.sessionId, sessionId), isEarlier))
        .orderBy(desc(chatRequests.position))
        .limit(limit)
        .all()
        .toReversed();
    },
    newestSent: ({ sessionId, before }) =>
      db
        .select()
        .from(chatRequests)
        .where(
          and(
            eq(chatRequests.sessionId, sessionId),
            lt(chatRequests.position, before),
            inArray(chatRequests.state, ['accepted', 'sent']),
          ),
        )
        .orderBy(desc(chatRequests.position))
        .limit(1)
        .get(),
    setFrame({ requestId, frame }) {
      db.update(chatRequests).set({ frame }).where(eq(chatRequests.requestId, requestId)).run();
    },
    setState({ requestId, ...change }) {
      db.update(chatRequests).set(change).where(eq(chatRequests.requestId, requestId)).run();
    },
  };
}
