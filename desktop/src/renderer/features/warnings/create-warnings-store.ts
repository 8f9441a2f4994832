import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Warning } from '#rpc/trust.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';

export interface WarningsState {
  /** Newest first; undefined until they were read. */
  warnings: readonly Warning[] | undefined;
  total: number;
  open: number;
}

export interface WarningsStore {
  store: StoreApi<WarningsState>;
  dismissAll: () => Promise<void>;
  dispose: () => void;
}

const PAGE = 200;

/** Holds what the user should know of. Equal ones are one entry of the core's, so that a flood is a page at most. */
export function createWarningsStore({ core, notices }: AppPowers): WarningsStore {
  const store = createStore<WarningsState>(() => ({ warnings: undefined, total: 0, open: 0 }));
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    try {
      const { items, total, open } = await core.rpc.trust.warnings({ offset: 0, limit: PAGE });
      store.setState({ warnings: items, total, open });
    } catch (error) {
      // A banner about a banner helps nobody: the known ones stay.
      if (failureOf(error).kind !== 'core_away') console.warn('Warnings could not be read; the known ones stay.', error);
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

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'warnings' })) refresh();
  });
  return {
    store,
    dispose: stop,
    dismissAll: async () => {
      try {
        await core.rpc.trust.dismissWarnings();
        store.setState(({ warnings }) => ({ open: 0, warnings: warnings?.map((one) => ({ ...one, dismissed: true })) }));
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    },
  };
}
