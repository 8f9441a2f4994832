import type { Task, TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import { Folder, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import { agoInside, dueWords } from '#renderer/days/index.ts';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import { Backlinks } from '#renderer/features/backlinks/index.ts';
import { CommentsSection } from '#renderer/features/comments/index.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/project-names/index.ts';
import { Button, ChoiceMenu, classNames, Floating, IconButton, Spinner } from '#renderer/ui/index.ts';
import type { TasksStore, TaskUpdates } from './create-tasks-store.ts';
import { DescriptionField, PeopleField, TitleField } from './detail-fields.tsx';
import { DueEditor } from './due-editor.tsx';
import { TaintNote } from './taint-note.tsx';
import { TaskHistory } from './task-history.tsx';
import { PriorityMark, StatusMark } from './task-icons.tsx';
import { priorityWords, statusWords } from './task-words.ts';

interface DetailProps {
  tasks: TasksStore;
  projects: ProjectsStore;
  zone: string;
  activity: ActivityStore;
  onRemove: (task: Task) => void;
  onClose: () => void;
  /** Over the page, however wide the window is. */
  floats?: boolean;
}

/** One task with all its fields, beside the list; on a narrow window, over it. */
export function TaskDetail({ tasks, projects, zone, activity, onRemove, onClose, floats = false }: DetailProps) {
  const detail = useStore(tasks.view, (state) => state.detail);
  if (!detail) return undefined;
  return (
    // Esc closes it from wherever the focus is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      aria-label="Task details"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      className={classNames(
        'flex w-90 shrink-0 animate-appear flex-col overflow-auto border-l border-line bg-surface max-wide:inset-0 max-wide:w-auto max-wide:border-l-0',
        floats
          ? 'absolute inset-y-0 right-0 z-20 shadow-float'
          : 'max-broad:absolute max-broad:inset-y-0 max-broad:right-0 max-broad:z-20 max-broad:shadow-float',
      )}
    >
      <header className="flex h-bar shrink-0 items-center justify-between pr-3 pl-5">
        <h2 className="text-13 font-medium text-ink-2">Task</h2>
        <IconButton label="Close details" shortcut="Esc" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {detail.task ? (
        <Fields
          key={detail.id}
          task={detail.task}
          tasks={tasks}
          projects={projects}
          zone={zone}
          activity={activity}
          onRemove={onRemove}
        />
      ) : detail.failure ? (
        <div className="px-5 text-13 text-ink-2">
          <p>
            {detail.failure.kind === 'not_found'
              ? 'This task is no longer here. It was removed, or the change that made it was undone; Activity can bring it back.'
              : detail.failure.sentence}
          </p>
          <Button className="mt-3" onClick={onClose}>
            Back to the list
          </Button>
        </div>
      ) : (
        <div className="px-5">
          <Spinner label="Reading the task…" />
        </div>
      )}
    </aside>
  );
}

const statuses: readonly TaskStatus[] = ['todo', 'in_progress', 'done'];
const priorities: readonly TaskPriority[] = ['high', 'medium', 'low'];
const valueButton = 'h-7 min-w-0 justify-start gap-2 px-2 text-13 text-ink';

function Fields({ task, tasks, projects, zone, activity, onRemove }: Omit<DetailProps, 'onClose' | 'floats'> & { task: Task }) {
  const now = useNow(60_000);
  const names = useStore(projects.store, (state) => state.byId);
  const [open, setOpen] = useState<'due' | 'project'>();
  const update = async (updates: TaskUpdates): Promise<boolean> =>
    // What met another change is asked about apart from the field.
    (await tasks.update(task, updates)) || tasks.view.getState().conflict !== undefined;
  const words = task.dueDate === null ? undefined : dueWords({ due: task.dueDate, now, zone, done: task.status === 'done' });
  return (
    <div className="flex flex-1 flex-col px-5 pb-5">
      <TaintNote row={{ table: 'tasks', id: task.id }} origin={task.origin} />
      <TitleField task={task} onUpdate={update} />
      <dl className="mt-3 grid grid-cols-[6rem_1fr] items-center gap-y-0.5">
        <Field name="Status">
          <ChoiceMenu
            label="Status"
            value={task.status}
            choices={statuses.map((value) => ({ value, label: statusWords[value], icon: <StatusMark status={value} /> }))}
            onChoose={(status) => void update({ status })}
          >
            <Button look="quiet" className={valueButton}>
              <StatusMark status={task.status} />
              {statusWords[task.status]}
            </Button>
          </ChoiceMenu>
        </Field>
        <Field name="Priority">
          <ChoiceMenu
            label="Priority"
            value={task.priority}
            choices={priorities.map((value) => ({ value, label: priorityWords[value], icon: <PriorityMark priority={value} /> }))}
            onChoose={(priority) => void update({ priority })}
          >
            <Button look="quiet" className={valueButton}>
              <PriorityMark priority={task.priority} />
              {priorityWords[task.priority]}
            </Button>
          </ChoiceMenu>
        </Field>
        <Field name="Due">
          <DueEditor
            due={task.dueDate}
            now={now}
            zone={zone}
            open={open === 'due'}
            onOpenChange={(next) => setOpen(next ? 'due' : undefined)}
            onChange={(dueDate) => void update({ dueDate })}
            trigger={
              <Button look="quiet" title={words?.full} className={classNames(valueButton, !words && 'text-ink-3')}>
                <span className={classNames(words?.tone === 'late' && 'text-late', words?.tone === 'today' && 'text-today')}>
                  {words?.text ?? 'No date'}
                </span>
              </Button>
            }
          />
        </Field>
        <Field name="Project">
          <Floating
            label="Project"
            open={open === 'project'}
            onOpenChange={(next) => setOpen(next ? 'project' : undefined)}
            trigger={
              <Button look="quiet" className={classNames(valueButton, 'max-w-full', task.projectId === null && 'text-ink-3')}>
                {task.projectId !== null && <Folder aria-hidden className="text-ink-3" />}
                <span className="truncate">
                  {task.projectId === null ? 'No project' : (names.get(task.projectId)?.name ?? 'Project')}
                </span>
              </Button>
            }
          >
            <ProjectPicker
              creates
              projects={projects}
              value={task.projectId ?? 'none'}
              fixed={[{ value: 'none', label: 'No project' }]}
              onPick={(value) => {
                setOpen(undefined);
                void update({ projectId: value === 'none' ? null : value });
              }}
            />
          </Floating>
        </Field>
        <Field name="Waits for">
          <ChoiceMenu
            label="Waits for"
            value={task.owedBy}
            choices={[
              { value: 'mine', label: 'Me' },
              { value: 'theirs', label: 'Somebody else' },
            ]}
            onChoose={(owedBy) => void update({ owedBy })}
          >
            <Button look="quiet" className={valueButton}>
              {task.owedBy === 'mine' ? 'Me' : 'Somebody else'}
            </Button>
          </ChoiceMenu>
        </Field>
        <Field name="People">
          <PeopleField task={task} onUpdate={update} />
        </Field>
      </dl>
      <DescriptionField task={task} onUpdate={update} />
      <p className="mt-4 text-12 text-ink-3">
        {task.origin === 'run' ? 'Made by Adiuva' : task.origin === 'import' ? 'Imported' : 'Made by you'}{' '}
        {agoInside({ instant: task.createdAt, now, zone })}
        {task.updatedAt !== task.createdAt && `, changed ${agoInside({ instant: task.updatedAt, now, zone })}`}
        {task.completedAt !== null && `, done ${agoInside({ instant: task.completedAt, now, zone })}`}
      </p>
      <Backlinks table="tasks" id={task.id} className="mt-4" />
      <CommentsSection taskId={task.id} zone={zone} />
      <TaskHistory taskId={task.id} zone={zone} activity={activity} />
      <div className="mt-4">
        <Button look="quiet" className="-ml-2.5 text-late hover:text-late" onClick={() => onRemove(task)}>
          <Trash2 aria-hidden />
          Delete this task
        </Button>
      </div>
    </div>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="-ml-2 flex min-w-0">{children}</dd>
    </>
  );
}
