import type { TaskComment } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface CommentsState {
  /** Undefined until they were read. */
  items: readonly TaskComment[] | undefined;
  total: number;
  failure: Failure | undefined;
}

/** The comments of one task. Each write can be taken back; each answers whether it was done. */
export interface CommentsStore {
  store: StoreApi<CommentsState>;
  add: (content: string) => Promise<boolean>;
  update: (comment: TaskComment, content: string) => Promise<boolean>;
  remove: (comment: TaskComment) => Promise<boolean>;
  /** Reads the next page. */
  more: () => void;
  /** Reads, and reads again what changed, until it is ended. */
  follow: () => () => void;
}

const PAGE = 50;

export function createCommentsStore({
  powers: { core, notices, undo },
  taskId,
}: {
  powers: Pick<AppPowers, 'core' | 'notices' | 'undo'>;
  taskId: string;
}): CommentsStore {
  const store = createStore<CommentsState>(() => ({ items: undefined, total: 0, failure: undefined }));
  let wanted = PAGE;

  let readings = 0;
  async function read(): Promise<void> {
    readings += 1;
    const mine = readings;
    try {
      const { items, total } = await core.rpc.comments.list({ task_id: taskId, offset: 0, limit: Math.min(500, wanted) });
      // Of two readings at once the one that was begun last is true.
      if (mine === readings) store.setState({ items, total, failure: undefined });
    } catch (error) {
      if (mine === readings) store.setState({ failure: failureOf(error) });
    }
  }

  async function attempt({ text, write }: { text: string; write: () => Promise<{ change_ids: string[] }> }): Promise<boolean> {
    try {
      await undo.act({ write, tell: () => ({ text }) });
      return true;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return false;
    }
  }

  return {
    store,
    add: (content) => attempt({ text: 'Commented', write: () => core.rpc.comments.create({ taskId, content }) }),
    update: ({ id, revision }, content) =>
      attempt({ text: 'Changed a comment', write: () => core.rpc.comments.update({ id, revision, content }) }),
    remove: ({ id, revision }) => attempt({ text: 'Deleted a comment', write: () => core.rpc.comments.remove({ id, revision }) }),
    more: () => {
      wanted += PAGE;
      void read();
    },
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'taskComments' })) void read();
      });
    },
  };
}
