import type { Task } from '@adiuva/shared-protocol';
import { ListPlus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { type Command, useCommands } from '#renderer/commands/index.ts';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Section } from '#renderer/ui/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { createTasksStore, type TaskScope } from './create-tasks-store.ts';
import { TaskDetail } from './task-detail.tsx';
import { TasksPane } from './tasks-pane.tsx';

export interface TasksSectionProps {
  about: 'project' | 'client';
  /** The section is another one, by its key, where it is about something else. */
  scope: TaskScope;
  /** The project that a new task belongs to if nothing else is chosen. */
  newIn: string | undefined;
  projects: ProjectsStore;
  zone: string;
  /** The task whose details are shown. */
  taskId: string | undefined;
  onShowTask: (id: string | undefined) => void;
  activity: ActivityStore;
  /** Where the details stand: over the page that scrolls. */
  beside: HTMLElement | null;
}

/** The tasks of a project or a client as a part of its page: the list of all tasks, about these alone. */
export function TasksSection({ about, scope, newIn, projects, zone, taskId, onShowTask, activity, beside }: TasksSectionProps) {
  const powers = useAppPowers();
  const [tasks] = useState(() => createTasksStore({ ...powers, scope }));
  useEffect(() => {
    tasks.list.refresh();
    return tasks.follow();
  }, [tasks]);
  const total = useStore(tasks.list.store, (state) => state.total);
  const newField = useRef<HTMLInputElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useEffect(() => tasks.showDetail(taskId), [tasks, taskId]);
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        about === 'client'
          ? []
          : [
              {
                id: 'new task here',
                title: 'New task of this project',
                group: 'Make',
                icon: ListPlus,
                keys: 'n',
                run: () => newField.current?.focus(),
              },
            ],
      [about],
    ),
  );
  async function remove(task: Task): Promise<void> {
    if ((await tasks.remove(task)) && taskId === task.id) onShowTask(undefined);
  }
  const close = () => onShowTask(undefined);
  return (
    <Section
      title="Tasks"
      action={
        total !== undefined &&
        total > 0 && (
          <p role="status" className="text-12 text-ink-3 nums">
            {total.toLocaleString('en')}
            <span className="sr-only"> {total === 1 ? 'task' : 'tasks'}</span>
          </p>
        )
      }
    >
      <TasksPane
        fits
        tasks={tasks}
        projects={projects}
        zone={zone}
        look="list"
        about={about}
        newIn={newIn}
        newField={newField}
        searchField={searchField}
        onOpen={onShowTask}
        onClose={close}
        onRemove={remove}
      />
      {beside &&
        createPortal(
          <TaskDetail
            floats
            tasks={tasks}
            projects={projects}
            zone={zone}
            activity={activity}
            onRemove={(task) => void remove(task)}
            onClose={close}
          />,
          beside,
        )}
      <ConflictDialog tasks={tasks} projects={projects} zone={zone} />
    </Section>
  );
}
