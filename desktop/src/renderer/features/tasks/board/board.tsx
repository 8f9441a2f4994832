import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  type KeyboardCoordinateGetter,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Task, TaskStatus } from '@adiuva/shared-protocol';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { scaled } from '#renderer/features/appearance/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { indexOfRow, rowAt } from '#renderer/paging/index.ts';
import type { TasksStore } from '#renderer/features/tasks/create-tasks-store.ts';
import { statusWords } from '#renderer/features/tasks/task-words.ts';
import { BoardCard } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { type BoardPlace, columns, dropAfter, placeAt } from './board-place.ts';
import { createBoardStore } from './create-board-store.ts';

const CARD = 78;
const GAP = 6;

export interface BoardProps {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** The tasks as cards in three columns. A card is dragged by pointer or keys; its place in the column is kept. */
export function Board({ tasks, projects, zone, onOpen, onClose }: BoardProps) {
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
  const [active, setActive] = useState<BoardPlace>({ status: 'todo', index: 0 });
  useEffect(() => board.follow(), [board]);
  const shown = useRef(filter);
  useEffect(() => {
    if (shown.current === filter) return;
    shown.current = filter;
    board.setFilter(filter);
  }, [board, filter]);

  const todo = useRef<HTMLDivElement>(null);
  const inProgress = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLDivElement>(null);
  const scrollers: Readonly<Record<TaskStatus, RefObject<HTMLDivElement | null>>> = { todo, in_progress: inProgress, done };
  const size = { height: scaled(CARD + (look.density === 'comfortable' ? 12 : 0), look), gap: GAP };
  const step = size.height + size.gap;
  const totalOf = (status: TaskStatus): number => board.columns[status].store.getState().total ?? 0;
  const taskAt = ({ status, index }: BoardPlace): Task | undefined => {
    const { store, pageSize } = board.columns[status];
    return rowAt({ rows: store.getState(), index, pageSize });
  };

  function placeOf({ active: dragged }: Pick<DragMoveEvent, 'active'>): BoardPlace | undefined {
    const rect = dragged.rect.current.translated;
    if (!rect) return undefined;
    const boxes = columns.flatMap((status) => {
      const element = scrollers[status].current;
      if (!element) return [];
      const { left, right, top } = element.getBoundingClientRect();
      return [{ status, left, right, top: top - element.scrollTop, count: totalOf(status) }];
    });
    return placeAt({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2, boxes, cardHeight: step });
  }

  const inWords = ({ status, index }: BoardPlace): string =>
    `${statusWords[status]}, place ${(index + 1).toLocaleString('en')} of ${(totalOf(status) + (held?.task.status === status ? 0 : 1)).toLocaleString('en')}`;

  async function drop(event: DragEndEvent): Promise<void> {
    const to = placeOf(event) ?? place;
    setHeld(undefined);
    setPlace(undefined);
    if (!held || !to) return;
    const { store, pageSize } = board.columns[to.status];
    const standsAt = indexOfRow({ rows: store.getState(), pageSize, is: (task: Task) => task.id === held.task.id });
    const after = dropAfter({
      task: held.task,
      place: to,
      standsAt,
      rowAt: (index) => taskAt({ status: to.status, index }),
    });
    if (!after) return;
    const where = to.status === held.task.status ? `in “${statusWords[to.status]}”` : `to “${statusWords[to.status]}”`;
    const moved = await tasks.move({ task: held.task, status: to.status, afterId: after.afterId, where });
    if (moved) setActive({ status: to.status, index: standsAt !== undefined && standsAt < to.index ? to.index - 1 : to.index });
  }

  /** Keys carry a card by whole cards and columns. */
  const carry: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
    const { x, y } = currentCoordinates;
    const width = todo.current?.parentElement?.parentElement?.clientWidth ?? 0;
    const by = width / columns.length;
    switch (event.code) {
      case 'ArrowDown':
        return { x, y: y + step };
      case 'ArrowUp':
        return { x, y: y - step };
      case 'ArrowRight':
        return { x: x + by, y };
      case 'ArrowLeft':
        return { x: x - by, y };
      default:
        return undefined;
    }
  };
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: carry,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter', 'Tab'] },
    }),
  );

  function onKey(event: KeyboardEvent, at: { index: number; task: Task }): void {
    if (held || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = (next: BoardPlace) => {
      event.preventDefault();
      const total = totalOf(next.status);
      if (total === 0) return;
      const to = { status: next.status, index: Math.max(0, Math.min(total - 1, next.index)) };
      setActive(to);
      requestAnimationFrame(() => focusCard({ scroller: scrollers[to.status].current, task: taskAt(to) }));
    };
    const { status } = at.task;
    const beside = columns[columns.indexOf(status) + (event.key === 'ArrowRight' ? 1 : -1)];
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return move({ status, index: at.index + 1 });
      case 'ArrowUp':
      case 'k':
        return move({ status, index: at.index - 1 });
      case 'ArrowLeft':
      case 'ArrowRight':
        return beside && move({ status: beside, index: at.index });
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
        const task = columns
          .flatMap((status) => [...board.columns[status].store.getState().pages.values()].flat())
          .find(({ id }) => id === dragged.id);
        if (task) setHeld({ task, index: 0 });
      }}
      onDragMove={(event) => {
        const next = placeOf(event);
        setPlace((before) => (before && next && before.status === next.status && before.index === next.index ? before : next));
      }}
      onDragEnd={(event) => void drop(event)}
      onDragCancel={() => {
        setHeld(undefined);
        setPlace(undefined);
      }}
    >
      <div className="flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 pb-3 max-wide:px-3">
        {columns.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            rows={board.columns[status]}
            size={size}
            dropIndex={held && place?.status === status ? place.index : undefined}
            heldId={held?.task.id}
            activeIndex={active.status === status ? active.index : undefined}
            scroller={scrollers[status]}
            cardOf={(task) => ({
              now,
              zone,
              projectName: task.projectId === null ? undefined : names.get(task.projectId)?.name,
              current: task.id === detailId,
            })}
            onActive={(index) =>
              setActive((before) => (before.status === status && before.index === index ? before : { status, index }))
            }
            onKey={onKey}
            onOpen={onOpen}
          />
        ))}
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

function focusCard({ scroller, task }: { scroller: HTMLElement | null; task: Task | undefined }): void {
  if (task) scroller?.querySelector<HTMLElement>(`[data-card="${CSS.escape(task.id)}"]`)?.focus();
}
