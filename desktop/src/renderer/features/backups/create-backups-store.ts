import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Backup, Recovery } from '#rpc/backups.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface BackupList {
  items: readonly Backup[];
  folder: string;
  fault?: string | undefined;
  recovery?: Recovery | undefined;
}

export interface BackupsState {
  /** As the core last told it; undefined until it did. */
  list: BackupList | undefined;
  failure: Failure | undefined;
  /** What is on its way: only one of these at a time. */
  doing: { what: 'nothing' } | { what: 'creating' } | { what: 'starting_empty' } | { what: 'restoring'; backupId: string };
  /** The last restore of this window, which can be taken back by restoring `undo`. */
  restored: { restored: Backup; undo: Backup } | undefined;
  /** Why the last thing asked for could not be done. */
  refused: string | undefined;
}

export interface BackupsStore {
  store: StoreApi<BackupsState>;
  refresh: () => void;
  create: () => Promise<void>;
  /** Answers whether it was done. */
  restore: (backupId: string) => Promise<boolean>;
  startEmpty: () => Promise<boolean>;
  /** Takes away what the last refusal said. */
  forgetRefusal: () => void;
  dispose: () => void;
}

const nothing = { what: 'nothing' } as const;

/** The backups, and whether the app waits for the user to choose one after damage: so it reads from the start. */
export function createBackupsStore({ core, notices }: Pick<AppPowers, 'core' | 'notices'>): BackupsStore {
  const store = createStore<BackupsState>(() => ({
    list: undefined,
    failure: undefined,
    doing: nothing,
    restored: undefined,
    refused: undefined,
  }));
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    try {
      store.setState({ list: await core.rpc.backups.list(), failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  }

  function refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    void read().finally(() => {
      reading = false;
      if (!again) return;
      again = false;
      refresh();
    });
  }

  async function only(doing: BackupsState['doing'], run: () => Promise<void>): Promise<boolean> {
    if (store.getState().doing.what !== 'nothing') return false;
    store.setState({ doing, refused: undefined });
    try {
      await run();
      return true;
    } catch (error) {
      store.setState({ refused: failureOf(error).sentence });
      return false;
    } finally {
      store.setState({ doing: nothing });
      refresh();
    }
  }

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'backups' })) refresh();
  });
  return {
    store,
    refresh,
    dispose: stop,
    forgetRefusal: () => store.setState({ refused: undefined }),
    create: async () => {
      await only({ what: 'creating' }, async () => {
        const made = await core.rpc.backups.create();
        notices.show({ text: made.verified ? 'The backup is made and was checked.' : 'The backup is made.' });
      });
    },
    restore: (backupId) =>
      only({ what: 'restoring', backupId }, async () => {
        const restored = await core.rpc.backups.restore({ backup_id: backupId });
        store.setState(({ list }) => ({ restored, list: list && { ...list, recovery: undefined } }));
        notices.show({ text: 'Restored. What was there before is kept in a backup of its own.' });
      }),
    startEmpty: () =>
      only({ what: 'starting_empty' }, async () => {
        await core.rpc.backups.startEmpty();
        store.setState(({ list }) => ({ list: list && { ...list, recovery: undefined } }));
      }),
  };
}
