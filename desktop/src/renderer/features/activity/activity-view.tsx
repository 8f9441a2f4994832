import { useVirtualizer } from '@tanstack/react-virtual';
import { History } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import { rowAt } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState } from '#renderer/ui/index.ts';
import type { ActivityStore } from './create-activity-store.ts';
import { RunCard } from './run-card.tsx';

/** A card's height before it was measured. */
const CARD = 132;
const GAP = 10;

export function ActivityView({
  activity,
  zone,
  onOpenRow,
}: {
  activity: ActivityStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
}) {
  const rows = useStore(activity.runs.store);
  const { total, query, failure } = rows;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-bar shrink-0 items-center gap-2.5 px-5 max-wide:px-4">
        <h1 className="text-14 font-semibold">Activity</h1>
        <p role="status" className="text-13 text-ink-3">
          {total !== undefined && total > 0 && total.toLocaleString('en')}
          <span className="sr-only"> {total === 1 ? 'run' : 'runs'}</span>
        </p>
        <span className="flex-1" />
        <label className="flex items-center gap-2 text-13 text-ink-2 select-none">
          <input
            type="checkbox"
            className="size-3.75 accent-accent"
            checked={query.withChanges}
            onChange={(event) => activity.runs.setQuery({ withChanges: event.target.checked })}
          />
          Only runs that changed something
        </label>
      </header>
      {failure && failure.kind !== 'core_away' && (
        <p role="alert" className="mx-5 my-2 text-13 text-late">
          {failure.sentence}{' '}
          <Button look="quiet" onClick={activity.runs.refresh}>
            Try again
          </Button>
        </p>
      )}
      {total === undefined ? (
        <div className="px-5 py-4">{!failure && <Reading label="Reading what was done…" />}</div>
      ) : total === 0 ? (
        <EmptyState icon={<History />} title={query.withChanges ? 'No run changed anything' : 'Nothing yet'}>
          <p>Each answer leaves an entry here: what it changed, field by field, with a way back.</p>
        </EmptyState>
      ) : (
        <Runs activity={activity} zone={zone} onOpenRow={onOpenRow} />
      )}
    </div>
  );
}

function Runs({
  activity,
  zone,
  onOpenRow,
}: {
  activity: ActivityStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
}) {
  const { runs } = activity;
  const rows = useStore(runs.store);
  const { busy, kept, opened } = useStore(activity.store);
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    getItemKey: (index) => rowAt({ rows, index, pageSize: runs.pageSize })?.run_id ?? index,
    overscan: 4,
    gap: GAP,
  });
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => runs.see({ first: startIndex, last: endIndex + 8 }), [runs, startIndex, endIndex, rows.total]);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-5 pt-1 pb-6 max-wide:px-3">
      <ol className="relative mx-auto max-w-3xl" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const run = rowAt({ rows, index: item.index, pageSize: runs.pageSize });
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {run ? (
                <RunCard
                  run={run}
                  changes={opened.get(run.run_id) ?? run.changes}
                  kept={kept.get(run.run_id) ?? []}
                  busy={busy === run.run_id}
                  now={now}
                  zone={zone}
                  onSwitch={(to) => void activity.change({ runId: run.run_id, to })}
                  onOpenAll={() => void activity.openAll(run.run_id)}
                  onOpenRow={onOpenRow}
                />
              ) : (
                <div className="h-28 rounded-l border border-line bg-hover" />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
