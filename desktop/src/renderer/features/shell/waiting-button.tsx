import { CirclePause } from 'lucide-react';
import { useStore } from 'zustand';
import { classNames, Keys } from '#renderer/ui/index.ts';
import type { StatusStore } from './create-status-store.ts';

/** Shows how much waits for the user's word, and opens it. */
export function WaitingButton({
  status,
  compact,
  onOpen,
}: {
  status: StatusStore;
  /** The icon and the count alone. */
  compact: boolean;
  onOpen: () => void;
}) {
  const count = useStore(status.store, (state) => state.status?.pending_approvals ?? 0);
  return (
    <button
      type="button"
      onClick={onOpen}
      className={classNames(
        'group flex h-8 items-center gap-2.5 rounded-m px-2 text-13 transition-colors duration-(--quick) hover:bg-hover',
        !compact && 'w-full',
        count > 0 ? 'font-medium text-ink' : 'text-ink-2',
      )}
    >
      <CirclePause aria-hidden className={classNames('size-4 shrink-0', count > 0 ? 'text-today' : 'text-ink-3')} />
      <span className={compact ? 'sr-only' : 'flex-1 text-left'}>Waiting for you</span>
      {count > 0 ? (
        <span className="min-w-5 rounded-full bg-today-soft px-1.5 text-center text-12 font-medium text-today nums">
          {count > 999 ? '999+' : count}
        </span>
      ) : (
        !compact && (
          <span aria-hidden className="opacity-0 transition-opacity duration-(--quick) group-hover:opacity-100">
            <Keys of="g w" />
          </span>
        )
      )}
    </button>
  );
}
