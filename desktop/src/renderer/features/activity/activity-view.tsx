import { useVirtualizer } from '@tanstack/react-virtual';
import { History } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import { dayOf } from '#renderer/days/index.ts';
import { rowAt } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState } from '#renderer/ui/index.ts';
import type { ActivityStore } from './create-activity-store.ts';
import { scopeKey } from './change-words.ts';
import { DayHeading } from './day-heading.tsx';
import { RunCard } from './run-card.tsx';
import { TakeBackButton } from './take-back-button.tsx';

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
        <TakeBackButton activity={activity} zone={zone} />
        <label className="flex items-center gap-2 text-13 text-ink-2 select-none">
          <input
            type="checkbox"
            className="size-3.75 accent-accent"
            checked={query.withChanges}
            onChange={(event) => activity.runs.setQuery({ withChanges: event.target.checked })}
          />
          <span>
            Only <span className="max-wide:hidden">runs that changed something</span>
            <span className="wide:hidden">with changes</span>
          </span>
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
  const { busy, switched, opened } = useStore(activity.store);
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
          const before = item.index === 0 ? undefined : rowAt({ rows, index: item.index - 1, pageSize: runs.pageSize });
          const day = run && dayOf({ instant: run.started_at, zone });
          const begins =
            day !== undefined && (item.index === 0 || (before && dayOf({ instant: before.started_at, zone }) !== day));
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {begins && (
                <DayHeading
                  day={day}
                  today={dayOf({ instant: now, zone })}
                  first={item.index === 0}
                  busy={busy !== undefined}
                  switched={switched.get(scopeKey({ by: 'day', day }))}
                  onSwitch={(to) => void activity.change({ scope: { by: 'day', day }, to })}
                />
              )}
              {run ? (
                <RunCard
                  run={run}
                  changes={opened.get(run.run_id) ?? run.changes}
                  switched={switched.get(scopeKey({ by: 'run', run_id: run.run_id }))}
                  busy={busy !== undefined}
                  now={now}
                  zone={zone}
                  onSwitch={(request) => void activity.change(request)}
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
