import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppStatus } from '#rpc/app.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { isBackendAway } from './connection-words.ts';
import { failureOf } from '#renderer/rpc-client.ts';

export interface StatusState {
  /** As the core last told it; undefined until it did. */
  status: AppStatus | undefined;
  /** The backend was found away and did not answer since: a new try alone changes nothing about that. */
  backendAway: boolean;
}

export interface StatusStore {
  store: StoreApi<StatusState>;
  /** Tries the backend now. */
  reconnect: () => Promise<void>;
  dispose: () => void;
}

export function createStatusStore({ core, notices }: AppPowers): StatusStore {
  const store = createStore<StatusState>(() => ({ status: undefined, backendAway: false }));
  let reading = false;
  let again = false;

  function refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    core.rpc.app
      .status()
      .then(
        (status) =>
          store.setState(({ backendAway }) => ({
            status,
            backendAway: isBackendAway({ connection: status.connection, before: backendAway }),
          })),
        (error: unknown) => {
          if (failureOf(error).kind !== 'core_away')
            console.warn('The app’s state could not be read; the known one stays.', error);
        },
      )
      .finally(() => {
        reading = false;
        if (!again) return;
        again = false;
        refresh();
      });
  }

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'status' })) refresh();
  });
  return {
    store,
    dispose: stop,
    reconnect: async () => {
      try {
        await core.rpc.app.reconnect();
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    },
  };
}
