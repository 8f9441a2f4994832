import { closestCenter, DndContext, type DragEndEvent, type DragMoveEvent, DragOverlay } from '@dnd-kit/core';
import type { Task } from '@adiuva/shared-protocol';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { scaled } from '#renderer/features/appearance/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { rowAt } from '#renderer/paging/index.ts';
import type { TasksStore } from '#renderer/features/tasks/create-tasks-store.ts';
import type { BoardGrouping } from '#renderer/features/tasks/remembered-query.ts';
import { classNames } from '#renderer/ui/index.ts';
import { BoardCard } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { type BoardGroup, groupKeyOf, useBoardGroups } from './board-groups.ts';
import { type BoardPlace, placeAt } from './board-place.ts';
import { createBoardStore } from './create-board-store.ts';
import { putAt, putInProject } from './put-card.ts';
import { useBoardSensors } from './use-board-sensors.ts';

const CARD = 78;
const GAP = 6;
/** A project's column and the gap beside it; those of statuses share what is there. */
const COLUMN = 272;
const COLUMN_GAP = 12;

export interface BoardProps {
  grouping: BoardGrouping;
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}

/**
 * The tasks as cards in columns. A card is dragged by pointer or keys: between statuses, where its place in the column is
 * kept, or between projects, where the nearest due stand first.
 */
export function Board(props: BoardProps) {
  const { grouping, tasks } = props;
  const projectId = useStore(tasks.list.store, (state) => state.query.filter.project_id);
  const groups = useBoardGroups({ grouping, projectId });
  if (!groups)
    return (
      <div className="px-5 py-6">
        <Reading label="Reading your projects…" />
      </div>
    );
  return <Columns {...props} groups={groups} />;
}

function Columns({ grouping, groups, tasks, projects, zone, onOpen, onClose }: BoardProps & { groups: readonly BoardGroup[] }) {
  const { core, appearance } = useAppPowers();
  const query = useStore(tasks.list.store, (state) => state.query);
  const detailId = useStore(tasks.view, (state) => state.detail?.id);
  const names = useStore(projects.store, (state) => state.byId);
  const look = useStore(appearance.store);
  const now = useNow(60_000);
  const filter = useMemo(() => {
    const { status: _status, ...rest } = query.filter;
    return rest;
  }, [query.filter]);
  const [board] = useState(() => createBoardStore({ core, filter }));
  const [held, setHeld] = useState<{ task: Task; index: number }>();
  const [place, setPlace] = useState<BoardPlace>();
  const [active, setActive] = useState<BoardPlace>({ key: groups[0]?.key ?? '', index: 0 });
  useEffect(() => board.follow(), [board]);
  const shown = useRef(filter);
  useEffect(() => {
    if (shown.current === filter) return;
    shown.current = filter;
    board.setFilter(filter);
  }, [board, filter]);

  const scrollers = useRef(new Map<string, HTMLElement>());
  const keepScroller = useCallback((key: string, element: HTMLDivElement | null) => {
    if (element) scrollers.current.set(key, element);
    else scrollers.current.delete(key);
  }, []);
  const byProject = grouping === 'project';
  const strip = useRef<HTMLDivElement>(null);
  const keyOf = (task: Task) => groupKeyOf({ task, grouping });
  const stays = [active.key, held && keyOf(held.task)];
  const across = useVirtualizer({
    horizontal: true,
    enabled: byProject,
    count: groups.length,
    getScrollElement: () => strip.current,
    estimateSize: () => COLUMN + COLUMN_GAP,
    overscan: 2,
    // The column that has the keys, and the one that the held card came from, stay in the page.
    rangeExtractor: (range) => {
      const kept = stays.map((key) => groups.findIndex((group) => group.key === key)).filter((index) => index >= 0);
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((one, other) => one - other);
    },
  });
  const size = { height: scaled(CARD + (look.density === 'comfortable' ? 12 : 0), look), gap: GAP };
  const step = size.height + size.gap;
  const totalOf = (key: string): number => board.known(key)?.store.getState().total ?? 0;
  const titleOf = (key: string): string => groups.find((group) => group.key === key)?.title ?? '';
  const taskAt = ({ key, index }: BoardPlace): Task | undefined => {
    const rows = board.known(key);
    return rows && rowAt({ rows: rows.store.getState(), index, pageSize: rows.pageSize });
  };

  function placeOf({ active: dragged }: Pick<DragMoveEvent, 'active'>): BoardPlace | undefined {
    const rect = dragged.rect.current.translated;
    if (!rect) return undefined;
    const boxes = [...scrollers.current].map(([key, element]) => {
      const { left, right, top } = element.getBoundingClientRect();
      return { key, left, right, top: top - element.scrollTop, count: totalOf(key) };
    });
    return placeAt({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2, boxes, cardHeight: step });
  }

  const inWords = ({ key, index }: BoardPlace): string => {
    if (byProject) return titleOf(key);
    const count = totalOf(key) + (held && keyOf(held.task) === key ? 0 : 1);
    return `${titleOf(key)}, place ${(index + 1).toLocaleString('en')} of ${count.toLocaleString('en')}`;
  };

  async function drop(event: DragEndEvent): Promise<void> {
    const to = placeOf(event) ?? place;
    setHeld(undefined);
    setPlace(undefined);
    if (!held || !to) return;
    const rows = board.known(to.key);
    const put = { tasks, task: held.task, to, title: titleOf(to.key) };
    const stands = byProject ? await putInProject(put) : rows && (await putAt({ ...put, rows }));
    if (stands) setActive(stands);
  }

  const sensors = useBoardSensors({
    step,
    across: () => (byProject ? COLUMN + COLUMN_GAP : (strip.current?.clientWidth ?? 0) / groups.length),
  });

  function onKey(event: KeyboardEvent, at: { index: number; task: Task }): void {
    if (held || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = (next: BoardPlace) => {
      event.preventDefault();
      const total = totalOf(next.key);
      if (total === 0) return;
      const to = { key: next.key, index: Math.max(0, Math.min(total - 1, next.index)) };
      setActive(to);
      if (byProject) across.scrollToIndex(groups.findIndex(({ key }) => key === to.key));
      requestAnimationFrame(() => focusCard({ scroller: scrollers.current.get(to.key), task: taskAt(to) }));
    };
    const key = keyOf(at.task);
    const here = groups.findIndex((group) => group.key === key);
    // Columns without a card are passed by.
    const beside = (event.key === 'ArrowRight' ? groups.slice(here + 1) : groups.slice(0, Math.max(0, here)).toReversed()).find(
      (group) => totalOf(group.key) > 0,
    );
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return move({ key, index: at.index + 1 });
      case 'ArrowUp':
      case 'k':
        return move({ key, index: at.index - 1 });
      case 'ArrowLeft':
      case 'ArrowRight':
        return beside && move({ key: beside.key, index: at.index });
      case 'Enter':
      case 'o':
        event.preventDefault();
        return onOpen(at.task.id);
      case 'Escape':
        return onClose();
      case 'Delete':
        event.preventDefault();
        return void tasks.remove(at.task);
      default:
        return undefined;
    }
  }

  const column = (group: BoardGroup, style: CSSProperties | undefined) => (
    <BoardColumn
      key={group.key}
      group={group}
      rows={board.rowsOf(group)}
      size={size}
      style={style}
      isOver={held !== undefined && place?.key === group.key}
      dropIndex={held && !byProject && place?.key === group.key ? place.index : undefined}
      heldId={held?.task.id}
      activeIndex={active.key === group.key ? active.index : undefined}
      onScroller={keepScroller}
      cardOf={(task) => ({
        now,
        zone,
        projectName: task.projectId === null || byProject ? undefined : names.get(task.projectId)?.name,
        current: task.id === detailId,
      })}
      onActive={(index) =>
        setActive((before) => (before.key === group.key && before.index === index ? before : { key: group.key, index }))
      }
      onKey={onKey}
      onOpen={onOpen}
    />
  );

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: {
          draggable: 'Space takes the card up. Arrows carry it, Space puts it down, Escape leaves it.',
        },
        announcements: {
          onDragStart: () => `Taken up.`,
          onDragOver: () => (place ? inWords(place) : undefined),
          onDragEnd: () => (place ? `Put down in ${inWords(place)}.` : 'Put down where it was.'),
          onDragCancel: () => 'Left where it was.',
        },
      }}
      onDragStart={({ active: dragged }) => {
        const task = groups
          .flatMap(({ key }) => [...(board.known(key)?.store.getState().pages.values() ?? [])].flat())
          .find(({ id }) => id === dragged.id);
        if (task) setHeld({ task, index: 0 });
      }}
      onDragMove={(event) => {
        const next = placeOf(event);
        setPlace((before) => (before && next && before.key === next.key && before.index === next.index ? before : next));
      }}
      onDragEnd={(event) => void drop(event)}
      onDragCancel={() => {
        setHeld(undefined);
        setPlace(undefined);
      }}
    >
      <div
        ref={strip}
        className={classNames(
          'min-h-0 flex-1 overflow-x-auto pb-3',
          byProject ? 'mx-4 max-wide:mx-3' : 'flex gap-3 px-4 max-wide:px-3',
        )}
      >
        {byProject ? (
          <div className="relative h-full" style={{ width: across.getTotalSize() }}>
            {across.getVirtualItems().map(({ index, start }) => {
              const group = groups[index];
              return group && column(group, { position: 'absolute', top: 0, bottom: 0, left: start, width: COLUMN });
            })}
          </div>
        ) : (
          groups.map((group) => column(group, undefined))
        )}
      </div>
      <DragOverlay dropAnimation={null}>
        {held && (
          <BoardCard
            floats
            task={held.task}
            now={now}
            zone={zone}
            projectName={held.task.projectId === null ? undefined : names.get(held.task.projectId)?.name}
            current={false}
          />
        )}
      </DragOverlay>
    </DndContext>
  );
}

function focusCard({ scroller, task }: { scroller: HTMLElement | undefined; task: Task | undefined }): void {
  if (task) scroller?.querySelector<HTMLElement>(`[data-card="${CSS.escape(task.id)}"]`)?.focus();
}
