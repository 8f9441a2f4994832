import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IntegrityReport } from '#rpc/integrity.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { countInWords } from '#renderer/amounts.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface IntegrityState {
  report: IntegrityReport | undefined;
  failure: Failure | undefined;
  doing: 'nothing' | 'asking' | 'repairing';
}

export interface IntegrityStore {
  store: StoreApi<IntegrityState>;
  refresh: () => void;
  /** Begins a check of everything. */
  check: () => Promise<void>;
  repair: () => Promise<void>;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

/** Whether the rows are what the journal says, as the core last found. */
export function createIntegrityStore({ core, notices }: AppPowers): IntegrityStore {
  const store = createStore<IntegrityState>(() => ({ report: undefined, failure: undefined, doing: 'nothing' }));
  let generation = 0;

  async function read(): Promise<void> {
    generation += 1;
    const current = generation;
    try {
      const report = await core.rpc.integrity.report();
      if (current === generation) store.setState({ report, failure: undefined });
    } catch (error) {
      if (current === generation) store.setState({ failure: failureOf(error) });
    }
  }

  async function takeBack(switchId: string): Promise<void> {
    try {
      const { changes } = await core.rpc.activity.switch({ kind: 'undo', scope: { by: 'switch', switch_id: switchId } });
      notices.show({
        text:
          changes === 0
            ? 'Nothing was left to take back: the rows were changed since.'
            : 'The repair is taken back: the rows are as they were found.',
      });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
    void read();
  }

  async function only(doing: IntegrityState['doing'], run: () => Promise<IntegrityReport>): Promise<void> {
    if (store.getState().doing !== 'nothing') return;
    store.setState({ doing });
    try {
      const report = await run();
      // A report that is being read meanwhile may be older.
      generation += 1;
      store.setState({ report });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    } finally {
      store.setState({ doing: 'nothing' });
      void read();
    }
  }

  return {
    store,
    refresh: () => void read(),
    check: () => only('asking', () => core.rpc.integrity.check()),
    repair: () =>
      only('repairing', async () => {
        const { rows, report, switch_id } = await core.rpc.integrity.repair();
        const were = countInWords({ count: rows, one: 'row' });
        notices.show({
          text: `Repaired ${were}. What stood there before is kept in the history.`,
          ...(switch_id === undefined ? {} : { action: { label: 'Undo', run: () => void takeBack(switch_id) } }),
        });
        return report;
      }),
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'integrity' })) void read();
      });
    },
  };
}
