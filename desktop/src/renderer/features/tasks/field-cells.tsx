import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import { CalendarDays, Folder } from 'lucide-react';
import { dueWords } from '#renderer/days/index.ts';
import { ProjectPicker } from '#renderer/features/project-names/index.ts';
import { ChoiceMenu, classNames, Floating } from '#renderer/ui/index.ts';
import { DueEditor } from './due-editor.tsx';
import type { TaskCellsProps } from './task-cell-props.ts';
import { PriorityMark, StatusMark } from './task-icons.tsx';
import type { TaskField } from './task-view-state.ts';
import { priorityWords, statusWords } from './task-words.ts';

const cellButton =
  'focus-inset inline-flex h-6 max-w-full items-center gap-1.5 rounded-s px-1.5 text-12 transition-colors duration-(--quick) hover:bg-pressed data-[state=open]:bg-pressed';

/** How a field's menu hangs on its row: open or not, and what opening and closing do. */
function menuOf({ task, index, field, actions }: TaskCellsProps, kind: TaskField) {
  return {
    open: field === kind,
    // Only the closed button opens by itself; the open menu's trigger closes it.
    onClick: field === kind ? undefined : () => actions.edit({ kind, id: task.id }),
    onOpenChange: (open: boolean) => actions.edit(open ? { kind, id: task.id } : { kind: 'none' }),
    onClosed: () => actions.leave(index),
  };
}

const statuses: readonly TaskStatus[] = ['todo', 'in_progress', 'done'];
const priorities: readonly TaskPriority[] = ['high', 'medium', 'low'];

export function StatusCell(props: TaskCellsProps) {
  const { task, active, actions } = props;
  const { open, onOpenChange, onClosed } = menuOf(props, 'status');
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
        onClick={() => actions.update(task, { status: done ? 'todo' : 'done' })}
        className="focus-inset inline-flex size-7 items-center justify-center rounded-full transition-transform duration-(--quick) hover:scale-110 max-wide:size-10"
      >
        <StatusMark status={task.status} className="size-4.25" />
      </button>
      {open && (
        <ChoiceMenu
          label="Status"
          value={task.status}
          choices={statuses.map((value) => ({ value, label: statusWords[value], icon: <StatusMark status={value} /> }))}
          open
          onOpenChange={onOpenChange}
          onClosed={onClosed}
          onChoose={(status) => actions.update(task, { status })}
        >
          <button type="button" tabIndex={-1} aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-0" />
        </ChoiceMenu>
      )}
    </div>
  );
}

export function ProjectCell(props: TaskCellsProps) {
  const { task, active, narrow, home, projects, projectName, actions } = props;
  const isQuiet = task.projectId === null || task.projectId === home;
  const { open, onClick, onOpenChange, onClosed } = menuOf(props, 'project');
  const button = (
    <button
      type="button"
      tabIndex={active ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={task.projectId === null ? 'Project: none' : `Project: ${projectName ?? 'unknown'}`}
      onClick={onClick}
      className={classNames(cellButton, 'text-ink-2', isQuiet && !open && 'row-reveal')}
    >
      <Folder aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="truncate">{task.projectId === null ? 'Project' : (projectName ?? 'Project')}</span>
    </button>
  );
  return (
    <div role="gridcell" className={classNames('flex min-w-0 justify-end', !narrow && 'w-40 max-broad:w-28')}>
      {open ? (
        <Floating label="Project" align="end" open onOpenChange={onOpenChange} onClosed={onClosed} trigger={button}>
          <ProjectPicker
            creates
            projects={projects}
            value={task.projectId ?? 'none'}
            fixed={[{ value: 'none', label: 'No project' }]}
            onPick={(value) => {
              actions.edit({ kind: 'none' });
              actions.update(task, { projectId: value === 'none' ? null : value });
            }}
          />
        </Floating>
      ) : (
        button
      )}
    </div>
  );
}

export function PriorityCell(props: TaskCellsProps) {
  const { task, active, actions } = props;
  const { open, onClick, onOpenChange, onClosed } = menuOf(props, 'priority');
  const button = (
    <button
      type="button"
      tabIndex={active ? 0 : -1}
      aria-haspopup="menu"
      aria-label={`Priority: ${priorityWords[task.priority]}`}
      title={`${priorityWords[task.priority]} priority`}
      onClick={onClick}
      className={cellButton}
    >
      <PriorityMark priority={task.priority} />
    </button>
  );
  return (
    <div role="gridcell" className="shrink-0">
      {open ? (
        <ChoiceMenu
          label="Priority"
          align="end"
          value={task.priority}
          choices={priorities.map((value) => ({ value, label: priorityWords[value], icon: <PriorityMark priority={value} /> }))}
          open
          onOpenChange={onOpenChange}
          onClosed={onClosed}
          onChoose={(priority) => actions.update(task, { priority })}
        >
          {button}
        </ChoiceMenu>
      ) : (
        button
      )}
    </div>
  );
}

export function DueCell(props: TaskCellsProps) {
  const { task, active, narrow, now, zone, actions } = props;
  const { open, onClick, onOpenChange, onClosed } = menuOf(props, 'due');
  const words = task.dueDate === null ? undefined : dueWords({ due: task.dueDate, now, zone, done: task.status === 'done' });
  const button = (
    <button
      type="button"
      tabIndex={active ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={words ? `Due: ${words.text}` : 'Due: no date'}
      title={words?.full}
      onClick={onClick}
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
  );
  return (
    <div role="gridcell" className={classNames('flex min-w-0', narrow ? 'shrink-0' : 'w-34 justify-end')}>
      {open ? (
        <DueEditor
          due={task.dueDate}
          now={now}
          zone={zone}
          open
          onOpenChange={onOpenChange}
          onClosed={onClosed}
          onChange={(dueDate) => actions.update(task, { dueDate })}
          trigger={button}
        />
      ) : (
        button
      )}
    </div>
  );
}
