import type { ModelsUpdate, ModelTestResult } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelsReading } from '#rpc/models.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface ModelsState {
  reading: ModelsReading | undefined;
  failure: Failure | undefined;
  saving: boolean;
}

export interface ModelsStore {
  store: StoreApi<ModelsState>;
  /** Reads now, and whenever another backend or other settings may answer; answers what stops it. */
  follow: () => () => void;
  refresh: () => void;
  /** Answers why it was not taken. A key is passed on, and kept nowhere. */
  change: (change: ModelsUpdate) => Promise<Failure | undefined>;
  test: (model: string) => Promise<ModelTestResult>;
}

export function createModelsStore({ core }: Pick<AppPowers, 'core'>): ModelsStore {
  const store = createStore<ModelsState>(() => ({ reading: undefined, failure: undefined, saving: false }));

  async function read() {
    try {
      store.setState({ reading: await core.rpc.models.read(), failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  }

  return {
    store,
    refresh: () => void read(),
    follow() {
      void read();
      return core.onInvalidation((invalidation) => {
        const topics = ['connection', 'settings'] as const;
        if (invalidation.all || topics.some((topic) => concerns(invalidation, { topic }))) void read();
      });
    },
    async change(change) {
      store.setState({ saving: true });
      try {
        store.setState({ reading: { models: await core.rpc.models.update(change) }, failure: undefined });
        return undefined;
      } catch (error) {
        return failureOf(error);
      } finally {
        store.setState({ saving: false });
      }
    },
    async test(model) {
      try {
        return await core.rpc.models.test({ model });
      } catch (error) {
        return { ok: false, model, latency_ms: 0, message: failureOf(error).sentence };
      }
    },
  };
}
