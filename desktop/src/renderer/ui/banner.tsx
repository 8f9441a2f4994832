import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A calm line across a view: what is the matter, and how to go on. */
export function Banner({
  tone,
  icon,
  children,
  action,
}: {
  tone: 'waiting' | 'problem';
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      role="status"
      className={classNames(
        'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-1.5 text-13',
        tone === 'problem' ? 'bg-late-soft' : 'bg-today-soft',
      )}
    >
      <span className={classNames('[&_svg]:size-4', tone === 'problem' ? 'text-late' : 'text-today')}>{icon}</span>
      <p className="min-w-0 flex-1 basis-56 text-ink">{children}</p>
      {action}
    </div>
  );
}
