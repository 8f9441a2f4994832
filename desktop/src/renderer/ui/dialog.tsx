import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

/** A dialog over the app: holds the focus until it is closed. */
export function Dialog({
  title,
  description,
  open,
  onClose,
  long = false,
  wide = false,
  children,
}: {
  title: string;
  description?: string;
  open: boolean;
  onClose: () => void;
  /** It may be longer than the window, and holds nothing to focus. */
  long?: boolean;
  /** It holds more than a few words. */
  wide?: boolean;
  children: ReactNode;
}) {
  /** What had the focus before: the dialog has no trigger of its own to give it back to. */
  const before = useRef<Element>(null);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          // The dialog itself takes the focus, not the first of its buttons; or the field that it was opened for.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            before.current = document.activeElement;
            if (!(event.currentTarget instanceof HTMLElement)) return;
            const field = event.currentTarget.querySelector<HTMLElement>('[data-first-focus]');
            (field ?? event.currentTarget).focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={classNames(
            'fixed left-1/2 z-40 flex -translate-x-1/2 flex-col rounded-l bg-raised shadow-float outline-none',
            wide
              ? 'top-[8vh] max-h-[84vh] w-[min(42rem,calc(100vw-1rem))]'
              : 'top-[14vh] max-h-[72vh] w-[min(30rem,calc(100vw-2rem))]',
          )}
        >
          <header className="flex items-center gap-2 px-5 pt-4 pb-1">
            <Radix.Title className="flex-1 text-16 font-semibold tracking-[-0.012em]">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" className="-mr-2">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          {description !== undefined && <Radix.Description className="px-5 text-13 text-ink-2">{description}</Radix.Description>}
          {/* What is longer than the window scrolls by keys too. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div {...(long ? { tabIndex: 0 } : {})} className="focus-inset overflow-auto rounded-b-l px-5 pt-3 pb-5">
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
