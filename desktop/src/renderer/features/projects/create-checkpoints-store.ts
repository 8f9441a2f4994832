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

/** The checkpoints of one project, by date, and what the user does with them. */
export interface CheckpointsStore {
  store: StoreApi<CheckpointsState>;
  add: (written: { title: string; date: number }) => Promise<void>;
  change: (change: { checkpoint: Checkpoint; updates: { title?: string; date?: number }; text: string }) => Promise<void>;
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
  async function read(): Promise<void> {
    try {
      const { items, total } = await core.rpc.checkpoints.list({ project_id: projectId, offset: 0, limit: READ });
      store.setState({ items, total, failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  }
  async function act(text: string, write: () => Promise<{ change_ids: string[] }>): Promise<void> {
    try {
      const { change_ids: changeIds } = await write();
      undo.done({ text, changeIds });
      await read();
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      await read();
    }
  }
  return {
    store,
    refresh: () => void read(),
    add: ({ title, date }) => act(`Added “${title}”`, () => core.rpc.checkpoints.create({ projectId, title, date })),
    change: ({ checkpoint: { id, revision }, updates, text }) =>
      act(text, () => core.rpc.checkpoints.update({ id, revision, updates })),
    remove: ({ id, revision, title }) => act(`Deleted “${title}”`, () => core.rpc.checkpoints.remove({ id, revision })),
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'checkpoints' })) void read();
      });
    },
  };
}
