import { ChevronRight, MessageCircle, ShieldCheck } from 'lucide-react';
import { useId, useState } from 'react';
import type { LedgerEntry } from '#rpc/privacy.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import { actionInWords, entryWords, rowsInWords, ruleEffects, whereTo } from './ledger-words.ts';

export interface EntryRowProps {
  entry: LedgerEntry;
  now: number;
  zone: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** One answer that left: what, for which question, to where; it opens to what was in it. */
export function EntryRow({ entry, now, zone, open, onOpen }: EntryRowProps) {
  const detailId = useId();
  const effects = ruleEffects(entry);
  const to = whereTo(entry);
  return (
    <div className="border-t border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? detailId : undefined}
        onClick={() => onOpen(!open)}
        className="focus-inset flex w-full items-start gap-2 px-2 py-2 text-left hover:bg-hover max-wide:px-1"
      >
        <ChevronRight
          aria-hidden
          className={classNames(
            'mt-0.5 size-3.75 shrink-0 text-ink-3 transition-transform duration-(--quick)',
            open && 'rotate-90',
          )}
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2 text-13">
            <span className="font-medium nums">{entryWords(entry)}</span>
            {effects.map((effect) => (
              <span key={effect} className="inline-flex items-center gap-1 text-12 text-accent">
                <ShieldCheck aria-hidden className="size-3 self-center" />
                {effect}
              </span>
            ))}
          </span>
          <span className="block truncate text-12 text-ink-2">
            <span className="text-ink-3">For </span>“{entry.title}”
          </span>
          {to !== undefined && (
            <span className="block truncate text-12 text-ink-3" title={entry.destination}>
              <span>To </span>
              {to}
            </span>
          )}
        </span>
        <span className="shrink-0 text-12 text-ink-3 nums">{agoInWords({ instant: entry.at, now, zone })}</span>
      </button>
      {open && <EntryDetail id={detailId} entry={entry} />}
    </div>
  );
}

/** So many of a row's clients are named before the rest is counted. */
const CLIENTS_SHOWN = 12;

function EntryDetail({ id, entry }: { id: string; entry: LedgerEntry }) {
  const { labels, clients, rows, table } = entry;
  const [allClients, setAllClients] = useState(false);
  const shownClients = allClients ? clients : clients.slice(0, CLIENTS_SHOWN);
  return (
    <div id={id} className="flex flex-col gap-2.5 pr-3 pb-3.5 pl-7.5 text-12 max-wide:pl-6.5">
      <p className="text-13 wrap-anywhere">
        <span className="text-ink-3">You had asked: </span>
        {entry.title}
      </p>
      {labels.length > 0 && (
        <div>
          <p className="text-ink-3">{actionInWords(entry.action)}, by the names they have now:</p>
          <ul className="mt-0.5 list-disc pl-4 text-ink-2 marker:text-ink-3">
            {labels.map((label, at) => (
              // Two rows may have one name.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${at} ${label}`} className="wrap-anywhere">
                {label}
              </li>
            ))}
            {rows > labels.length && <li>and {rowsInWords({ rows: rows - labels.length, table })} more</li>}
          </ul>
        </div>
      )}
      {clients.length > 0 && (
        <p className="text-ink-2">
          <span className="text-ink-3">Of </span>
          {shownClients.map(({ client_id, label, rows: count }, at) => (
            <span key={client_id}>
              {at > 0 && ', '}
              <a
                href={hrefOf({ view: 'ledger', clientId: client_id })}
                className="wrap-anywhere underline decoration-line-control underline-offset-3 hover:decoration-current"
              >
                {label}
              </a>{' '}
              ({count.toLocaleString('en')})
            </span>
          ))}
          {clients.length > shownClients.length && (
            <button
              type="button"
              onClick={() => setAllClients(true)}
              className="ml-1 underline decoration-line-control underline-offset-3 hover:decoration-current"
            >
              and {clients.length - shownClients.length} more
            </button>
          )}
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {entry.session_id !== undefined && (
          <a
            href={hrefOf({ view: 'chat', conversation: entry.session_id })}
            className="inline-flex items-center gap-1.5 text-accent underline-offset-3 hover:underline"
          >
            <MessageCircle aria-hidden className="size-3.5" />
            Open the conversation
          </a>
        )}
        <a href={hrefOf({ view: 'ledger', runId: entry.run_id })} className="text-accent underline-offset-3 hover:underline">
          All that left for this question
        </a>
      </p>
    </div>
  );
}
