import { Activity } from 'lucide-react';
import { useStore } from 'zustand';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import type { StatusStore } from './create-status-store.ts';

/** Shows how much goes on, in a narrow window, and leads there. */
export function RunningLink({ status, current }: { status: StatusStore; current: boolean }) {
  const count = useStore(status.store, (state) => state.status?.open_runs ?? 0);
  return (
    <a
      href={hrefOf({ view: 'runs' })}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex h-8 items-center gap-2.5 rounded-m px-2 text-13 transition-colors duration-(--quick)',
        current ? 'bg-pressed font-medium text-ink' : 'hover:bg-hover hover:text-ink',
        !current && (count > 0 ? 'text-ink' : 'text-ink-2'),
      )}
    >
      <Activity aria-hidden className={classNames('size-4 shrink-0', current || count > 0 ? 'text-accent' : 'text-ink-3')} />
      <span className="sr-only">In progress</span>
      {count > 0 && (
        <span className="min-w-5 rounded-full bg-pressed px-1.5 text-center text-12 font-medium nums">
          {count > 999 ? '999+' : count}
        </span>
      )}
    </a>
  );
}
