import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { type PagedRows, pagesOf, type RowRange, withPage } from './paged-rows.ts';

export interface PagedState<Row, Query> extends PagedRows<Row> {
  query: Query;
  /** `settling`: the rows shown belong to the query before, until the new ones come. */
  phase: 'loading' | 'settling' | 'ready';
  failure: Failure | undefined;
}

export interface PagedStore<Row, Query> {
  store: StoreApi<PagedState<Row, Query>>;
  pageSize: number;
  /** Says which rows are seen; pages that are missing there are fetched. */
  see: (range: RowRange) => void;
  setQuery: (query: Query) => void;
  /** Reads again what is seen. Calls that come while it reads are answered by one more reading. */
  refresh: () => void;
}

type Page<Row> = { items: readonly Row[]; total: number };

/** Holds the seen part of a long list, page by page, and keeps showing the old rows until the new ones are there. */
export function createPagedStore<Row, Query>({
  query,
  pageSize,
  fetchPage,
}: {
  query: Query;
  pageSize: number;
  fetchPage: (request: { query: Query; offset: number; limit: number }) => Promise<Page<Row>>;
}): PagedStore<Row, Query> {
  const store = createStore<PagedState<Row, Query>>(() => ({
    query,
    total: undefined,
    pages: new Map(),
    phase: 'loading',
    failure: undefined,
  }));
  let seen: RowRange = { first: 0, last: pageSize - 1 };
  let generation = 0;
  let refreshing = false;
  let refreshAgain = false;
  const inFlight = new Set<number>();

  function fetchOne(page: number): Promise<Page<Row>> {
    return fetchPage({ query: store.getState().query, offset: page * pageSize, limit: pageSize });
  }

  async function loadMissing(page: number): Promise<void> {
    if (inFlight.has(page)) return;
    const current = generation;
    inFlight.add(page);
    try {
      const { items, total } = await fetchOne(page);
      if (current === generation) store.setState((state) => ({ ...withPage(state, { page, items, total }), failure: undefined }));
    } catch (error) {
      if (current === generation) store.setState({ failure: failureOf(error) });
    } finally {
      if (current === generation) inFlight.delete(page);
    }
  }

  /** Reads all that is seen under the current query, and shows it in one piece. */
  async function reload(): Promise<void> {
    generation += 1;
    const current = generation;
    inFlight.clear();
    const wanted = pagesOf({ range: seen, pageSize, total: undefined });
    try {
      const fetched = await Promise.all(wanted.map(async (page) => ({ page, ...(await fetchOne(page)) })));
      if (current !== generation) return;
      const total = fetched.at(-1)?.total ?? 0;
      const pages = new Map(fetched.map(({ page, items }) => [page, items]));
      store.setState({ total, pages, phase: 'ready', failure: undefined });
      see(seen);
    } catch (error) {
      if (current === generation) store.setState({ failure: failureOf(error), phase: 'ready' });
    }
  }

  function see(range: RowRange) {
    seen = range;
    const { total, pages, phase } = store.getState();
    if (phase !== 'ready') return;
    for (const page of pagesOf({ range, pageSize, total })) if (!pages.has(page)) void loadMissing(page);
  }

  function refresh() {
    if (refreshing) {
      refreshAgain = true;
      return;
    }
    refreshing = true;
    void reload().finally(() => {
      refreshing = false;
      if (refreshAgain) {
        refreshAgain = false;
        refresh();
      }
    });
  }

  return {
    store,
    pageSize,
    see,
    refresh,
    setQuery: (query) => {
      seen = { first: 0, last: pageSize - 1 };
      store.setState((state) => ({ query, phase: state.total === undefined ? 'loading' : 'settling' }));
      void reload();
    },
  };
}
