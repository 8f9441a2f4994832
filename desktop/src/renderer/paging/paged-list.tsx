import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PagedStore } from './create-paged-store.ts';
import { rowAt } from './paged-rows.ts';

export interface PagedListProps<Row, Query> {
  label: string;
  rows: PagedStore<Row, Query>;
  /** What scrolls; the list may stand below other things in it. Its first child holds all of them. */
  scroller: RefObject<HTMLElement | null>;
  /** A row's height before it was measured, in pixels. */
  estimate: number;
  keyOf: (row: Row) => string | number;
  children: (row: Row) => ReactNode;
}

/** A long list in a page that scrolls as a whole: only what is seen is in the page, and only the pages near it are fetched. */
export function PagedList<Row, Query>({ label, rows, scroller, estimate, keyOf, children }: PagedListProps<Row, Query>) {
  const state = useStore(rows.store);
  const list = useRef<HTMLOListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const content = scroller.current?.firstElementChild;
    if (!content) return undefined;
    const measure = () => {
      if (!list.current || !scroller.current) return;
      const { top } = scroller.current.getBoundingClientRect();
      setScrollMargin(Math.round(list.current.getBoundingClientRect().top - top + scroller.current.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(content);
    return () => observer.disconnect();
  }, [scroller]);

  const total = state.total ?? 0;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => {
      const row = rowAt({ rows: state, index, pageSize: rows.pageSize });
      return row === undefined ? `at ${index}` : keyOf(row);
    },
    scrollMargin,
    overscan: 8,
  });
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => rows.see({ first: Math.max(0, startIndex - 20), last: endIndex + 40 }), [rows, startIndex, endIndex, total]);

  return (
    <ol
      ref={list}
      aria-label={label}
      aria-busy={state.phase !== 'ready'}
      className="relative transition-opacity duration-(--quick) aria-busy:opacity-60"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map((item) => {
        const row = rowAt({ rows: state, index: item.index, pageSize: rows.pageSize });
        return (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            aria-setsize={total}
            aria-posinset={item.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
          >
            {row === undefined ? (
              <div aria-hidden style={{ height: estimate }} className="flex items-center border-t border-line">
                <span className="h-2.5 w-2/5 rounded-s bg-pressed" />
              </div>
            ) : (
              children(row)
            )}
          </li>
        );
      })}
    </ol>
  );
}
