import { idSchema, runIdSchema, sessionIdSchema, type sessionMessageSchema, type sessionSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { LeaseLostError } from '#backend/runs/index.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { readMessages } from '#backend/storage/conversation-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import {
  countOpenRunsBySession,
  deleteSession,
  findSession,
  listSessions,
  readFirstUserMessages,
  type OwnSession,
  type SessionRecord,
} from '#backend/storage/session-repository.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { saidWords, titleOf } from './said-words.ts';
import { readTraces, type SessionTrace } from './session-traces.ts';

/** Whose sessions. */
export interface SessionOwner {
  userId: string;
  workspaceId: string;
}

export type SessionView = z.infer<typeof sessionSchema>;
export type MessageView = z.infer<typeof sessionMessageSchema>;

/** Part of a list; `nextCursor`: where the rest begins, if there is one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | undefined;
}

interface PageRequest {
  cursor: string | undefined;
  limit: number;
}

/** A user's conversations, as the user sees them. What is not theirs is not there. */
export interface Sessions {
  has(session: OwnSession): Promise<boolean>;
  /** Newest activity first. @throws CursorError */
  list(request: { owner: SessionOwner } & PageRequest): Promise<Page<SessionView>>;
  find(session: OwnSession): Promise<SessionView | undefined>;
  /** Oldest first. @throws CursorError */
  messages(request: { session: OwnSession } & PageRequest): Promise<Page<MessageView>>;
  /** Tool calls of the session's runs, of the step `turn` alone where it is named. @throws CursorError */
  traces(request: { session: OwnSession; turn: number | undefined } & PageRequest): Promise<Page<SessionTrace>>;
  /** Ends the session's runs and deletes it, with all that was said and done in it. False: there is no such session. */
  forget(session: OwnSession): Promise<boolean>;
}

const sessionCursor = z.tuple([z.int(), idSchema]);
const messageCursor = z.tuple([
  z
    .int()
    .min(0)
    .max(2 ** 30),
]);

/** Runs may be opened, and taken by workers, while the others are ended: so often it is tried again. */
const FORGET_TRIES = 50;

export function createSessions({
  database,
  contentKeys,
  endRuns,
}: {
  database: Database;
  contentKeys: ContentKeys;
  /** Ends every open run of a session. */
  endRuns: (session: OwnSession) => Promise<void>;
}): Sessions {
  const { sql } = database;

  async function view({ owner, rows }: { owner: SessionOwner; rows: SessionRecord[] }): Promise<SessionView[]> {
    const { workspaceId } = owner;
    const sessionIds = rows.map(({ id }) => id);
    const key = await contentKeys.of(workspaceId);
    const [open, first] = await Promise.all([
      countOpenRunsBySession({ sql, workspaceId, sessionIds }),
      readFirstUserMessages({ sql, key, workspaceId, sessionIds }),
    ]);
    return rows.map((row) => {
      const message = first.get(row.id);
      return toView({ row, openRuns: open.get(row.id) ?? 0, said: message ? saidWords(message) : null });
    });
  }

  return {
    has: async (session) => (await findSession({ sql, session })) !== undefined,

    async list({ owner, cursor, limit }) {
      const place = cursor === undefined ? undefined : readCursor({ text: cursor, schema: sessionCursor });
      const before = place && { lastActivityAt: place[0], id: place[1] };
      const rows = await listSessions({ sql, ...owner, before, limit: limit + 1 });
      const last = rows[limit - 1];
      const hasMore = rows.length > limit;
      return {
        items: await view({ owner, rows: rows.slice(0, limit) }),
        nextCursor: hasMore && last ? writeCursor([last.lastActivityAt, last.id]) : undefined,
      };
    },

    async find(session) {
      const row = await findSession({ sql, session });
      return row && (await view({ owner: session, rows: [row] }))[0];
    },

    async messages({ session, cursor, limit }) {
      const [after] = cursor === undefined ? [0] : readCursor({ text: cursor, schema: messageCursor });
      const key = await contentKeys.of(session.workspaceId);
      // A session's messages count without gaps: those up to there are the page, or all that there are.
      const stored = await readMessages({ sql, key, session, untilSeq: after + limit, limit });
      const items = stored
        .filter(({ seq }) => seq > after)
        .map((message): MessageView => {
          const { id, seq, role, runId, createdAt } = message;
          const run = runId === undefined ? {} : { run_id: runIdSchema.parse(runId) };
          return { id, seq, role, text: saidWords(message), ...run, created_at: createdAt };
        });
      const last = items.at(-1);
      const { lastSeq } = (await findSession({ sql, session })) ?? { lastSeq: 0 };
      return { items, nextCursor: last && last.seq < lastSeq ? writeCursor([last.seq]) : undefined };
    },

    async traces({ session, turn, cursor, limit }) {
      const key = await contentKeys.of(session.workspaceId);
      return readTraces({ sql, key, session, turn, cursor, limit });
    },

    async forget(session) {
      for (let tries = 1; ; tries += 1) {
        const outcome = await database.transaction(({ sql: within }) => deleteSession({ sql: within, session }));
        if (outcome !== 'open') return outcome === 'deleted';
        if (tries > FORGET_TRIES) throw new Error(`runs of session ${session.sessionId} are opened as fast as they are ended`);
        await endRuns(session).catch((error: unknown) => {
          // A worker took one of them in that moment; it is ended in the next try.
          if (!(error instanceof LeaseLostError)) throw error;
        });
      }
    },
  };
}

function toView({ row, openRuns, said }: { row: SessionRecord; openRuns: number; said: string | null }): SessionView {
  return {
    id: sessionIdSchema.parse(row.id),
    title: said === null ? null : titleOf(said),
    message_count: row.messageCount,
    open_runs: openRuns,
    input_tokens: row.inputTokens,
    output_tokens: row.outputTokens,
    cached_input_tokens: row.cachedInputTokens,
    reasoning_tokens: row.reasoningTokens,
    cost_usd: row.costUsd,
    created_at: row.createdAt,
    last_activity_at: row.lastActivityAt,
  };
}
