import type { Task } from '@adiuva/shared-protocol';
import { Folder, Hourglass } from 'lucide-react';
import { memo } from 'react';
import { dueWords } from '#renderer/days/index.ts';
import { classNames } from '#renderer/ui/index.ts';
import { PriorityMark } from '#renderer/features/tasks/task-icons.tsx';

export interface BoardCardProps {
  task: Task;
  now: number;
  zone: string;
  projectName: string | undefined;
  current: boolean;
  /** It is held over the board: it floats. */
  floats?: boolean;
}

/** A task as a card: its title on two lines at most, and what one decides by. */
export const BoardCard = memo(function BoardCard({ task, now, zone, projectName, current, floats = false }: BoardCardProps) {
  const done = task.status === 'done';
  const words = task.dueDate === null ? undefined : dueWords({ due: task.dueDate, now, zone, done });
  return (
    <div
      className={classNames(
        'flex h-full flex-col justify-between rounded-m border px-2.5 py-2',
        current ? 'border-accent bg-accent-soft' : 'border-line bg-raised',
        floats ? 'bg-raised shadow-float' : 'shadow-field',
      )}
    >
      <p className={classNames('line-clamp-2 text-13 wrap-anywhere', done ? 'text-ink-3' : 'text-ink')}>{task.title}</p>
      <p className="flex min-w-0 items-center gap-2 text-12 text-ink-3">
        {words && (
          <span
            title={words.full}
            className={classNames(
              'shrink-0 nums',
              words.tone === 'late' && 'font-medium text-late',
              words.tone === 'today' && 'font-medium text-today',
            )}
          >
            {words.text}
          </span>
        )}
        {projectName !== undefined && (
          <span className="flex min-w-0 items-center gap-1">
            <Folder aria-hidden className="size-3 shrink-0" />
            <span className="truncate">{projectName}</span>
          </span>
        )}
        <span className="flex-1" />
        {task.owedBy === 'theirs' && <Hourglass aria-label="Waits for somebody else" className="size-3 shrink-0" />}
        {task.priority !== 'medium' && (
          <span title={`${task.priority} priority`} className="shrink-0 [&_svg]:size-3.5">
            <PriorityMark priority={task.priority} />
          </span>
        )}
      </p>
    </div>
  );
});
