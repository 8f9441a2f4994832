import { ArrowRight, Redo2, Undo2 } from 'lucide-react';
import { useId } from 'react';
import type { ActivityRun, ChangeEntry, SwitchScope } from '#rpc/activity.ts';
import { agoInWords, type Day, dayOf } from '#renderer/days/index.ts';
import { hasPage } from '#renderer/rows-with-pages.ts';
import { Button, classNames } from '#renderer/ui/index.ts';
import { ChangeSwitch } from './change-switch.tsx';
import type { Switched } from './create-activity-store.ts';
import { SwitchedBox } from './switched-box.tsx';
import {
  changeCountWords,
  changeWords,
  fieldName,
  runStatusWords,
  switchesOf,
  tellingFields,
  valueInWords,
} from './change-words.ts';

export interface RunCardProps {
  run: ActivityRun;
  changes: readonly ChangeEntry[];
  switched: Switched | undefined;
  busy: boolean;
  now: number;
  zone: string;
  onSwitch: (request: { scope: SwitchScope; to: 'undo' | 'redo' }) => void;
  onOpenAll: () => void;
  onOpenRow: (row: { table: string; id: string }) => void;
}

/** One run: what was asked, how it ended, and every field that it changed. */
export function RunCard({ run, changes, switched, busy, now, zone, onSwitch, onOpenAll, onOpenRow }: RunCardProps) {
  const titleId = useId();
  const can = switchesOf(run);
  const today = dayOf({ instant: now, zone });
  const scope: SwitchScope = { by: 'run', run_id: run.run_id };
  return (
    <article aria-labelledby={titleId} className="rounded-l border border-line bg-raised shadow-field">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
        <div className="min-w-0 flex-1 basis-60">
          <h3 id={titleId} className="truncate text-13 font-medium" title={run.title}>
            {run.title}
          </h3>
          <p className="text-12 text-ink-3 nums">
            {agoInWords({ instant: run.started_at, now, zone })}
            {' · '}
            <span className={classNames(run.status === 'error' && 'text-late')}>{runStatusWords(run.status)}</span>
            {' · '}
            {changeCountWords(run.change_count)}
            {run.undone !== 'none' && (
              <span className="text-today">{run.undone === 'all' ? ' · Undone' : ' · Partly undone'}</span>
            )}
          </p>
        </div>
        {can.undo && (
          <Button aria-describedby={titleId} aria-disabled={busy} onClick={() => onSwitch({ scope, to: 'undo' })}>
            <Undo2 aria-hidden />
            Undo
          </Button>
        )}
        {can.redo && (
          <Button aria-describedby={titleId} aria-disabled={busy} onClick={() => onSwitch({ scope, to: 'redo' })}>
            <Redo2 aria-hidden />
            Redo
          </Button>
        )}
      </header>
      <SwitchedBox switched={switched} today={today} />
      {changes.length > 0 && (
        <ul className="border-t border-line px-4 py-1.5">
          {changes.map((change) => (
            <ChangeLine key={change.change_id} change={change} today={today} onSwitch={onSwitch} onOpenRow={onOpenRow} />
          ))}
          {run.change_count > changes.length && (
            <li className="py-1">
              <Button look="quiet" className="-ml-2.5 text-12" onClick={onOpenAll}>
                Show all {changeCountWords(run.change_count)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </article>
  );
}

interface ChangeLineProps {
  change: ChangeEntry;
  today: Day;
  onSwitch: RunCardProps['onSwitch'];
  onOpenRow: RunCardProps['onOpenRow'];
}

function ChangeLine({ change, today, onSwitch, onOpenRow }: ChangeLineProps) {
  const fields = tellingFields(change);
  const words = (field: string, value: string | null) => valueInWords({ field, value, today });
  const opens = change.active && change.kind !== 'delete' && hasPage(change.table);
  return (
    <li className="group/change py-1 text-13">
      <p className={classNames('flex min-w-0 items-center gap-1.5', !change.active && 'text-ink-3')}>
        <span className="shrink-0 text-ink-3">{changeWords(change)}</span>
        {opens ? (
          <button
            type="button"
            onClick={() => onOpenRow({ table: change.table, id: change.row_id })}
            className="focus-inset min-w-0 truncate underline decoration-line-control underline-offset-3 hover:decoration-current"
          >
            {change.label}
          </button>
        ) : (
          <span className={classNames('truncate', !change.active && 'line-through decoration-line-control')}>{change.label}</span>
        )}
        {!change.active && <span className="shrink-0 text-12 text-today">undone</span>}
        <span className="flex-1" />
        <ChangeSwitch change={change} onSwitch={onSwitch} />
      </p>
      {fields.length > 0 && (
        <dl className="mt-0.5 flex flex-wrap gap-x-5 gap-y-0.5 text-12">
          {fields.map(({ field, before, after }) => (
            <div key={field} className="flex max-w-full min-w-0 items-baseline gap-1.5">
              <dt className="shrink-0 text-ink-3">{fieldName(field)}</dt>
              <dd className={classNames('flex min-w-0 items-baseline gap-1.5', change.active ? 'text-ink-2' : 'text-ink-3')}>
                {change.kind === 'update' && (
                  <>
                    <span className="max-w-60 truncate">{words(field, before)}</span>
                    <ArrowRight aria-label="became" className="size-3 shrink-0 self-center text-ink-3" />
                  </>
                )}
                <span className="max-w-80 truncate" title={(change.kind === 'delete' ? before : after) ?? undefined}>
                  {words(field, change.kind === 'delete' ? before : after)}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
