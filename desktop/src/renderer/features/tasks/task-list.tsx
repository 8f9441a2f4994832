import type { Task } from '@adiuva/shared-protocol';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { scaled } from '#renderer/features/appearance/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { rowAt } from '#renderer/paging/index.ts';
import { classNames, NARROW, useMedia } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { doTaskCommand, type TaskListActs } from './do-task-command.ts';
import { groupOf, groupStarts } from './task-groups.ts';
import { taskCommand } from './task-keys.ts';
import type { TaskActions } from './task-cell-props.ts';
import { TaskRow } from './task-row.tsx';

const ROW = 36;
const ROW_NARROW = 56;
const HEADING = 34;

export interface TaskListProps extends TaskListActs {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  /** The project that the list is about: a row names its own only where it is another. */
  home?: string | undefined;
  /** It is as high as its rows, up to most of the window; else it fills what is there. */
  fits?: boolean;
}

/** The tasks as a grid, of which only what is seen is in the page. One row has the focus; keys act on it. */
export function TaskList({ tasks, projects, zone, home, fits = false, ...acts }: TaskListProps) {
  const { list, view, dispatch, update } = tasks;
  const rows = useStore(list.store);
  const { active, editing, detail, selected } = useStore(view);
  const { appearance } = useAppPowers();
  const look = useStore(appearance.store);
  const names = useStore(projects.store, (state) => state.byId);
  const narrow = useMedia(NARROW);
  const now = useNow(60_000);
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const rowHeight = scaled((narrow ? ROW_NARROW : ROW) + (look.density === 'comfortable' ? 8 : 0), look);
  const headingHeight = scaled(HEADING, look);

  const starts = useMemo(
    () =>
      groupStarts({
        pages: rows.pages,
        pageSize: list.pageSize,
        groupOf: (task) => groupOf({ task, query: rows.query, now, zone }),
      }),
    [rows.pages, rows.query, list.pageSize, now, zone],
  );
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (starts.has(index) ? headingHeight : 0),
    overscan: 10,
    paddingEnd: fits ? 0 : 20,
    // The active row stays in the page, so that the focus on it is never lost by scrolling.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return active.index < total && !indexes.includes(active.index) ? [...indexes, active.index].sort((a, b) => a - b) : indexes;
    },
  });
  const startsKey = [...starts.keys()].join();

  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => list.see({ first: Math.max(0, startIndex - 20), last: endIndex + 40 }), [list, startIndex, endIndex, total]);

  const rowElement = useCallback((index: number) => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`), []);
  const actions = useMemo<TaskActions>(
    () => ({
      edit: (next) => dispatch({ type: 'edit', editing: next }),
      leave: (index) => {
        dispatch({ type: 'left' });
        rowElement(index)?.focus({ preventScroll: true });
      },
      update: (task, updates) => void update(task, updates),
    }),
    [dispatch, update, rowElement],
  );
  useEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.dataset['index'] !== undefined && scroller.current?.contains(focused))
      rowElement(active.index)?.focus({ preventScroll: true });
  }, [active.index, rowElement]);
  // The row that had the focus may be gone with its task: then the one in its place takes it, and the keys go on.
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) rowElement(active.index)?.focus({ preventScroll: true });
  });
  // The moving keys find their way into the list from where nothing has the focus.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (document.activeElement !== document.body || taskCommand(event)?.type !== 'move') return;
      event.preventDefault();
      rowElement(active.index)?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [active.index, rowElement]);
  // Headings above the row that has the focus came or went: it stays in sight.
  const activeIndex = useRef(active.index);
  useEffect(() => {
    activeIndex.current = active.index;
  }, [active.index]);
  // What it began with is measured already.
  const sizes = `${rowHeight} ${startsKey}`;
  const measured = useRef(sizes);
  useEffect(() => {
    if (measured.current === sizes) return;
    measured.current = sizes;
    virtualizer.measure();
    if (rowElement(activeIndex.current) === document.activeElement) virtualizer.scrollToIndex(activeIndex.current);
  }, [virtualizer, sizes, rowElement]);
  const query = rows.query;
  useEffect(() => {
    // Its answer is no cleanup: newer browsers give a promise.
    scroller.current?.scrollTo({ top: 0 });
  }, [query]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, index: number, task: Task | undefined) => {
    if (event.target !== event.currentTarget) return;
    const command = taskCommand(event);
    if (!command) return;
    event.preventDefault();
    doTaskCommand({ command, index, task, tasks, total, scrollTo: virtualizer.scrollToIndex, follows: !narrow, ...acts });
  };

  function onRowClick(event: MouseEvent, index: number, task: Task): void {
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges();
      return void tasks.selectTo(index);
    }
    if (event.ctrlKey || event.metaKey) return dispatch({ type: 'toggled', index, id: task.id });
    if (selected.size > 0) dispatch({ type: 'selected', ids: [] });
    return acts.onOpen(task.id);
  }

  return (
    <div
      ref={scroller}
      className={classNames(
        'overflow-auto transition-opacity duration-(--quick)',
        fits ? 'max-h-[min(36rem,70vh)]' : 'min-h-0 flex-1',
        rows.phase === 'settling' && 'opacity-60',
      )}
    >
      <div
        role="grid"
        aria-label="Tasks"
        aria-multiselectable
        aria-rowcount={total}
        aria-busy={rows.phase !== 'ready'}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
        onFocus={({ target }) => {
          hadFocus.current = target.dataset['index'] !== undefined;
        }}
        onBlur={() => {
          hadFocus.current = false;
        }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const task = rowAt({ rows, index: item.index, pageSize: list.pageSize });
          const heading = starts.get(item.index);
          const isActive = item.index === active.index;
          return (
            <div
              // By its task, so that what is written in it stays while rows come and go above.
              key={task?.id ?? item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              {heading !== undefined && (
                <div
                  aria-hidden
                  style={{ height: headingHeight }}
                  className="flex items-end gap-2 px-5 pb-1.5 text-12 font-medium text-ink-3"
                >
                  <span className={classNames(heading === 'Overdue' && 'text-late', heading === 'Today' && 'text-today')}>
                    {heading}
                  </span>
                </div>
              )}
              <TaskRow
                task={task}
                index={item.index}
                isActive={isActive}
                isSelected={task !== undefined && selected.has(task.id)}
                isShown={detail !== undefined && detail.id === task?.id}
                selecting={selected.size > 0}
                editing={editing}
                height={rowHeight}
                narrow={narrow}
                now={now}
                zone={zone}
                home={home}
                projects={projects}
                projectName={task?.projectId ? names.get(task.projectId)?.name : undefined}
                actions={actions}
                dispatch={dispatch}
                onKeyDown={(event) => onKeyDown(event, item.index, task)}
                onPress={(event) => task && onRowClick(event, item.index, task)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
