import type { Task } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlacedTask, Today } from '#rpc/today.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { actWords } from '#renderer/features/tasks/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface TodayState {
  /** Undefined until it was read. */
  today: Today | undefined;
  failure: Failure | undefined;
}

/** What counts today, and what is done about it. Each write can be taken back. */
export interface TodayStore {
  store: StoreApi<TodayState>;
  refresh: () => void;
  update: (task: PlacedTask, updates: Partial<Pick<Task, 'status' | 'dueDate'>>) => Promise<void>;
  /** Reads, and reads again what changes, until it is ended. */
  follow: () => () => void;
}

const topics = ['tasks', 'projects', 'clients', 'checkpoints'] as const;

export function createTodayStore({
  powers: { core, clock, notices, undo },
  zone,
}: {
  powers: Pick<AppPowers, 'core' | 'clock' | 'notices' | 'undo'>;
  zone: string;
}): TodayStore {
  const store = createStore<TodayState>(() => ({ today: undefined, failure: undefined }));
  /** Of tasks that are being written: the revision that each then has. */
  const writing = new Map<string, Promise<number>>();
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      store.setState({ today: await core.rpc.today.read(), failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
    reading = false;
    if (!again) return;
    again = false;
    await read();
  }

  /** After what was begun before it, and on top of that. Answers the task's revision afterwards. */
  async function write({
    task: { id, revision, title },
    updates,
    before,
  }: {
    task: PlacedTask;
    updates: Partial<Pick<Task, 'status' | 'dueDate'>>;
    before: Promise<number> | undefined;
  }): Promise<number> {
    let newest = revision;
    try {
      // The act begins now, so that an undo meanwhile means it, and waits.
      const { revision: after } = await undo.act({
        write: async () => {
          newest = Math.max(revision, (await before) ?? 0);
          return core.rpc.tasks.update({ id, revision: newest, updates });
        },
        tell: () => ({ text: actWords({ updates, what: `“${title}”`, now: clock.now(), zone }) }),
      });
      return after;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return newest;
    }
  }

  return {
    store,
    refresh: () => void read(),
    async update(task, updates) {
      const { id } = task;
      const written = write({ task, updates, before: writing.get(id) });
      writing.set(id, written);
      await written;
      if (writing.get(id) === written) writing.delete(id);
    },
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (topics.some((topic) => concerns(invalidation, { topic }))) void read();
      });
    },
  };
}
