import type { Checkpoint } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface CheckpointsState {
  items: readonly Checkpoint[] | undefined;
  total: number;
  failure: Failure | undefined;
}

/** A change, computed of the checkpoint as it then is. */
interface CheckpointChange {
  id: string;
  updates: (now: Checkpoint) => { title?: string; date?: number };
  text: (now: Checkpoint) => string;
}

/** The checkpoints of one project, by date, and what the user does with them. */
export interface CheckpointsStore {
  store: StoreApi<CheckpointsState>;
  add: (written: { title: string; date: number }) => Promise<void>;
  /** Changes are done one after the other, each computed of the checkpoint as the one before left it. */
  change: (change: CheckpointChange) => Promise<void>;
  remove: (checkpoint: Checkpoint) => Promise<void>;
  refresh: () => void;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

/** A project with more is told by its first ones; nobody plans so many. */
const READ = 500;

export function createCheckpointsStore({ powers, projectId }: { powers: AppPowers; projectId: string }): CheckpointsStore {
  const { core, notices, undo } = powers;
  const store = createStore<CheckpointsState>(() => ({ items: undefined, total: 0, failure: undefined }));
  let readings = 0;
  async function read(): Promise<void> {
    readings += 1;
    const mine = readings;
    try {
      const { items, total } = await core.rpc.checkpoints.list({ project_id: projectId, offset: 0, limit: READ });
      // Of two readings at once the one that was begun last is true.
      if (mine === readings) store.setState({ items, total, failure: undefined });
    } catch (error) {
      if (mine === readings) store.setState({ failure: failureOf(error) });
    }
  }
  async function act(text: () => string, write: () => Promise<{ change_ids: string[] }>): Promise<void> {
    try {
      await undo.act({ write, tell: () => ({ text: text() }) });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
    await read();
  }
  let changing: Promise<void> = Promise.resolve();
  async function changeNext({ id, updates, text }: CheckpointChange): Promise<void> {
    const now = store.getState().items?.find((one) => one.id === id);
    if (!now) return;
    await act(
      () => text(now),
      () => core.rpc.checkpoints.update({ id, revision: now.revision, updates: updates(now) }),
    );
  }
  return {
    store,
    refresh: () => void read(),
    add: ({ title, date }) =>
      act(
        () => `Added “${title}”`,
        () => core.rpc.checkpoints.create({ projectId, title, date }),
      ),
    change(change) {
      changing = changing.then(() => changeNext(change));
      return changing;
    },
    remove: ({ id, revision, title }) =>
      act(
        () => `Deleted “${title}”`,
        () => core.rpc.checkpoints.remove({ id, revision }),
      ),
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'checkpoints' })) void read();
      });
    },
  };
}
