import type { Task } from '@adiuva/shared-protocol';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { scaled } from '#renderer/features/appearance/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { rowAt } from '#renderer/paging/index.ts';
import { classNames, NARROW, useMedia } from '#renderer/ui/index.ts';
import type { BulkMenu } from './bulk-bar.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import { SelectMark } from './select-mark.tsx';
import { groupOf, groupStarts } from './task-groups.ts';
import { taskCommand } from './task-keys.ts';
import type { TaskActions } from './task-cell-props.ts';
import { TaskCells } from './task-cells.tsx';

const ROW = 36;
const ROW_NARROW = 56;
const HEADING = 34;

function isOnControl({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('button, input') !== null;
}

export interface TaskListProps {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  onOpen: (id: string) => void;
  onClose: () => void;
  onToggle: (task: Task) => void;
  onRemove: (task: Task) => void;
  /** Opens a menu for all that is selected. */
  onBulk: (menu: BulkMenu) => void;
}

/** The tasks as a grid, of which only what is seen is in the page. One row has the focus; keys act on it. */
export function TaskList({ tasks, projects, zone, onOpen, onClose, onToggle, onRemove, onBulk }: TaskListProps) {
  const { list, view, dispatch, update } = tasks;
  const rows = useStore(list.store);
  const { active, editing, detail, selected } = useStore(view);
  const { appearance } = useAppPowers();
  const look = useStore(appearance.store);
  const names = useStore(projects.store, (state) => state.byId);
  const narrow = useMedia(NARROW);
  const now = useNow(60_000);
  const scroller = useRef<HTMLDivElement>(null);
  const closesMenu = useRef(false);
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
    paddingEnd: 20,
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
  useEffect(() => {
    virtualizer.measure();
    if (rowElement(activeIndex.current) === document.activeElement) virtualizer.scrollToIndex(activeIndex.current);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [virtualizer, startsKey, rowHeight, rowElement]);
  const query = rows.query;
  useEffect(() => {
    // Its answer is no cleanup: newer browsers give a promise.
    scroller.current?.scrollTo({ top: 0 });
  }, [query]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>, index: number, task: Task | undefined) {
    if (event.target !== event.currentTarget) return;
    const command = taskCommand(event);
    if (!command) return;
    const moveTo = (to: number, selects = false) => {
      const at = Math.max(0, Math.min(total - 1, to));
      if (selects && task && selected.size === 0) dispatch({ type: 'toggled', index, id: task.id });
      dispatch({ type: 'moved', to, total });
      if (selects) void tasks.selectTo(at);
      virtualizer.scrollToIndex(at);
      const id = rowAt({ rows, index: at, pageSize: list.pageSize })?.id;
      if (id !== undefined) dispatch({ type: 'focused', index: at, id });
      if (id !== undefined && detail && !narrow) onOpen(id);
    };
    event.preventDefault();
    switch (command.type) {
      case 'move':
        return moveTo(index + command.by, command.selects);
      case 'first':
        return moveTo(0);
      case 'last':
        return moveTo(total - 1);
      case 'select':
        return task && dispatch({ type: 'toggled', index, id: task.id });
      case 'select_all':
        return void tasks.selectAll();
      case 'close':
        return selected.size > 0 ? dispatch({ type: 'selected', ids: [] }) : onClose();
      case 'toggle':
        if (selected.size > 0) return void tasks.updateSelected({ status: 'done' });
        return task && onToggle(task);
      case 'remove':
        if (selected.size > 0) return void tasks.removeSelected();
        return task && onRemove(task);
      case 'details':
        return task && onOpen(task.id);
      case 'title':
        return task && dispatch({ type: 'edit', editing: { kind: 'title', id: task.id } });
      case 'field':
        if (selected.size > 0) return onBulk(command.field);
        return task && dispatch({ type: 'edit', editing: { kind: command.field, id: task.id } });
    }
  }

  function onRowClick(event: MouseEvent, index: number, task: Task) {
    if (closesMenu.current || isOnControl(event)) return;
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges();
      return void tasks.selectTo(index);
    }
    if (event.ctrlKey || event.metaKey) return dispatch({ type: 'toggled', index, id: task.id });
    if (selected.size > 0) dispatch({ type: 'selected', ids: [] });
    return onOpen(task.id);
  }

  return (
    <div
      ref={scroller}
      className={classNames(
        'min-h-0 flex-1 overflow-auto transition-opacity duration-(--quick)',
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
      >
        {virtualizer.getVirtualItems().map((item) => {
          const task = rowAt({ rows, index: item.index, pageSize: list.pageSize });
          const heading = starts.get(item.index);
          const isActive = item.index === active.index;
          return (
            <div
              key={item.key}
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
              <div
                role="row"
                data-index={item.index}
                aria-rowindex={item.index + 1}
                aria-label={task?.title ?? 'Loading'}
                aria-selected={task !== undefined && selected.has(task.id)}
                aria-current={detail !== undefined && detail.id === task?.id}
                tabIndex={isActive ? 0 : -1}
                style={{ height: rowHeight }}
                onFocus={() => task && dispatch({ type: 'focused', index: item.index, id: task.id })}
                onKeyDown={(event) => onKeyDown(event, item.index, task)}
                // A click that closes a menu does no more than that.
                onPointerDownCapture={() => {
                  closesMenu.current = editing.kind !== 'none';
                }}
                onClick={(event) => task && onRowClick(event, item.index, task)}
                onDoubleClick={(event) =>
                  task && !isOnControl(event) && dispatch({ type: 'edit', editing: { kind: 'title', id: task.id } })
                }
                className={classNames(
                  'task-row focus-inset group mx-2 flex items-center gap-1.5 rounded-m px-2 max-wide:mx-0 max-wide:rounded-none max-wide:px-2',
                  task && (selected.has(task.id) || detail?.id === task.id) ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                {task && (
                  <SelectMark
                    selected={selected.has(task.id)}
                    shown={selected.size > 0}
                    onSelect={() => dispatch({ type: 'toggled', index: item.index, id: task.id })}
                  />
                )}
                {task ? (
                  <TaskCells
                    key={task.id}
                    task={task}
                    index={item.index}
                    active={isActive}
                    narrow={narrow}
                    field={editing.kind !== 'none' && editing.id === task.id ? editing.kind : 'none'}
                    now={now}
                    zone={zone}
                    projects={projects}
                    projectName={task.projectId === null ? undefined : names.get(task.projectId)?.name}
                    actions={actions}
                  />
                ) : (
                  <div role="gridcell" aria-label="Loading" className="ml-9 h-2.5 w-2/5 rounded-s bg-pressed" />
                )}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
