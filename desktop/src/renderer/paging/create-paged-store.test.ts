import { expect, test } from 'vitest';
import { createPagedStore } from './create-paged-store.ts';
import { indexOfRow, pagesOf, rowAt, withPage, withRow } from './paged-rows.ts';

interface Item {
  id: string;
  word: string;
}

/** A list on the other side that answers when it is let. */
function source(count: number) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const state = { count, word: 'first', fail: false };
  const fetchPage = async ({ query, offset, limit }: { query: string; offset: number; limit: number }) => {
    asked.push(`${query} ${offset}`);
    const { count, word, fail } = state;
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (fail) throw new Error('away');
    const items: Item[] = Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, at) => ({
      id: `${query}-${offset + at}`,
      word,
    }));
    return { items, total: count };
  };
  const letAll = async () => {
    while (waiting.length > 0) {
      waiting.splice(0).forEach((go) => go());
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  return { asked, state, fetchPage, letAll };
}

test('only the pages that are seen are fetched, and each once', async () => {
  const { asked, fetchPage, letAll } = source(100_000);
  const list = createPagedStore<Item, string>({ query: 'q', pageSize: 100, fetchPage });
  list.refresh();
  await letAll();
  expect(list.store.getState().total).toBe(100_000);
  list.see({ first: 50_040, last: 50_090 });
  list.see({ first: 50_050, last: 50_120 });
  await letAll();
  expect(asked).toEqual(['q 0', 'q 50000', 'q 50100']);
  expect(rowAt({ rows: list.store.getState(), index: 50_101, pageSize: 100 })?.id).toBe('q-50101');
});

test('a refresh while one is under way is answered by one more, and the old rows stay until then', async () => {
  const { asked, state, fetchPage, letAll } = source(3);
  const list = createPagedStore<Item, string>({ query: 'q', pageSize: 100, fetchPage });
  list.refresh();
  await letAll();
  state.word = 'second';
  list.refresh();
  list.refresh();
  list.refresh();
  expect(rowAt({ rows: list.store.getState(), index: 0, pageSize: 100 })?.word).toBe('first');
  await letAll();
  expect(rowAt({ rows: list.store.getState(), index: 0, pageSize: 100 })?.word).toBe('second');
  expect(asked).toHaveLength(3);
});

test('another query shows the old rows until its own are there; late answers of the old one are dropped', async () => {
  const { fetchPage, letAll } = source(5);
  const list = createPagedStore<Item, string>({ query: 'a', pageSize: 100, fetchPage });
  list.refresh();
  await letAll();
  list.setQuery('b');
  list.setQuery('c');
  expect(list.store.getState().phase).toBe('settling');
  expect(rowAt({ rows: list.store.getState(), index: 0, pageSize: 100 })?.id).toBe('a-0');
  await letAll();
  expect(list.store.getState().phase).toBe('ready');
  expect(rowAt({ rows: list.store.getState(), index: 0, pageSize: 100 })?.id).toBe('c-0');
});

test('a failed reading keeps the rows and says why', async () => {
  const { state, fetchPage, letAll } = source(5);
  const list = createPagedStore<Item, string>({ query: 'a', pageSize: 100, fetchPage });
  list.refresh();
  await letAll();
  state.fail = true;
  list.refresh();
  await letAll();
  expect(list.store.getState().failure?.kind).toBe('unexpected');
  expect(rowAt({ rows: list.store.getState(), index: 4, pageSize: 100 })?.id).toBe('a-4');
});

test('far pages are let go of, near ones stay', () => {
  let rows = {
    total: undefined as number | undefined,
    pages: new Map<number, readonly Item[]>() as ReadonlyMap<number, readonly Item[]>,
  };
  for (let page = 0; page < 60; page += 1) rows = withPage(rows, { page, items: [{ id: `${page}`, word: '' }], total: 6_000 });
  expect(rows.pages.size).toBe(24);
  expect([...rows.pages.keys()]).toContain(59);
  expect([...rows.pages.keys()]).not.toContain(0);
});

test('a row is found and replaced where it is held', () => {
  const rows = {
    total: 2,
    pages: new Map([
      [
        3,
        [
          { id: 'x', word: 'old' },
          { id: 'y', word: 'old' },
        ],
      ],
    ]),
  };
  const changed = withRow(rows, { id: 'y', word: 'new' });
  expect(rowAt({ rows: changed, index: 31, pageSize: 10 })?.word).toBe('new');
  expect(indexOfRow({ rows: changed, pageSize: 10, is: ({ id }) => id === 'y' })).toBe(31);
  expect(withRow(rows, { id: 'z', word: 'new' })).toBe(rows);
  expect(pagesOf({ range: { first: 90_000, last: 90_050 }, pageSize: 100, total: 250 })).toEqual([2]);
});
