import type { ReactNode } from 'react';

/** What stands where nothing is yet: why, and what to do. */
export function EmptyState({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-sm animate-appear flex-col items-center px-6 py-16 text-center">
      <span className="mb-4 inline-flex size-11 items-center justify-center rounded-l border border-line bg-raised text-ink-3 shadow-field [&_svg]:size-5">
        {icon}
      </span>
      <h2 className="text-14 font-semibold">{title}</h2>
      <div className="mt-1 text-13 text-ink-2">{children}</div>
    </div>
  );
}
