import type { Task, TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import { CalendarDays, Folder, Sparkles } from 'lucide-react';
import { dueWords } from '#renderer/days/index.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/projects/index.ts';
import { ChoiceMenu, classNames, Floating, useDraft } from '#renderer/ui/index.ts';
import type { TaskUpdates } from './create-tasks-store.ts';
import { DueEditor } from './due-editor.tsx';
import { PriorityMark, StatusMark } from './task-icons.tsx';
import type { Editing } from './task-view-state.ts';
import { priorityWords, statusWords } from './task-words.ts';

export interface TaskRowProps {
  task: Task;
  active: boolean;
  narrow: boolean;
  editing: Editing;
  now: number;
  zone: string;
  projects: ProjectsStore;
  projectName: string | undefined;
  onEdit: (editing: Editing) => void;
  /** Editing ended: the row takes the focus again. */
  onLeft: () => void;
  onUpdate: (updates: TaskUpdates) => void;
}

const cellButton =
  'focus-inset inline-flex h-6 max-w-full items-center gap-1.5 rounded-s px-1.5 text-12 transition-colors duration-(--quick) hover:bg-pressed data-[state=open]:bg-pressed';

/** A task's cells. The row itself, which has the focus and the keys, is the list's. */
export function TaskCells(props: TaskRowProps) {
  const { task, narrow, editing } = props;
  const title = <TitleCell {...props} editing={editing.kind === 'title'} />;
  if (narrow)
    return (
      <>
        <StatusCell {...props} />
        <div role="presentation" className="min-w-0 flex-1">
          {title}
          <div role="presentation" className="-ml-1.5 flex items-center">
            <DueCell {...props} />
            <PriorityCell {...props} />
            {task.projectId !== null && <ProjectCell {...props} />}
          </div>
        </div>
      </>
    );
  return (
    <>
      <StatusCell {...props} />
      {title}
      <ProjectCell {...props} />
      <PriorityCell {...props} />
      <DueCell {...props} />
    </>
  );
}

const statuses: readonly TaskStatus[] = ['todo', 'in_progress', 'done'];
const priorities: readonly TaskPriority[] = ['high', 'medium', 'low'];

function StatusCell({ task, active, editing, onEdit, onLeft, onUpdate }: TaskRowProps) {
  const done = task.status === 'done';
  return (
    <div role="gridcell" className="relative inline-flex shrink-0">
      <button
        type="button"
        role="checkbox"
        aria-checked={done}
        aria-label="Done"
        title={done ? 'Done. Click to open it again' : `${statusWords[task.status]}. Click to complete`}
        tabIndex={active ? 0 : -1}
        onClick={() => onUpdate({ status: done ? 'todo' : 'done' })}
        className="focus-inset inline-flex size-7 items-center justify-center rounded-full transition-transform duration-(--quick) hover:scale-110 max-wide:size-10"
      >
        <StatusMark status={task.status} className="size-4.25" />
      </button>
      <ChoiceMenu
        label="Status"
        value={task.status}
        choices={statuses.map((value) => ({ value, label: statusWords[value], icon: <StatusMark status={value} /> }))}
        open={editing.kind === 'status'}
        onOpenChange={(open) => onEdit(open ? { kind: 'status', id: task.id } : { kind: 'none' })}
        onClosed={onLeft}
        onChoose={(status) => onUpdate({ status })}
      >
        <button type="button" tabIndex={-1} aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-0" />
      </ChoiceMenu>
    </div>
  );
}

function TitleCell({ task, editing, onEdit, onLeft, onUpdate }: Omit<TaskRowProps, 'editing'> & { editing: boolean }) {
  const draft = useDraft({
    value: task.title,
    onCommit: (text) => {
      if (text.trim() !== '') onUpdate({ title: text.trim() });
    },
  });
  if (!editing)
    return (
      <div
        role="gridcell"
        className={classNames(
          'min-w-0 flex-1 truncate text-14',
          task.status === 'done' ? 'text-ink-3 line-through decoration-line-control' : 'text-ink',
        )}
      >
        {task.title}
        {task.isAiSuggested === 1 && (
          <span className="ml-2 inline-flex items-center gap-1 align-[-1px] text-12 text-ink-3">
            <Sparkles aria-hidden className="size-3" /> Suggested
          </span>
        )}
      </div>
    );
  return (
    <div role="gridcell" className="min-w-0 flex-1">
      <input
        // Editing was asked for: the field takes the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label="Title"
        value={draft.text}
        maxLength={500}
        onFocus={(event) => event.target.select()}
        onChange={(event) => draft.set(event.target.value)}
        onBlur={() => {
          draft.commit();
          onEdit({ kind: 'none' });
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') draft.reset();
          if (event.key === 'Enter') draft.commit();
          if (event.key === 'Enter' || event.key === 'Escape') onLeft();
        }}
        className="-ml-1.5 h-7 w-full rounded-s border border-line-control bg-raised px-1.25 text-14 outline-none"
      />
    </div>
  );
}

function ProjectCell({ task, active, editing, projects, projectName, narrow, onEdit, onLeft, onUpdate }: TaskRowProps) {
  const open = editing.kind === 'project';
  return (
    <div role="gridcell" className={classNames('flex min-w-0 justify-end', !narrow && 'w-40 max-broad:w-28')}>
      <Floating
        label="Project"
        align="end"
        open={open}
        onOpenChange={(next) => onEdit(next ? { kind: 'project', id: task.id } : { kind: 'none' })}
        onClosed={onLeft}
        trigger={
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            aria-label={task.projectId === null ? 'Project: none' : `Project: ${projectName ?? 'unknown'}`}
            className={classNames(cellButton, 'text-ink-2', task.projectId === null && !open && 'row-reveal')}
          >
            <Folder aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="truncate">{task.projectId === null ? 'Project' : (projectName ?? 'Project')}</span>
          </button>
        }
      >
        <ProjectPicker
          creates
          projects={projects}
          value={task.projectId ?? 'none'}
          fixed={[{ value: 'none', label: 'No project' }]}
          onPick={(value) => {
            onEdit({ kind: 'none' });
            onUpdate({ projectId: value === 'none' ? null : value });
          }}
        />
      </Floating>
    </div>
  );
}

function PriorityCell({ task, active, editing, onEdit, onLeft, onUpdate }: TaskRowProps) {
  return (
    <div role="gridcell" className="shrink-0">
      <ChoiceMenu
        label="Priority"
        align="end"
        value={task.priority}
        choices={priorities.map((value) => ({ value, label: priorityWords[value], icon: <PriorityMark priority={value} /> }))}
        open={editing.kind === 'priority'}
        onOpenChange={(open) => onEdit(open ? { kind: 'priority', id: task.id } : { kind: 'none' })}
        onClosed={onLeft}
        onChoose={(priority) => onUpdate({ priority })}
      >
        <button
          type="button"
          tabIndex={active ? 0 : -1}
          aria-label={`Priority: ${priorityWords[task.priority]}`}
          title={`${priorityWords[task.priority]} priority`}
          className={cellButton}
        >
          <PriorityMark priority={task.priority} />
        </button>
      </ChoiceMenu>
    </div>
  );
}

function DueCell({ task, active, editing, now, zone, narrow, onEdit, onLeft, onUpdate }: TaskRowProps) {
  const open = editing.kind === 'due';
  const words = task.dueDate === null ? undefined : dueWords({ due: task.dueDate, now, zone, done: task.status === 'done' });
  return (
    <div role="gridcell" className={classNames('flex min-w-0', narrow ? 'shrink-0' : 'w-34 justify-end')}>
      <DueEditor
        due={task.dueDate}
        now={now}
        zone={zone}
        open={open}
        onOpenChange={(next) => onEdit(next ? { kind: 'due', id: task.id } : { kind: 'none' })}
        onClosed={onLeft}
        onChange={(dueDate) => onUpdate({ dueDate })}
        trigger={
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            aria-label={words ? `Due: ${words.text}` : 'Due: no date'}
            title={words?.full}
            className={classNames(
              cellButton,
              'nums',
              words?.tone === 'late' && 'font-medium text-late',
              words?.tone === 'today' && 'font-medium text-today',
              words?.tone === 'plain' && 'text-ink-2',
              !words && 'text-ink-3',
              !words && !open && 'row-reveal',
            )}
          >
            {words ? (
              <span className="truncate">{words.text}</span>
            ) : (
              <>
                <CalendarDays aria-hidden className="size-3.5" /> Due
              </>
            )}
          </button>
        }
      />
    </div>
  );
}
