import type { Task } from '@adiuva/shared-protocol';
import { CheckCheck, SearchX } from 'lucide-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { useCommands } from '#renderer/commands/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, classNames, EmptyState, Problem } from '#renderer/ui/index.ts';
import { laterBoard } from './board/index.ts';
import { BulkBar, type BulkMenu } from './bulk-bar.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import { NewTask } from './new-task.tsx';
import { type BoardGrouping, recallGrouping, rememberGrouping, type TasksLook } from './remembered-query.ts';
import { selectionCommands } from './selection-commands.ts';
import { TaskFilters } from './task-filters.tsx';
import { TaskList } from './task-list.tsx';
import { firstTaskQuery, isNarrowed } from './task-view-state.ts';

export interface TasksPaneProps {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  look: TasksLook;
  newField: RefObject<HTMLInputElement | null>;
  searchField: RefObject<HTMLInputElement | null>;
  /** What the list is about; all tasks if not said. */
  about?: 'all' | 'project' | 'client';
  /** The project that a new task belongs to if nothing else is chosen; of a client none is made without one. */
  newIn?: string | undefined;
  /** It stands as a part of a page, as high as its rows; else it fills what is there. */
  fits?: boolean;
  onOpen: (id: string) => void;
  onClose: () => void;
  onRemove: (task: Task) => Promise<void>;
}

/** Tasks with all that is done to them: made, found, ordered, changed one by one or many at once. */
export function TasksPane({
  tasks,
  projects,
  zone,
  look,
  newField,
  searchField,
  about = 'all',
  newIn,
  fits = false,
  onOpen,
  onClose,
  onRemove,
}: TasksPaneProps) {
  const { clock, memory } = useAppPowers();
  const { total, query, phase, failure } = useStore(tasks.list.store);
  const count = useStore(tasks.view, (state) => state.selected.size);
  const [bulk, setBulk] = useState<BulkMenu>();
  const [grouping, setGrouping] = useState(() => recallGrouping(memory));
  function chooseGrouping(next: BoardGrouping): void {
    setGrouping(next);
    rememberGrouping(memory, next);
  }
  const pane = useRef<HTMLDivElement>(null);
  useCommands(useMemo(() => selectionCommands({ tasks, count, today: clock.now(), zone }), [tasks, count, clock, zone]));
  async function toggle(task: Task): Promise<void> {
    await tasks.update(task, { status: task.status === 'done' ? 'todo' : 'done' });
  }
  return (
    <div ref={pane} className={classNames('@container flex min-w-0 flex-col', fits ? '-mx-4 max-wide:-mx-3' : 'min-h-0 flex-1')}>
      {(about !== 'client' || newIn !== undefined) && (
        <NewTask key={newIn ?? ''} tasks={tasks} projects={projects} zone={zone} newIn={newIn} field={newField} />
      )}
      <TaskFilters
        tasks={tasks}
        projects={projects}
        field={searchField}
        look={look}
        grouping={grouping}
        onGrouping={chooseGrouping}
        about={about}
      />
      {failure && failure.kind !== 'core_away' && (
        <div className="mx-5 my-2">
          <Problem onRetry={tasks.list.refresh}>{failure.sentence}</Problem>
        </div>
      )}
      {look === 'board' ? (
        <laterBoard.View
          key={grouping}
          grouping={grouping}
          tasks={tasks}
          projects={projects}
          zone={zone}
          onOpen={onOpen}
          onClose={onClose}
        />
      ) : total === undefined ? (
        <div className="px-5 py-6">{!failure && <Reading label="Reading your tasks…" />}</div>
      ) : total === 0 && phase === 'ready' ? (
        <NoTasks
          narrowed={isNarrowed(query)}
          fits={fits}
          onClear={() => tasks.setQuery({ ...firstTaskQuery, order: query.order })}
        />
      ) : (
        <TaskList
          tasks={tasks}
          projects={projects}
          zone={zone}
          home={about === 'project' ? newIn : undefined}
          fits={fits}
          onOpen={onOpen}
          onClose={onClose}
          onToggle={(task) => void toggle(task)}
          onRemove={(task) => void onRemove(task)}
          onBulk={setBulk}
        />
      )}
      {look === 'list' && (
        <BulkBar
          tasks={tasks}
          projects={projects}
          zone={zone}
          open={bulk}
          sticks={fits}
          onOpen={setBulk}
          onLeave={() => pane.current?.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus()}
        />
      )}
    </div>
  );
}

function NoTasks({ narrowed, fits, onClear }: { narrowed: boolean; fits: boolean; onClear: () => void }) {
  if (fits)
    return (
      <p className="flex min-h-9 items-center gap-1 px-5 text-13 text-ink-3">
        {narrowed ? 'The filters leave nothing over.' : 'Nothing is open here.'}
        {narrowed && (
          <Button look="quiet" className="text-12" onClick={onClear}>
            Show all open tasks
          </Button>
        )}
      </p>
    );
  if (narrowed)
    return (
      <EmptyState icon={<SearchX />} title="No task matches">
        <p>The filters leave nothing over.</p>
        <Button className="mt-4" onClick={onClear}>
          Show all open tasks
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState icon={<CheckCheck />} title="No open tasks">
      <p>Write one above, or say it in the chat: “Create a task called Buy milk due Friday”.</p>
    </EmptyState>
  );
}
