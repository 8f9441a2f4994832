import type { Task } from '@adiuva/shared-protocol';
import { dayInWords, dayOf } from '#renderer/days/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';

/** One task in a short list: opened by its title. */
export function TaskLine({ task, zone, now, onOpen }: { task: Task; zone: string; now: number; onOpen: () => void }) {
  const { title, dueDate } = task;
  const today = dayOf({ instant: now, zone });
  const due = dueDate === null ? undefined : dayOf({ instant: dueDate, zone });
  return (
    <li className="flex min-h-8 items-center gap-2 rounded-m px-2 text-13 hover:bg-hover">
      <a
        href={hrefOf({ view: 'tasks', taskId: task.id })}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
        }}
        className="min-w-0 flex-1 py-1.5 wrap-anywhere hover:underline"
      >
        {title}
      </a>
      {due !== undefined && (
        <span
          className={classNames('shrink-0 text-12 nums', due < today ? 'text-late' : due === today ? 'text-today' : 'text-ink-3')}
        >
          {dayInWords({ day: due, today })}
        </span>
      )}
    </li>
  );
}
