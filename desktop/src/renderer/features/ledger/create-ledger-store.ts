import type { TableName } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LedgerEntry, LedgerSummary } from '#rpc/privacy.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { type Period, sinceOf } from './ledger-words.ts';

export interface LedgerQuery {
  clientId?: string | undefined;
  runId?: string | undefined;
  table?: TableName | undefined;
}

export interface LedgerState {
  period: Period;
  /** Of the period; until another one’s comes, the one before stays. */
  summary: LedgerSummary | undefined;
  failure: Failure | undefined;
  /** Clients’ names as they were met. */
  names: ReadonlyMap<string, string>;
}

export interface ClientName {
  id: string;
  name: string;
}

export interface LedgerStore {
  entries: PagedStore<LedgerEntry, LedgerQuery>;
  store: StoreApi<LedgerState>;
  choosePeriod: (period: Period) => void;
  /** Clients whose name matches, twenty at most. */
  findClients: (search: string) => Promise<{ items: readonly ClientName[] } | { failure: Failure }>;
  /** Learns a client's name that no answer has told. */
  learnName: (clientId: string) => Promise<void>;
  refresh: () => void;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

const PAGE = 50;
const FOUND = 20;
const NAMES_PAGE = 500;
/** A client that is not among so many is told by its id alone. */
const NAMES_READ = 5_000;

/** What left this device: the sums of a period, and every answer. */
export function createLedgerStore({
  core,
  clock,
  zone,
  query,
}: Pick<AppPowers, 'core' | 'clock'> & { zone: string; query: LedgerQuery }): LedgerStore {
  const store = createStore<LedgerState>(() => ({ period: 'week', summary: undefined, failure: undefined, names: new Map() }));
  const learn = (pairs: readonly (readonly [string, string])[]) =>
    store.setState(({ names }) =>
      pairs.every(([id, name]) => names.get(id) === name) ? {} : { names: new Map([...names, ...pairs]) },
    );
  const entries = createPagedStore<LedgerEntry, LedgerQuery>({
    query,
    pageSize: PAGE,
    fetchPage: async ({ query, offset, limit }) => {
      const page = await core.rpc.privacy.ledger({
        offset,
        limit,
        ...(query.clientId === undefined ? {} : { client_id: query.clientId }),
        ...(query.runId === undefined ? {} : { run_id: query.runId }),
        ...(query.table === undefined ? {} : { table: query.table }),
      });
      learn(page.items.flatMap(({ clients }) => clients.map(({ client_id, label }) => [client_id, label] as const)));
      return page;
    },
  });
  let generation = 0;

  async function readSummary(): Promise<void> {
    generation += 1;
    const current = generation;
    const since = sinceOf({ period: store.getState().period, now: clock.now(), zone });
    try {
      const summary = await core.rpc.privacy.summary(since === undefined ? {} : { since });
      if (current === generation) store.setState({ summary, failure: undefined });
    } catch (error) {
      if (current === generation) store.setState({ failure: failureOf(error) });
    }
  }

  function refresh() {
    entries.refresh();
    void readSummary();
  }

  return {
    entries,
    store,
    refresh,
    choosePeriod: (period) => {
      store.setState({ period });
      void readSummary();
    },
    findClients: async (search) => {
      const words = search.trim();
      try {
        const { items } = await core.rpc.privacy.rules({ offset: 0, limit: FOUND, ...(words === '' ? {} : { search: words }) });
        learn(items.map(({ client_id, name }) => [client_id, name] as const));
        return { items: items.map(({ client_id, name }) => ({ id: client_id, name })) };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    learnName: async (clientId) => {
      for (let offset = 0, total = 1; offset < Math.min(total, NAMES_READ); offset += NAMES_PAGE) {
        if (store.getState().names.has(clientId)) return;
        try {
          const page = await core.rpc.privacy.rules({ offset, limit: NAMES_PAGE });
          total = page.total;
          learn(page.items.map(({ client_id, name }) => [client_id, name] as const));
        } catch (error) {
          return console.warn('A client’s name could not be read; the list stays without it.', error);
        }
      }
    },
    follow: () => {
      refresh();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'privacy' })) refresh();
      });
    },
  };
}
