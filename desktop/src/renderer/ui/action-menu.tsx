import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export interface MenuAction {
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
}

/** What can be done with something, from a menu. */
export function ActionMenu({
  label,
  actions,
  children,
}: {
  /** What it is done with: the menu's accessible name. */
  label: string;
  actions: readonly MenuAction[];
  /** The button that opens it. */
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 min-w-40 animate-appear rounded-l bg-raised p-1 text-13 shadow-float"
        >
          {actions.map((action) => (
            <DropdownMenu.Item
              key={action.label}
              onSelect={action.onSelect}
              className="flex min-h-7 items-center gap-2 rounded-s px-2 py-1 text-ink outline-none select-none data-highlighted:bg-hover"
            >
              {action.icon && <span className="inline-flex text-ink-3 [&_svg]:size-3.75">{action.icon}</span>}
              {action.label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
