import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** What choosing it means, in a line. */
  detail?: string;
  icon?: ReactNode;
}

export interface ChoiceMenuProps<Value extends string> {
  /** What is chosen here: the menu's accessible name. */
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChoose: (value: Value) => void;
  /** The button that opens it. */
  children: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** Where the focus goes when it closes; without it, to the button. */
  onClosed?: (() => void) | undefined;
  align?: 'start' | 'end';
}

/** One of a few, from a menu. */
export function ChoiceMenu<Value extends string>({
  label,
  value,
  choices,
  onChoose,
  children,
  open,
  onOpenChange,
  onClosed,
  align = 'start',
}: ChoiceMenuProps<Value>) {
  return (
    <DropdownMenu.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})} modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 animate-appear overflow-auto rounded-l bg-raised p-1 text-13 shadow-float"
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
        >
          <DropdownMenu.RadioGroup
            value={value}
            onValueChange={(chosen) => {
              const choice = choices.find((one) => one.value === chosen);
              if (choice) onChoose(choice.value);
            }}
          >
            {choices.map((choice) => (
              <DropdownMenu.RadioItem
                key={choice.value}
                value={choice.value}
                className="flex min-h-7 items-center gap-2 rounded-s px-2 py-1 text-ink outline-none select-none data-highlighted:bg-hover"
              >
                {choice.icon && <span className="inline-flex text-ink-3 [&_svg]:size-3.75">{choice.icon}</span>}
                <span className="flex-1">
                  {choice.label}
                  {choice.detail !== undefined && <span className="block max-w-72 text-12 text-ink-3">{choice.detail}</span>}
                </span>
                <DropdownMenu.ItemIndicator>
                  <Check className="size-3.75 shrink-0 text-accent" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
