import type { Task } from '@adiuva/shared-protocol';
import { Columns3, List } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { useCommands } from '#renderer/commands/index.ts';
import { Segments } from '#renderer/ui/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import { DeleteProject } from './delete-project.tsx';
import { recallTasksLook, rememberTasksLook, type TasksLook } from './remembered-query.ts';
import { TaskDetail } from './task-detail.tsx';
import { TasksPane } from './tasks-pane.tsx';

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
  const { memory } = useAppPowers();
  const [look, setLook] = useState(() => recallTasksLook(memory));
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
  const newField = useRef<HTMLInputElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const total = useStore(tasks.list.store, (state) => state.total);

  useEffect(() => tasks.showDetail(taskId), [tasks, taskId]);
  useEffect(() => {
    if (!ask) return;
    (ask.field === 'new' ? newField : searchField).current?.focus();
    onAsked();
  }, [ask, onAsked]);

  async function remove(task: Task) {
    const removed = await tasks.remove(task);
    if (!removed) return;
    if (taskId === task.id) onShowTask(undefined);
  }

  const close = () => onShowTask(undefined);
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
        <TasksPane
          tasks={tasks}
          projects={projects}
          zone={zone}
          look={look}
          newField={newField}
          searchField={searchField}
          onOpen={onShowTask}
          onClose={close}
          onRemove={remove}
        />
      </div>
      <TaskDetail
        tasks={tasks}
        projects={projects}
        zone={zone}
        activity={activity}
        onRemove={(task) => void remove(task)}
        onClose={close}
      />
      <ConflictDialog tasks={tasks} projects={projects} zone={zone} />
    </div>
  );
}
