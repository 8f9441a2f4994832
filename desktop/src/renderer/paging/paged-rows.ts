/** A long list of which only the pages near what is seen are held. Rows outside them are known by number alone. */
export interface PagedRows<Row> {
  /** Undefined until the first page came. */
  total: number | undefined;
  pages: ReadonlyMap<number, readonly Row[]>;
}

export interface RowRange {
  first: number;
  last: number;
}

/** Pages held at most; what lies farthest from the range last seen goes first. */
const PAGES_HELD = 24;

export function pagesOf({ range, pageSize, total }: { range: RowRange; pageSize: number; total: number | undefined }): number[] {
  const lastRow = total === undefined ? range.last : Math.min(range.last, total - 1);
  const first = Math.floor(Math.max(0, Math.min(range.first, Math.max(0, lastRow))) / pageSize);
  const last = Math.floor(Math.max(0, lastRow) / pageSize);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function rowAt<Row>({
  rows,
  index,
  pageSize,
}: {
  rows: PagedRows<Row>;
  index: number;
  pageSize: number;
}): Row | undefined {
  return rows.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** Adds one page, and lets go of the farthest when there are too many. */
export function withPage<Row>(
  rows: PagedRows<Row>,
  { page, items, total }: { page: number; items: readonly Row[]; total: number },
): PagedRows<Row> {
  const pages = new Map(rows.pages).set(page, items);
  if (pages.size > PAGES_HELD) {
    const farthest = [...pages.keys()].reduce((far, key) => (Math.abs(key - page) > Math.abs(far - page) ? key : far), page);
    pages.delete(farthest);
  }
  return { total, pages };
}

/** Puts a newer version of a row where the old one is held. */
export function withRow<Row extends { id: string }>(rows: PagedRows<Row>, row: Row): PagedRows<Row> {
  for (const [page, items] of rows.pages) {
    const at = items.findIndex(({ id }) => id === row.id);
    if (at >= 0) return { ...rows, pages: new Map(rows.pages).set(page, items.with(at, row)) };
  }
  return rows;
}

/** Where a row is held, by what tells it. */
export function indexOfRow<Row>({
  rows,
  pageSize,
  is,
}: {
  rows: PagedRows<Row>;
  pageSize: number;
  is: (row: Row) => boolean;
}): number | undefined {
  for (const [page, items] of rows.pages) {
    const at = items.findIndex(is);
    if (at >= 0) return page * pageSize + at;
  }
  return undefined;
}
