import { ListChecks } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { PagedList } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { EmptyState, Problem } from '#renderer/ui/index.ts';
import { createRunsStore, type RunsStore } from './create-runs-store.ts';
import { EndedRunRow } from './ended-run-row.tsx';
import { OpenRunRow } from './open-run-row.tsx';

export interface RunsViewProps {
  zone: string;
  /** Shows what waits for the user's word. */
  onWaiting: () => void;
}

const OPEN_ROW = 75;
const ENDED_ROW = 55;

/** What goes on or waits, each with a way to stop it, and what is over. */
export function RunsView({ zone, onWaiting }: RunsViewProps) {
  const { core, notices } = useAppPowers();
  const [runs] = useState(() => createRunsStore({ core, notices }));
  const scroller = useRef<HTMLDivElement>(null);
  const open = useStore(runs.open.store);
  const ended = useStore(runs.ended.store);
  useEffect(() => runs.follow(), [runs]);
  const failure = open.failure ?? ended.failure;
  const nothing = open.total === 0 && ended.total === 0;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-6 px-5 pb-8 max-wide:px-4">
        <header className="flex min-h-bar items-center">
          <h1 className="text-14 font-semibold">In progress</h1>
        </header>
        {failure && failure.kind !== 'core_away' && <Problem onRetry={runs.refresh}>{failure.sentence}</Problem>}
        {nothing ? (
          <EmptyState icon={<ListChecks />} title="Nothing was asked yet">
            <p>What you ask in a chat shows here while it goes on: where it stands, what it waits for, and a way to stop it.</p>
          </EmptyState>
        ) : (
          <>
            <OpenRuns runs={runs} zone={zone} scroller={scroller} onWaiting={onWaiting} />
            {ended.total !== 0 && <EndedRuns runs={runs} zone={zone} scroller={scroller} />}
          </>
        )}
      </div>
    </div>
  );
}

interface ListProps {
  runs: RunsStore;
  zone: string;
  scroller: RefObject<HTMLDivElement | null>;
}

/** Moves among the rows' links by arrows, `j` and `k`; `x` stops the one that has the focus. */
function onListKey({ event, onStop }: { event: KeyboardEvent<HTMLElement>; onStop: () => void }) {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest('li');
  if (!row) return;
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by !== undefined) {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('li a')];
    links[links.findIndex((link) => row.contains(link)) + by]?.focus();
  } else if (event.key === 'x') onStop();
  else return;
  event.preventDefault();
}

function OpenRuns({ runs, zone, scroller, onWaiting }: ListProps & { onWaiting: () => void }) {
  const { total } = useStore(runs.open.store);
  const stopping = useStore(runs.stopping);
  // What is tried again counts seconds.
  const now = useNow(1_000);
  return (
    <section aria-labelledby="runs-open" className="flex flex-col gap-2">
      <div className="flex items-baseline gap-x-3">
        <h2 id="runs-open" className="text-14 font-semibold">
          Now
        </h2>
        <p role="status" className="text-13 text-ink-3 nums">
          {total !== undefined && total > 0 && total.toLocaleString('en')}
          <span className="sr-only"> in progress</span>
        </p>
      </div>
      {total === undefined && <Reading label="Reading what goes on…" />}
      {total === 0 && (
        <p className="rounded-l border border-dashed border-line-strong px-4 py-6 text-center text-13 text-ink-2">
          Nothing is going on. What you ask shows here until it is answered.
        </p>
      )}
      {total !== undefined && total > 0 && (
        // Its keys act on the row that has the focus.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          className="border-b border-line"
          onKeyDown={(event) =>
            onListKey({
              event,
              onStop: () => {
                if (event.target instanceof HTMLElement)
                  event.target.closest('li')?.querySelector<HTMLButtonElement>('button[data-stop]')?.click();
              },
            })
          }
        >
          <PagedList
            label="In progress"
            rows={runs.open}
            scroller={scroller}
            estimate={OPEN_ROW}
            keyOf={({ request_id: id }) => id}
          >
            {(run) => (
              <OpenRunRow
                run={run}
                now={now}
                zone={zone}
                stopping={stopping.has(run.request_id)}
                onStop={() => void runs.stop(run)}
                onWaiting={onWaiting}
              />
            )}
          </PagedList>
        </div>
      )}
    </section>
  );
}

function EndedRuns({ runs, zone, scroller }: ListProps) {
  const { total } = useStore(runs.ended.store);
  const now = useNow(30_000);
  return (
    <section aria-labelledby="runs-ended" className="flex flex-col gap-2">
      <h2 id="runs-ended" className="text-14 font-semibold">
        Lately
      </h2>
      {total === undefined && <Reading label="Reading what is over…" />}
      {total !== undefined && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div className="border-b border-line" onKeyDown={(event) => onListKey({ event, onStop: () => {} })}>
          <PagedList label="Lately" rows={runs.ended} scroller={scroller} estimate={ENDED_ROW} keyOf={({ run_id: id }) => id}>
            {(run) => <EndedRunRow run={run} now={now} zone={zone} />}
          </PagedList>
        </div>
      )}
    </section>
  );
}
