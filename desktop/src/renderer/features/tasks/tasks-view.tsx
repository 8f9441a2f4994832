import type { Task } from '@adiuva/shared-protocol';
import { CheckCheck, Columns3, List, SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { useCommands } from '#renderer/commands/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState, Segments } from '#renderer/ui/index.ts';
import { laterBoard } from './board/index.ts';
import { BulkBar, type BulkMenu } from './bulk-bar.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import { DeleteProject } from './delete-project.tsx';
import { NewTask } from './new-task.tsx';
import { recallTasksLook, rememberTasksLook, type TasksLook } from './remembered-query.ts';
import { selectionCommands } from './selection-commands.ts';
import { TaskDetail } from './task-detail.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TaskList } from './task-list.tsx';
import { firstTaskQuery, isNarrowed } from './task-view-state.ts';

export interface TasksViewProps {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  /** The task shown beside the list. */
  taskId: string | undefined;
  onShowTask: (id: string | undefined) => void;
  /** What a shortcut of the app asks this view to do; each time a new object. */
  ask: { field: 'new' | 'search' } | undefined;
  onAsked: () => void;
  activity: ActivityStore;
}

export function TasksView({ tasks, projects, zone, taskId, onShowTask, ask, onAsked, activity }: TasksViewProps) {
  const { memory, clock } = useAppPowers();
  const [look, setLook] = useState(() => recallTasksLook(memory));
  const [bulk, setBulk] = useState<BulkMenu>();
  const selected = useStore(tasks.view, (state) => state.selected);
  const chooseLook = useCallback(
    (next: TasksLook) => {
      setLook(next);
      rememberTasksLook(memory, next);
      tasks.dispatch({ type: 'selected', ids: [] });
    },
    [memory, tasks],
  );
  useCommands(
    useMemo(
      () => [
        {
          id: 'tasks look',
          title: look === 'list' ? 'Show the tasks as a board' : 'Show the tasks as a list',
          group: 'Tasks',
          icon: look === 'list' ? Columns3 : List,
          keys: 'v',
          run: () => chooseLook(look === 'list' ? 'board' : 'list'),
        },
      ],
      [look, chooseLook],
    ),
  );
  useCommands(
    useMemo(
      () => selectionCommands({ tasks, count: selected.size, today: clock.now(), zone }),
      [tasks, selected.size, clock, zone],
    ),
  );
  const newField = useRef<HTMLInputElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { total, query, phase, failure } = useStore(tasks.list.store);

  useEffect(() => tasks.showDetail(taskId), [tasks, taskId]);
  useEffect(() => {
    if (!ask) return;
    (ask.field === 'new' ? newField : searchField).current?.focus();
    onAsked();
  }, [ask, onAsked]);

  async function toggle(task: Task) {
    await tasks.update(task, { status: task.status === 'done' ? 'todo' : 'done' });
  }

  async function remove(task: Task) {
    const removed = await tasks.remove(task);
    if (!removed) return;
    if (taskId === task.id) onShowTask(undefined);
  }

  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="@container relative flex min-w-0 flex-1 flex-col">
        <header className="flex h-bar shrink-0 items-center gap-2.5 px-5 max-wide:px-4">
          <h1 className="text-14 font-semibold">Tasks</h1>
          <p role="status" className="text-13 text-ink-3">
            {look === 'list' && total !== undefined && total > 0 && (
              <>
                {total.toLocaleString('en')}
                <span className="sr-only"> {total === 1 ? 'task' : 'tasks'}</span>
              </>
            )}
          </p>
          <span className="flex-1" />
          <DeleteProject tasks={tasks} projects={projects} />
          <Segments<TasksLook>
            label="Shown as"
            value={look}
            segments={[
              { value: 'list', label: 'List', icon: <List /> },
              { value: 'board', label: 'Board', icon: <Columns3 /> },
            ]}
            onChoose={chooseLook}
          />
        </header>
        <NewTask tasks={tasks} projects={projects} zone={zone} field={newField} />
        <TaskFilters tasks={tasks} projects={projects} field={searchField} look={look} />
        {failure && failure.kind !== 'core_away' && (
          <p role="alert" className="mx-5 my-2 text-13 text-late">
            {failure.sentence}{' '}
            <Button look="quiet" onClick={tasks.list.refresh}>
              Try again
            </Button>
          </p>
        )}
        {look === 'board' ? (
          <laterBoard.View
            tasks={tasks}
            projects={projects}
            zone={zone}
            onOpen={onShowTask}
            onClose={() => onShowTask(undefined)}
          />
        ) : total === undefined ? (
          <div className="px-5 py-6">{!failure && <Reading label="Reading your tasks…" />}</div>
        ) : total === 0 && phase === 'ready' ? (
          <NoTasks narrowed={isNarrowed(query)} onClear={() => tasks.setQuery({ ...firstTaskQuery, order: query.order })} />
        ) : (
          <TaskList
            tasks={tasks}
            projects={projects}
            zone={zone}
            onOpen={onShowTask}
            onClose={() => onShowTask(undefined)}
            onToggle={(task) => void toggle(task)}
            onRemove={(task) => void remove(task)}
            onBulk={setBulk}
          />
        )}
        {look === 'list' && (
          <BulkBar
            tasks={tasks}
            projects={projects}
            zone={zone}
            open={bulk}
            onOpen={setBulk}
            onLeave={() => document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus()}
          />
        )}
      </div>
      <TaskDetail
        tasks={tasks}
        projects={projects}
        zone={zone}
        activity={activity}
        onRemove={(task) => void remove(task)}
        onClose={() => onShowTask(undefined)}
      />
      <ConflictDialog tasks={tasks} projects={projects} zone={zone} />
    </div>
  );
}

function NoTasks({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
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
