import { SearchX, Upload } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { PagedList } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState, Problem, Segments } from '#renderer/ui/index.ts';
import { createLedgerStore, type LedgerQuery, type LedgerStore } from './create-ledger-store.ts';
import { EntryRow } from './entry-row.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerTotals } from './ledger-totals.tsx';
import { type Period, periodWords } from './ledger-words.ts';

const ENTRY = 69;
const periods = (['today', 'week', 'month', 'ever'] as const).map((value) => ({ value, label: periodWords[value] }));

export interface LedgerViewProps {
  zone: string;
  /** Of one client, or for one question: the address says so. */
  clientId: string | undefined;
  runId: string | undefined;
  onShow: (of: { clientId?: string | undefined; runId?: string | undefined }) => void;
}

/** What left this device: sums first, then every answer that did. */
export function LedgerView({ zone, clientId, runId, onShow }: LedgerViewProps) {
  const { core, clock } = useAppPowers();
  const [ledger] = useState(() => createLedgerStore({ core, clock, zone, query: { clientId, runId } }));
  const scroller = useRef<HTMLDivElement>(null);
  const { total, query } = useStore(ledger.entries.store);
  useEffect(() => ledger.follow(), [ledger]);
  useEffect(() => {
    const { query: shown } = ledger.entries.store.getState();
    if (shown.clientId !== clientId || shown.runId !== runId) ledger.entries.setQuery({ ...shown, clientId, runId });
    if (clientId !== undefined) void ledger.learnName(clientId);
  }, [ledger, clientId, runId]);

  const setQuery = (next: LedgerQuery) => {
    ledger.entries.setQuery(next);
    onShow({ clientId: next.clientId, runId: next.runId });
  };
  const narrowed = query.clientId !== undefined || query.runId !== undefined || query.table !== undefined;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-6 px-5 pb-8 max-wide:px-4">
        <header className="flex min-h-bar items-center">
          <h1 className="text-14 font-semibold">What left</h1>
        </header>
        {total === 0 && !narrowed ? (
          <NothingLeft />
        ) : (
          <>
            <Totals ledger={ledger} />
            <Entries ledger={ledger} zone={zone} scroller={scroller} narrowed={narrowed} onQuery={setQuery} />
          </>
        )}
      </div>
    </div>
  );
}

function NothingLeft() {
  return (
    <EmptyState icon={<Upload />} title="Nothing has left this device">
      <p>
        To answer a message, the backend asks this device for rows: some tasks, a project. Each time, an entry here says what
        left, for which question of yours, and to where.
      </p>
    </EmptyState>
  );
}

function Totals({ ledger }: { ledger: LedgerStore }) {
  const { period, summary, failure } = useStore(ledger.store);
  return (
    <section aria-labelledby="ledger-sums" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="ledger-sums" className="text-14 font-semibold">
          In all
        </h2>
        <Segments<Period> label="Since when" value={period} segments={periods} onChoose={ledger.choosePeriod} />
      </div>
      {failure && failure.kind !== 'core_away' && <Problem onRetry={ledger.refresh}>{failure.sentence}</Problem>}
      {summary ? <LedgerTotals summary={summary} /> : !failure && <Reading label="Adding up…" />}
    </section>
  );
}

interface EntriesProps {
  ledger: LedgerStore;
  zone: string;
  scroller: RefObject<HTMLDivElement | null>;
  narrowed: boolean;
  onQuery: (query: LedgerQuery) => void;
}

function Entries({ ledger, zone, scroller, narrowed, onQuery }: EntriesProps) {
  const { total, query, phase, failure } = useStore(ledger.entries.store);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const now = useNow(30_000);
  const toggle = (seq: number, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(seq);
    else next.delete(seq);
    setOpen(next);
  };
  return (
    <section aria-labelledby="ledger-entries" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="ledger-entries" className="text-14 font-semibold">
          Every answer
        </h2>
        <p role="status" className="text-13 text-ink-3 nums">
          {total !== undefined && total > 0 && total.toLocaleString('en')}
          <span className="sr-only"> {total === 1 ? 'entry' : 'entries'}</span>
        </p>
      </div>
      <LedgerFilters ledger={ledger} query={query} onQuery={onQuery} />
      {failure && failure.kind !== 'core_away' && <Problem onRetry={ledger.refresh}>{failure.sentence}</Problem>}
      {total === undefined ? (
        !failure && <Reading label="Reading what left…" />
      ) : total === 0 && phase === 'ready' ? (
        narrowed && (
          <EmptyState icon={<SearchX />} title="Nothing of this left">
            <p>No answer that left this device matches the filters.</p>
            <Button className="mt-4" onClick={() => onQuery({})}>
              Show every answer
            </Button>
          </EmptyState>
        )
      ) : (
        <div className="border-b border-line">
          <PagedList label="What left" rows={ledger.entries} scroller={scroller} estimate={ENTRY} keyOf={({ seq }) => seq}>
            {(entry) => (
              <EntryRow
                entry={entry}
                now={now}
                zone={zone}
                open={open.has(entry.seq)}
                onOpen={(isOpen) => toggle(entry.seq, isOpen)}
              />
            )}
          </PagedList>
        </div>
      )}
    </section>
  );
}
