import { CircleCheck, SearchCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Difference } from '#rpc/integrity.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { fieldName } from '#renderer/features/activity/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, Dialog, Problem, Section, Spinner } from '#renderer/ui/index.ts';
import { createIntegrityStore, type IntegrityStore } from './create-integrity-store.ts';
import { reportWords, rowWords, sidesOf } from './integrity-words.ts';

/** So many differences are shown before the rest is asked for. */
const SHOWN = 50;

/** Whether the data is what the history of changes says, and the way to mend it where it is not. */
export function DataCheckSection({ zone }: { zone: string }) {
  const powers = useAppPowers();
  const [integrity] = useState(() => createIntegrityStore(powers));
  useEffect(() => integrity.follow(), [integrity]);
  const { report, failure, doing } = useStore(integrity.store);
  const checking = report?.checking === true || doing === 'asking';
  return (
    <Section
      title="Rows and their history"
      lead="Every change is in the history. A row that is not what its history says was written to from outside of Adiuva. It is looked at with every start."
      action={
        <Button aria-disabled={checking || doing !== 'nothing'} onClick={() => !checking && void integrity.check()}>
          <SearchCheck aria-hidden />
          Check everything
        </Button>
      }
    >
      {failure && failure.kind !== 'core_away' && <Problem onRetry={integrity.refresh}>{failure.sentence}</Problem>}
      {report ? (
        <Report integrity={integrity} checking={checking} zone={zone} />
      ) : (
        !failure && <Reading label="Reading the last check…" />
      )}
    </Section>
  );
}

function Report({ integrity, checking, zone }: { integrity: IntegrityStore; checking: boolean; zone: string }) {
  const { report, doing } = useStore(integrity.store);
  const now = useNow(60_000);
  const [ask, setAsk] = useState(false);
  if (!report) return undefined;
  const words = reportWords({ report, now, zone });
  async function repair() {
    await integrity.repair();
    setAsk(false);
  }
  return (
    <>
      <div
        role="status"
        className="flex items-start gap-2.5 rounded-l border border-line bg-raised px-4 py-3 text-13 shadow-field"
      >
        {checking ? (
          <Spinner label="Checking every row…" />
        ) : (
          <>
            {words.well ? (
              <CircleCheck aria-hidden className="mt-px size-4 shrink-0 text-accent" />
            ) : (
              <TriangleAlert aria-hidden className="mt-px size-4 shrink-0 text-today" />
            )}
            <p className="min-w-0 flex-1 nums">{words.text}</p>
          </>
        )}
      </div>
      {report.differences.length > 0 && (
        <>
          <Differences differences={report.differences} total={report.difference_count} />
          <Button
            look="primary"
            className="self-start"
            aria-disabled={checking || doing !== 'nothing'}
            onClick={() => !checking && setAsk(true)}
          >
            Repair…
          </Button>
        </>
      )}
      <Dialog
        title="Bring the rows to what their history says?"
        description="What stands in them now is kept in the history, so that the repair can be taken back."
        open={ask}
        onClose={() => doing === 'nothing' && setAsk(false)}
      >
        <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
          {doing === 'repairing' && <Spinner label="Repairing…" />}
          <Button aria-disabled={doing !== 'nothing'} onClick={() => doing === 'nothing' && setAsk(false)}>
            Cancel
          </Button>
          <Button look="primary" aria-disabled={doing !== 'nothing'} onClick={() => void repair()}>
            Repair
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Differences({ differences, total }: { differences: readonly Difference[]; total: number }) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <ul aria-label="Differences" className="rounded-l border border-line bg-raised text-13 shadow-field">
        {differences.slice(0, shown).map((difference) => {
          const { there, recorded } = sidesOf(difference);
          return (
            <li
              key={`${difference.table} ${difference.row_id} ${difference.field}`}
              className="border-t border-line px-4 py-2.5 first:border-t-0"
            >
              <p className="font-medium wrap-anywhere">
                {rowWords(difference)}
                {difference.field !== null && <span className="font-normal text-ink-2">, {fieldName(difference.field)}</span>}
              </p>
              <dl className="mt-1 grid gap-x-6 gap-y-1 wide:grid-cols-2">
                <Side name="There now" value={there} />
                <Side name="In the history" value={recorded} />
              </dl>
            </li>
          );
        })}
      </ul>
      {differences.length > shown && (
        <Button look="quiet" className="self-start" onClick={() => setShown(shown + SHOWN * 2)}>
          Show more
        </Button>
      )}
      {total > differences.length && (
        <p className="text-12 text-ink-3 nums">
          The first {differences.length.toLocaleString('en')} of {total.toLocaleString('en')} are listed; a repair mends those.
          Check again for the others.
        </p>
      )}
    </>
  );
}

function Side({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="line-clamp-6 wrap-anywhere whitespace-pre-wrap">{value}</dd>
    </div>
  );
}
