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
  let adding = false;
  let addAgain = false;

  async function addUp(): Promise<void> {
    const { period } = store.getState();
    const since = sinceOf({ period, now: clock.now(), zone });
    try {
      const summary = await core.rpc.privacy.summary(since === undefined ? {} : { since });
      // Another period may have been chosen meanwhile; its own sums are on their way.
      if (period === store.getState().period) store.setState({ summary, failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  }

  /** Sums cost the core time: what comes while they are made is answered by one more. */
  function readSummary() {
    if (adding) {
      addAgain = true;
      return;
    }
    adding = true;
    void addUp().finally(() => {
      adding = false;
      if (!addAgain) return;
      addAgain = false;
      readSummary();
    });
  }

  function refresh() {
    entries.refresh();
    readSummary();
  }

  return {
    entries,
    store,
    refresh,
    choosePeriod: (period) => {
      store.setState({ period });
      readSummary();
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
        // Rows leave while a run goes on, and a run's course is told as activity.
        if (concerns(invalidation, { topic: 'privacy' }) || concerns(invalidation, { topic: 'activity' })) refresh();
      });
    },
  };
}
