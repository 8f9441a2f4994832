import { useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import type { Warning } from '#rpc/trust.ts';
import { agoInside, agoInWords } from '#renderer/days/index.ts';
import { RowHistory } from '#renderer/features/activity/index.ts';
import { hasPage } from '#renderer/rows-with-pages.ts';
import { Button, classNames, Dialog } from '#renderer/ui/index.ts';
import type { WarningsStore } from './create-warnings-store.ts';
import { timesWords, warningKindWords } from './warning-words.ts';

interface WarningsListProps {
  warnings: WarningsStore;
  zone: string;
  onClose: () => void;
  onOpenRow: (row: { table: string; id: string }) => void;
}

/** Every warning with what it is about; a conflict opens to what both sides wrote. */
export function WarningsList({ warnings, zone, onClose, onOpenRow }: WarningsListProps) {
  const { warnings: all = [], total, open } = useStore(warnings.store);
  const now = useNow(30_000);
  return (
    <Dialog wide title="Warnings" open onClose={onClose}>
      {all.length === 0 && <p className="text-13 text-ink-3">There are none.</p>}
      <ul>
        {all.map((warning) => (
          <WarningLine key={warning.warning_id} warning={warning} now={now} zone={zone} onOpenRow={onOpenRow} />
        ))}
      </ul>
      {total > all.length && (
        <p className="pt-2 text-13 text-ink-3">and {(total - all.length).toLocaleString('en')} older ones</p>
      )}
      {open > 0 && (
        <div className="flex justify-end pt-4">
          <Button
            onClick={() => {
              void warnings.dismissAll();
              onClose();
            }}
          >
            Dismiss all
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function WarningLine({
  warning,
  now,
  zone,
  onOpenRow,
}: { warning: Warning; now: number } & Pick<WarningsListProps, 'zone' | 'onOpenRow'>) {
  const [both, setBoth] = useState(false);
  const { kind, sentence, count, first_at, last_at, dismissed, row } = warning;
  const opens = row && hasPage(row.table);
  return (
    <li className="border-b border-line py-2 text-13 last:border-b-0">
      <p className={classNames('wrap-anywhere', dismissed && 'text-ink-3')}>{sentence}</p>
      <p className="text-12 text-ink-3 nums">
        {warningKindWords[kind]} · {timesWords(count)}
        {count > 1 && `, first ${agoInside({ instant: first_at, now, zone })}`} · {agoInWords({ instant: last_at, now, zone })}
        {dismissed && ' · Dismissed'}
      </p>
      {row && (
        <div className="flex flex-wrap gap-x-1">
          {opens && (
            <Button look="quiet" className="-ml-2.5 max-w-full text-12" onClick={() => onOpenRow(row)}>
              <span className="sr-only">Open </span>
              <bdi className="truncate">{row.label}</bdi>
            </Button>
          )}
          {kind === 'conflict' && (
            <Button look="quiet" className="-ml-1 text-12" aria-expanded={both} onClick={() => setBoth(!both)}>
              {both ? 'Hide both sides' : 'Show both sides'}
            </Button>
          )}
        </div>
      )}
      {both && row && (
        <div className="mt-1 rounded-m bg-canvas px-3 py-2">
          <RowHistory row={row} zone={zone} />
        </div>
      )}
    </li>
  );
}
