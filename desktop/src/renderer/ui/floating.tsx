import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

export interface FloatingProps {
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where the focus goes when it closes; without it, to the trigger. */
  onClosed?: (() => void) | undefined;
  align?: 'start' | 'end';
  /** The panel itself takes the focus, not the first control inside. */
  focusSelf?: boolean;
}

/** A small panel that floats beside its trigger. Esc or a click outside closes it. */
export function Floating({
  label,
  trigger,
  children,
  open,
  onOpenChange,
  onClosed,
  align = 'start',
  focusSelf = false,
}: FloatingProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-w-[calc(100vw-1rem)] animate-appear rounded-l bg-raised p-1 text-13 shadow-float outline-none"
          onOpenAutoFocus={(event) => {
            if (!focusSelf) return;
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
