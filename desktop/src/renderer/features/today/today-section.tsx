import { type ReactNode, useId } from 'react';
import type { PlacedTask } from '#rpc/today.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import { TodayRow, type TodayRowProps } from './today-row.tsx';

/** A heading with what stands under it; nothing where nothing does. */
export function TodayBlock({
  title,
  count,
  tone = 'plain',
  children,
}: {
  title: string;
  count?: number | undefined;
  tone?: 'plain' | 'late';
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-1 flex items-baseline gap-2 px-2 text-12 font-medium">
        <span className={tone === 'late' ? 'text-late' : 'text-ink-2'}>{title}</span>
        {count !== undefined && count > 0 && <span className="text-ink-3 nums">{count.toLocaleString('en')}</span>}
      </h2>
      {children}
    </section>
  );
}

/** A list of tasks under a heading, with a way to all of them where there are more. */
export function TodayTasks({
  title,
  tone,
  tasks: { items, total },
  activeId,
  rows,
}: {
  title: string;
  tone?: 'plain' | 'late';
  tasks: { items: readonly PlacedTask[]; total: number };
  /** The row that Tab leads to. */
  activeId: string | undefined;
  rows: Omit<TodayRowProps, 'task' | 'tabbable'>;
}) {
  if (items.length === 0) return undefined;
  return (
    <TodayBlock title={title} count={total} {...(tone ? { tone } : {})}>
      <ul aria-label={title} className="flex flex-col">
        {items.map((task) => (
          <TodayRow key={task.id} task={task} tabbable={task.id === activeId} {...rows} />
        ))}
      </ul>
      {total > items.length && (
        <p className={classNames('px-2 pt-1 text-12 text-ink-3')}>
          {(total - items.length).toLocaleString('en')} more in{' '}
          <a className="underline decoration-line-control underline-offset-2" href={hrefOf({ view: 'tasks' })}>
            Tasks
          </a>
        </p>
      )}
    </TodayBlock>
  );
}
