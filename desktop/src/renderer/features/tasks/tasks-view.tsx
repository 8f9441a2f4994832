import type { Task } from '@adiuva/shared-protocol';
import { CheckCheck, SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState } from '#renderer/ui/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import { DeleteProject } from './delete-project.tsx';
import { NewTask } from './new-task.tsx';
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
  const { notices } = useAppPowers();
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
    const done = task.status === 'done';
    const changed = await tasks.update(task, { status: done ? 'todo' : 'done' });
    if (changed) notices.show({ text: done ? `“${task.title}” is open again` : `Done: “${task.title}”` });
  }

  async function remove(task: Task) {
    const removed = await tasks.remove(task);
    if (!removed) return;
    if (taskId === task.id) onShowTask(undefined);
    notices.show({
      text: `Deleted: “${task.title}”`,
      action: { label: 'Undo', run: () => void tasks.bringBack({ table: 'tasks', id: task.id, label: task.title }) },
    });
  }

  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="@container flex min-w-0 flex-1 flex-col">
        <header className="flex h-bar shrink-0 items-center gap-2.5 px-5 max-wide:px-4">
          <h1 className="text-14 font-semibold">Tasks</h1>
          <p role="status" className="text-13 text-ink-3">
            {total !== undefined && total > 0 && total.toLocaleString('en')}
            <span className="sr-only"> {total === 1 ? 'task' : 'tasks'}</span>
          </p>
          <span className="flex-1" />
          <DeleteProject tasks={tasks} projects={projects} />
        </header>
        <NewTask tasks={tasks} projects={projects} zone={zone} field={newField} />
        <TaskFilters tasks={tasks} projects={projects} field={searchField} />
        {failure && failure.kind !== 'core_away' && (
          <p role="alert" className="mx-5 my-2 text-13 text-late">
            {failure.sentence}{' '}
            <Button look="quiet" onClick={tasks.list.refresh}>
              Try again
            </Button>
          </p>
        )}
        {total === undefined ? (
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
