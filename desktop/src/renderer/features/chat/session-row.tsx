import { EllipsisVertical, EyeOff } from 'lucide-react';
import { useId } from 'react';
import type { Session } from '#rpc/chat.ts';
import { ActionMenu, Button, classNames } from '#renderer/ui/index.ts';

export interface SessionRowProps {
  session: Session;
  current: boolean;
  onOpen: () => void;
  onForget: () => void;
}

/** A conversation in the list: opens it, and has a menu of what can be done with it. */
export function SessionRow({ session, current, onOpen, onForget }: SessionRowProps) {
  const titleId = useId();
  return (
    <div
      className={classNames(
        'group/session flex h-7.5 items-center rounded-m',
        current ? 'bg-pressed text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        onClick={onOpen}
        className="focus-inset flex h-full min-w-0 flex-1 items-center gap-2 rounded-m pl-2 text-left text-13"
      >
        <span id={titleId} className="min-w-0 flex-1 truncate">
          {session.title}
        </span>
        {session.forgotten_at !== undefined && (
          <span title="Forgotten at the backend" className="shrink-0 text-ink-3">
            <EyeOff aria-hidden className="size-3.5" />
            <span className="sr-only">Forgotten at the backend</span>
          </span>
        )}
        {session.running && (
          <span className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent">
            <span className="sr-only">Answering now</span>
          </span>
        )}
      </button>
      <ActionMenu
        label={`Of “${session.title}”`}
        actions={[{ label: 'Forget at the backend…', icon: <EyeOff aria-hidden />, onSelect: onForget }]}
      >
        <Button
          look="quiet"
          aria-label="Conversation menu"
          aria-describedby={titleId}
          // Where nothing hovers it is always there.
          className="mr-0.5 h-6.5 w-6 px-0 opacity-0 group-hover/session:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100"
        >
          <EllipsisVertical aria-hidden />
        </Button>
      </ActionMenu>
    </div>
  );
}
