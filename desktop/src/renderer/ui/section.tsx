import { type ReactNode, useId } from 'react';

/** A part of a page under its own heading. */
export function Section({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-3">
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 id={titleId} className="text-14 font-semibold">
            {title}
          </h3>
          {lead !== undefined && <p className="mt-0.5 text-13 text-ink-2">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
