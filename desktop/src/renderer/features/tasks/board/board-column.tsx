import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { Task } from '@adiuva/shared-protocol';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Folder } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { rowAt } from '#renderer/paging/index.ts';
import { classNames } from '#renderer/ui/index.ts';
import { StatusMark } from '#renderer/features/tasks/task-icons.tsx';
import { BoardCard, type BoardCardProps } from './board-card.tsx';
import type { BoardGroup } from './board-groups.ts';
import type { ColumnRows } from './create-board-store.ts';

/** What a card and the gap below it take, in pixels. */
export interface CardSize {
  height: number;
  gap: number;
}

export interface BoardColumnProps {
  group: BoardGroup;
  rows: ColumnRows;
  size: CardSize;
  /** The held card is over this column. */
  isOver: boolean;
  /** Where it would be put, where cards keep their places. */
  dropIndex: number | undefined;
  heldId: string | undefined;
  /** The card that has the keys, if it is here. */
  activeIndex: number | undefined;
  style: CSSProperties | undefined;
  /** What scrolls in it: it stands in the page, or not any more. */
  onScroller: (key: string, element: HTMLDivElement | null) => void;
  cardOf: (task: Task) => Omit<BoardCardProps, 'task' | 'floats'>;
  onActive: (index: number) => void;
  onKey: (event: KeyboardEvent, place: { index: number; task: Task }) => void;
  onOpen: (id: string) => void;
}

/** One column of the board, of which only the cards that are seen are in the page. */
export function BoardColumn({
  group,
  rows,
  size,
  isOver,
  dropIndex,
  heldId,
  activeIndex,
  style,
  onScroller,
  cardOf,
  onActive,
  onKey,
  onOpen,
}: BoardColumnProps) {
  const state = useStore(rows.store);
  const { key, title, filter, empty } = group;
  const { setNodeRef } = useDroppable({ id: key });
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    onScroller(key, scroller.current);
    return () => onScroller(key, null);
  }, [key, onScroller]);
  const total = state.total ?? 0;
  const step = size.height + size.gap;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => step,
    overscan: 6,
    paddingEnd: 12,
    // The card that has the focus, or is held, stays in the page however far one scrolls.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      const held = activeIndex ?? 0;
      return held < total && !indexes.includes(held) ? [...indexes, held].sort((a, b) => a - b) : indexes;
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, step]);
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => rows.see({ first: Math.max(0, startIndex - 10), last: endIndex + 20 }), [rows, startIndex, endIndex, total]);
  const isActiveShown = useRef(activeIndex);
  useEffect(() => {
    if (activeIndex !== undefined && activeIndex !== isActiveShown.current) virtualizer.scrollToIndex(activeIndex);
    isActiveShown.current = activeIndex;
  }, [activeIndex, virtualizer]);

  return (
    <section
      aria-label={title}
      ref={setNodeRef}
      style={style}
      className={classNames(
        'flex min-h-0 min-w-64 flex-1 flex-col rounded-l transition-colors duration-(--quick)',
        isOver ? 'bg-accent-soft' : 'bg-canvas',
      )}
    >
      <h2 className="flex h-9 shrink-0 items-center gap-2 px-3 text-12 font-medium text-ink-2">
        {filter.status === undefined || filter.status === 'open' ? (
          <Folder aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        ) : (
          <StatusMark status={filter.status} className="size-3.5" />
        )}
        <span className="min-w-0 truncate" title={title}>
          {title}
        </span>
        <span className="text-ink-3 nums">{total.toLocaleString('en')}</span>
      </h2>
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-2">
        {state.total === 0 && !isOver && <p className="px-1 py-2 text-12 text-ink-3">{empty}</p>}
        <ol
          aria-label={`Tasks: ${title}`}
          aria-busy={state.phase !== 'ready'}
          className="relative transition-opacity duration-(--quick) aria-busy:opacity-60"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const task = rowAt({ rows: state, index: item.index, pageSize: rows.pageSize });
            return (
              <li
                key={task?.id ?? item.key}
                aria-setsize={total}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)`, height: size.height }}
              >
                {task ? (
                  <Card
                    task={task}
                    index={item.index}
                    held={task.id === heldId}
                    tabbable={item.index === (activeIndex ?? 0)}
                    card={cardOf(task)}
                    onActive={onActive}
                    onKey={onKey}
                    onOpen={onOpen}
                  />
                ) : (
                  <div aria-hidden className="h-full rounded-m bg-pressed" />
                )}
              </li>
            );
          })}
          {dropIndex !== undefined && (
            <li
              aria-hidden
              className="absolute inset-x-0 top-0 h-0.5 rounded-full bg-accent"
              style={{ transform: `translateY(${Math.max(0, dropIndex * step - size.gap / 2 - 1)}px)` }}
            />
          )}
        </ol>
      </div>
    </section>
  );
}

function Card({
  task,
  index,
  held,
  tabbable,
  card,
  onActive,
  onKey,
  onOpen,
}: Pick<BoardColumnProps, 'onActive' | 'onKey' | 'onOpen'> & {
  task: Task;
  index: number;
  held: boolean;
  tabbable: boolean;
  card: Omit<BoardCardProps, 'task' | 'floats'>;
}) {
  const { attributes, listeners, setNodeRef } = useDraggable({ id: task.id, data: { task, index } });
  return (
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={task.title}
      aria-roledescription="card"
      data-card={task.id}
      onFocus={() => onActive(index)}
      onKeyDown={(event) => {
        onKey(event, { index, task });
        if (!event.defaultPrevented) listeners?.['onKeyDown']?.(event);
      }}
      onClick={() => onOpen(task.id)}
      className={classNames('h-full touch-manipulation rounded-m text-left', held && 'opacity-35')}
    >
      <BoardCard task={task} {...card} />
    </div>
  );
}
