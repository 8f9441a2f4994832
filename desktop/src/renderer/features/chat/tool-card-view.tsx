import { ChevronRight, CircleAlert, CircleCheck, CirclePause, LoaderCircle, ShieldAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { ToolCard } from '#rpc/chat.ts';
import { durationInWords } from '#renderer/days/index.ts';
import { hasPage } from '#renderer/rows-with-pages.ts';
import { classNames } from '#renderer/ui/index.ts';
import { rowCountWords, toolStateWords, toolWords } from './tool-words.ts';

export type OpenRow = (row: { table: string; id: string }) => void;

function StateIcon({ state }: { state: ToolCard['state'] }) {
  switch (state) {
    case 'running':
      return <LoaderCircle aria-hidden className="animate-turn text-ink-3" />;
    case 'waiting':
      return <CirclePause aria-hidden className="text-today" />;
    case 'ok':
      return <CircleCheck aria-hidden className="text-accent" />;
    case 'refused':
      return <ShieldAlert aria-hidden className="text-today" />;
    case 'error':
    case 'interrupted':
      return <CircleAlert aria-hidden className="text-late" />;
    default:
      return state satisfies never;
  }
}

/** What one tool did, in a line; it opens to the rows that it touched. */
export function ToolCardView({ card, onOpenRow }: { card: ToolCard; onOpenRow: OpenRow }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const state = toolStateWords(card.state);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="focus-inset flex h-8 w-full items-center gap-2 rounded-s px-2.5 text-left text-13 hover:bg-hover [&_svg]:size-3.75 [&_svg]:shrink-0"
      >
        <StateIcon state={card.state} />
        <span className="truncate text-ink">{toolWords(card)}</span>
        {state !== undefined && <span className="truncate text-12 text-ink-3 max-wide:hidden">{state}</span>}
        {card.state === 'ok' && <span className="text-12 whitespace-nowrap text-ink-3 nums">{rowCountWords(card)}</span>}
        <span className="flex-1" />
        {card.latency_ms !== undefined && (
          <span className="text-12 whitespace-nowrap text-ink-3 nums">{durationInWords(card.latency_ms)}</span>
        )}
        <ChevronRight
          aria-hidden
          className={classNames('text-ink-3 transition-transform duration-(--quick)', open && 'rotate-90')}
        />
      </button>
      {open && (
        <div id={id} className="animate-appear px-2.5 pb-2 pl-8.25 text-13">
          {card.error !== undefined && <p className="pb-1 wrap-anywhere text-late">{card.error}</p>}
          <AskedFor input={card.input} />
          {card.rows.length === 0 && card.error === undefined && (
            <p className="text-12 text-ink-3">{card.state === 'running' ? 'Not done yet.' : 'It touched no row.'}</p>
          )}
          <ul>
            {card.rows.map((row) => (
              <li key={`${row.table} ${row.id}`}>
                {row.missing ? (
                  <span className="block truncate px-2 py-0.75 text-ink-3">
                    <s>{row.label}</s> <span className="text-12">no longer there</span>
                  </span>
                ) : hasPage(row.table) ? (
                  <button
                    type="button"
                    onClick={() => onOpenRow(row)}
                    className="focus-inset -ml-2 block max-w-full truncate px-2 py-0.75 text-left text-ink underline decoration-line-control underline-offset-3 hover:bg-hover hover:decoration-current"
                  >
                    {row.label}
                  </button>
                ) : (
                  <span className="block truncate py-0.75">{row.label}</span>
                )}
              </li>
            ))}
          </ul>
          {card.row_count > card.rows.length && (
            <p className="pt-1 text-12 text-ink-3">and {(card.row_count - card.rows.length).toLocaleString('en')} more</p>
          )}
        </div>
      )}
    </div>
  );
}

/** What the tool was asked for, field by field. */
function AskedFor({ input }: { input: unknown }) {
  if (typeof input !== 'object' || input === null) return undefined;
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  if (entries.length === 0) return undefined;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-0.5 pb-1 text-12 text-ink-3">
      {entries.map(([name, value]) => (
        <div key={name} className="flex max-w-full gap-1.5">
          <dt>{name.replaceAll('_', ' ')}</dt>
          <dd className="min-w-0 truncate text-ink-2">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
