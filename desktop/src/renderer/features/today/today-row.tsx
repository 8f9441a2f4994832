import { Hourglass } from 'lucide-react';
import { memo } from 'react';
import type { PlacedTask } from '#rpc/today.ts';
import { dayOf, daysBetween, dueWords } from '#renderer/days/index.ts';
import { PriorityMark, StatusMark } from '#renderer/features/tasks/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import { planDays, type PlanKey } from './plan-days.ts';

export interface TodayRowProps {
  task: PlacedTask;
  now: number;
  zone: string;
  /** When it is due; of what is due today the `time` alone; of what `waits`, since when. */
  says: 'due' | 'time' | 'waits';
  /** It is the one that Tab leads to. */
  tabbable: boolean;
  onToggle: (task: PlacedTask) => void;
  onPlan: (task: PlacedTask, key: PlanKey) => void;
}

/** A task of today’s lists: done by its ring, planned by its days, opened by its title. */
export const TodayRow = memo(function TodayRow({ task, now, zone, says, tabbable, onToggle, onPlan }: TodayRowProps) {
  const done = task.status === 'done';
  const due = task.dueDate === null ? undefined : dueWords({ due: task.dueDate, now, zone, done });
  const place = [task.project_name, task.client_name].filter((name) => name !== null).join(' · ');
  return (
    <li className="task-row group relative flex min-h-row items-center gap-1.5 rounded-m px-2 hover:bg-hover">
      <button
        type="button"
        role="checkbox"
        aria-checked={done}
        aria-label={`Done: ${task.title}`}
        tabIndex={-1}
        onClick={() => onToggle(task)}
        className="focus-inset inline-flex size-7 shrink-0 items-center justify-center rounded-full max-wide:size-10"
      >
        <StatusMark status={task.status} className="size-4.25" />
      </button>
      <a
        href={hrefOf({ view: 'tasks', taskId: task.id })}
        data-today={task.id}
        tabIndex={tabbable ? 0 : -1}
        className={classNames(
          'focus-inset flex min-w-0 flex-1 rounded-s px-1 py-1.5 max-wide:flex-col max-wide:gap-0',
          says === 'waits' ? 'flex-col' : 'items-baseline gap-2.5',
        )}
      >
        <span
          className={classNames(
            'max-w-full min-w-0 shrink truncate',
            says === 'waits' ? 'text-13' : 'text-14',
            done ? 'text-ink-3 line-through decoration-line-control' : 'text-ink',
          )}
        >
          {task.title}
        </span>
        {place !== '' && <span className="max-w-full min-w-0 shrink-2 truncate text-12 text-ink-3">{place}</span>}
      </a>
      {task.priority === 'high' && !done && (
        <span title="High priority" className="shrink-0">
          <PriorityMark priority="high" />
        </span>
      )}
      {says === 'waits' ? (
        <span className="flex shrink-0 items-center gap-1 text-12 text-ink-3">
          <Hourglass aria-hidden className="size-3" />
          {waitWords({ since: task.createdAt, now, zone })}
        </span>
      ) : (
        due &&
        !done && (
          <span
            title={due.full}
            className={classNames(
              'shrink-0 text-12 nums',
              due.tone === 'late' ? 'text-late' : due.tone === 'today' ? 'text-ink-2' : 'text-ink-3',
            )}
          >
            {says === 'time' ? due.text.replace(/^Today ?/, '') : due.text}
          </span>
        )
      )}
      {!done && (
        <span className="absolute inset-y-1 right-1 hidden items-center gap-0.5 rounded-m bg-raised px-1 shadow-float group-focus-within:flex group-hover:flex max-wide:hidden!">
          {planDays.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              tabIndex={-1}
              aria-label={`${label}: ${task.title}`}
              onClick={() => onPlan(task, key)}
              className="focus-inset flex h-6 items-center gap-1 rounded-s px-1.5 text-12 text-ink-2 hover:bg-hover hover:text-ink"
            >
              {label}
              <span aria-hidden className="text-11 text-ink-3">
                {key}
              </span>
            </button>
          ))}
        </span>
      )}
    </li>
  );
});

/** How long something waits. */
function waitWords({ since, now, zone }: { since: number; now: number; zone: string }): string {
  const days = daysBetween({ from: dayOf({ instant: since, zone }), to: dayOf({ instant: now, zone }) });
  if (days <= 0) return 'since today';
  if (days < 14) return days === 1 ? '1 day' : `${days} days`;
  if (days < 60) return `${Math.floor(days / 7)} weeks`;
  return `${Math.floor(days / 30)} months`;
}
