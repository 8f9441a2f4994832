import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';

/** A task's state as a ring: empty, half, or full with a check. */
export function StatusMark({ status, className }: { status: TaskStatus; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={className ?? 'size-4'}>
      {status === 'done' ? (
        <>
          <circle cx="8" cy="8" r="7" className="fill-accent" />
          <path
            d="m4.9 8.2 2.1 2.1 4.1-4.4"
            fill="none"
            className="stroke-accent-on"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      ) : (
        <>
          <circle
            cx="8"
            cy="8"
            r="6.3"
            fill="none"
            strokeWidth="1.4"
            className={status === 'in_progress' ? 'stroke-accent' : 'stroke-line-control'}
          />
          {status === 'in_progress' && <path d="M8 3.9a4.1 4.1 0 0 1 0 8.2Z" className="fill-accent" />}
        </>
      )}
    </svg>
  );
}

const bars: Readonly<Record<TaskPriority, number>> = { low: 1, medium: 2, high: 3 };

/** A task's priority as one, two or three bars; high in ink, the others paler. */
export function PriorityMark({ priority }: { priority: TaskPriority }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className="size-4">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={2.5 + bar * 4}
          y={10 - bar * 3.2}
          width="2.6"
          height={3.5 + bar * 3.2}
          rx="0.9"
          className={bar < bars[priority] ? (priority === 'high' ? 'fill-today' : 'fill-ink-3') : 'fill-line-strong'}
        />
      ))}
    </svg>
  );
}
