import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  primary: 'bg-accent text-accent-on hover:bg-accent-strong shadow-field font-medium',
  plain: 'bg-raised text-ink border border-line-strong hover:bg-hover active:bg-pressed shadow-field',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink active:bg-pressed data-[state=open]:bg-pressed',
};

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded-m px-2.5 text-13 whitespace-nowrap select-none',
        'transition-colors duration-(--quick) disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45',
        '[&_svg]:size-3.75 [&_svg]:shrink-0',
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
