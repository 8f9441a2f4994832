import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { type ActivityStore, RowHistory } from '#renderer/features/activity/index.ts';
import { classNames } from '#renderer/ui/index.ts';

/** A task's history, read when it is opened. */
export function TaskHistory({ taskId, zone, activity }: { taskId: string; zone: string; activity: ActivityStore }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="History" className="mt-4 border-t border-line pt-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="focus-inset -ml-1.5 flex h-7 items-center gap-1.5 rounded-s px-1.5 text-12 font-medium text-ink-2 hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={classNames('size-3.5 text-ink-3 transition-transform duration-(--quick)', open && 'rotate-90')}
        />
        History
      </button>
      {open && <RowHistory row={{ table: 'tasks', id: taskId }} zone={zone} activity={activity} />}
    </section>
  );
}
