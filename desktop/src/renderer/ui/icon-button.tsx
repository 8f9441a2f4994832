import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { classNames } from './class-names.ts';
import { Keys } from './keys.tsx';

/** A button that is an icon: its label is its accessible name, and shows on hover and focus. */
export function IconButton({
  label,
  shortcut,
  look = 'quiet',
  className,
  children,
  ...rest
}: Omit<ButtonProps, 'aria-label'> & { label: string; shortcut?: string; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Button aria-label={label} look={look} className={classNames('w-control px-0', className)} {...rest}>
          {children}
        </Button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={5}
          collisionPadding={8}
          className="z-50 flex animate-appear items-center gap-2 rounded-m bg-raised px-2 py-1 text-12 text-ink shadow-float"
        >
          {label}
          {shortcut && <Keys of={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
