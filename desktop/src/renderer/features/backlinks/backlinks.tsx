import { CornerDownLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import type { LinkTarget } from '#rpc/notes.ts';

/** Notes that link to a row; nothing where none does. */
export function Backlinks({ table, id: rowId, className }: LinkTarget & { className: string }) {
  const { core } = useAppPowers();
  const [items, setItems] = useState<readonly { id: string; title: string }[]>([]);
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const answer = await core.rpc.notes.backlinks({ table, id: rowId });
        if (current) setItems(answer.items);
      } catch {
        // The note itself says what is the matter; the links that were known stay.
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'notes' })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, table, rowId]);
  if (items.length === 0) return undefined;
  return (
    <nav
      aria-label="Notes that link here"
      className={classNames('flex max-h-24 shrink-0 flex-wrap gap-1.5 overflow-auto', className)}
    >
      <span className="inline-flex h-6 items-center gap-1 text-12 text-ink-3">
        <CornerDownLeft aria-hidden className="size-3.5" />
        Linked from
      </span>
      {items.map(({ id, title }) => (
        <a
          key={id}
          href={hrefOf({ view: 'notes', noteId: id })}
          title={title}
          className="inline-flex h-6 max-w-60 items-center rounded-full border border-line bg-raised px-2.5 text-12 hover:bg-hover"
        >
          <span className="truncate">{title}</span>
        </a>
      ))}
    </nav>
  );
}
