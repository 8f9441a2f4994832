// A core in memory, for tests of the page: it keeps the contract, not the product's rules.
import { implement } from '@orpc/server';
import type { Task } from '@adiuva/shared-protocol';
import type { Change } from '#rpc/app.ts';
import type { Turn } from '#rpc/chat.ts';
import { contract } from '#rpc/contract.ts';
import { activityHandlers, emptyJournal } from './memory-activity.ts';
import { emptyTrust, trustHandlers } from './memory-approvals.ts';
import { emptyModels, modelHandlers } from './memory-models.ts';
import { emptyRuns, runHandlers, stopOpenRun } from './memory-runs.ts';
import { emptyScreen, screenHandlers } from './memory-screen.ts';
import { placeHandlers } from './memory-places.ts';
import { searchHandlers } from './memory-search.ts';
import { createMemorySettings } from './memory-settings.ts';
import type { MemoryCore } from './memory-state.ts';
import { workHandlers } from './memory-work.ts';

let lastId = 0;
export function newId(): string {
  lastId += 1;
  return `id-${String(lastId).padStart(6, '0')}`;
}

function rowBase(now: number) {
  return { id: newId(), createdAt: now, updatedAt: now, revision: 1, origin: 'human' as const, externalId: null };
}

export function createMemoryCore({ now }: { now: () => number }) {
  const listeners = new Set<(change: Change) => void>();
  let rev = 0;
  const tell: MemoryCore['tell'] = (topic, key) => {
    rev += 1;
    for (const listener of listeners) listener({ rev, topic, ...(key === undefined ? {} : { key }) });
  };
  const { settings, handlers } = createMemorySettings({ now, tell });
  const core: MemoryCore = {
    status: {
      connection: { state: 'ready', backend_url: 'http://127.0.0.1:4000', server_version: '0.1.0' },
      model: 'offline:rules',
      version: '0.1.0',
      device_id: 'device-1',
      timezone: 'Europe/Berlin',
      database_path: '/home/mara/.local/share/adiuva/device/adiuva.sqlite',
      queued_messages: 0,
      refused_calls: 0,
      open_runs: 0,
      pending_approvals: 0,
      open_warnings: 0,
    },
    tasks: [],
    projects: [],
    clients: [],
    checkpoints: [],
    comments: [],
    notes: [],
    answersNote: async () => {},
    holdsWrite: async () => {},
    answersTask: async () => {},
    sessions: [],
    turns: new Map(),
    runs: [],
    journal: emptyJournal(),
    trust: emptyTrust(),
    runList: emptyRuns(),
    models: emptyModels(),
    screen: emptyScreen(),
    settings,
    tell,
    onMessage: () => {},
    addTask: (task) => {
      const made: Task = {
        ...rowBase(now()),
        isAiSuggested: 0,
        isApproved: 1,
        projectId: null,
        description: null,
        status: 'todo',
        priority: 'medium',
        assignee: [],
        owedBy: 'mine',
        dueDate: null,
        completedAt: null,
        position: core.tasks.length,
        ...task,
      };
      core.tasks.push(made);
      return made;
    },
  };

  async function* changes(signal: AbortSignal | undefined): AsyncGenerator<Change> {
    const waiting: Change[] = [{ rev, topic: 'hello' }];
    let wake = () => {};
    const listener = (change: Change) => {
      waiting.push(change);
      wake();
    };
    listeners.add(listener);
    signal?.addEventListener('abort', () => wake());
    try {
      for (;;) {
        if (signal?.aborted) return;
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      listeners.delete(listener);
    }
  }

  const os = implement(contract);
  const page = <Row>(items: Row[], { offset, limit }: { offset: number; limit: number }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });

  const router = os.router({
    app: {
      status: os.app.status.handler(() => core.status),
      changes: os.app.changes.handler(({ signal }) => changes(signal)),
      reconnect: os.app.reconnect.handler(() => ({ ok: true as const })),
      pickFolder: os.app.pickFolder.handler(() => ({ path: null })),
    },
    ...workHandlers({ core, now, newId }),
    ...placeHandlers({ core, now, newId }),
    chat: {
      sessions: os.chat.sessions.handler(({ input }) =>
        page(
          core.sessions.toSorted((a, b) => b.last_activity_at - a.last_activity_at),
          input,
        ),
      ),
      transcript: os.chat.transcript.handler(({ input, errors }) => {
        const turns = core.turns.get(input.session_id);
        if (!turns) throw errors.NOT_FOUND({ message: 'There is no such conversation.', data: { code: 'not_found' } });
        const forgotten = core.sessions.some(({ id, forgotten_at: at }) => id === input.session_id && at !== undefined);
        const before = turns.filter(({ position }) => position < (input.before_position ?? Infinity));
        const model = core.models.chosen.get(input.session_id);
        return {
          turns: before.slice(-input.limit),
          has_more: before.length > input.limit,
          takes_history: forgotten,
          ...(model === undefined ? {} : { model }),
        };
      }),
      send: os.chat.send.handler(({ input }) => {
        const sessionId = input.session_id ?? newId();
        const turns = core.turns.get(sessionId) ?? [];
        if (!core.turns.has(sessionId)) {
          core.turns.set(sessionId, turns);
          core.sessions.push({
            id: sessionId,
            title: input.text.slice(0, 60),
            created_at: now(),
            last_activity_at: now(),
            running: false,
          });
        }
        if (typeof input.model === 'string') core.models.chosen.set(sessionId, input.model);
        if (input.model === null) core.models.chosen.delete(sessionId);
        const files = (input.attachment_ids ?? []).flatMap((id) => core.models.files.get(id)?.file ?? []);
        const ready = core.status.connection.state === 'ready';
        const turn: Turn = {
          request_id: newId(),
          position: turns.length,
          text: input.text,
          ...(files.length > 0 ? { files } : {}),
          at: now(),
          delivery: ready ? 'accepted' : 'queued',
        };
        turns.push(turn);
        core.tell('sessions');
        core.tell('session', sessionId);
        if (ready) core.onMessage(turn, sessionId);
        return { request_id: turn.request_id, session_id: sessionId };
      }),
      cancel: os.chat.cancel.handler(({ input }) => {
        for (const [sessionId, turns] of core.turns) {
          const turn = turns.find(({ request_id }) => request_id === input.request_id);
          if (!turn) continue;
          if (turn.delivery === 'queued') turns.splice(turns.indexOf(turn), 1);
          else if (turn.answer) turn.answer.status = 'cancelled';
          core.tell('session', sessionId);
        }
        stopOpenRun({ core, requestId: input.request_id });
        return { ok: true as const };
      }),
      forget: os.chat.forget.handler(({ input, errors }) => {
        const session = core.sessions.find(({ id }) => id === input.session_id);
        if (!session) throw errors.NOT_FOUND({ message: 'There is no such conversation.', data: { code: 'not_found' } });
        if (core.runList.forgetFault !== undefined)
          throw errors.UNAVAILABLE({ message: core.runList.forgetFault, data: { code: 'busy' } });
        session.forgotten_at = now();
        core.tell('sessions');
        return { backend_url: core.status.connection.backend_url ?? '' };
      }),
    },
    ...modelHandlers({ core: core.models, now, newId }),
    ...searchHandlers(core),
    runs: runHandlers(core),
    ...trustHandlers({ core, now }),
    ...handlers,
    screen: screenHandlers(core),
    activity: activityHandlers({ core, now, newId }),
  });
  return { core, router };
}
