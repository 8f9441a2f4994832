import { type ReactNode, useState } from 'react';
import type { LedgerSummary } from '#rpc/privacy.ts';
import { bytesInWords, countInWords } from '#renderer/amounts.ts';
import { hrefOf } from '#renderer/routes.ts';
import { Button } from '#renderer/ui/index.ts';
import { hostOf, rowsInWords, tableName } from './ledger-words.ts';

const SHOWN = 5;

interface Share {
  key: string;
  label: string;
  title?: string | undefined;
  rows: number;
  detail?: string;
  href?: string;
}

/** The sums of a period: how much left, of which clients and tables, and to where. */
export function LedgerTotals({ summary }: { summary: LedgerSummary }) {
  const { rows, bytes, reads, runs } = summary;
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line shadow-field wide:grid-cols-4">
        <Figure name="Rows" value={rows.toLocaleString('en')} />
        <Figure name="Size" value={bytesInWords(bytes)} />
        <Figure name="Answers to the backend" value={reads.toLocaleString('en')} />
        <Figure name="Questions of yours" value={runs.toLocaleString('en')} />
      </dl>
      {rows + reads > 0 && (
        <div className="grid gap-x-8 gap-y-5 broad:grid-cols-3">
          <Shares
            title="By client"
            all={rows}
            shares={summary.by_client.map(({ client_id, label, rows: count }) => ({
              key: client_id ?? 'none',
              label: client_id === undefined ? 'Of no client' : label,
              rows: count,
              ...(client_id === undefined ? {} : { href: hrefOf({ view: 'ledger', clientId: client_id }) }),
            }))}
          />
          <Shares
            title="By table"
            all={rows}
            shares={summary.by_table.map(({ table, rows: count, bytes: size }) => ({
              key: table,
              label: tableName(table),
              rows: count,
              detail: bytesInWords(size),
            }))}
          />
          <Shares
            title="By destination"
            all={rows}
            shares={summary.by_destination.map(({ destination, rows: count, bytes: size }) => ({
              key: destination,
              label: hostOf(destination),
              title: destination,
              rows: count,
              detail: bytesInWords(size),
            }))}
          />
        </div>
      )}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse justify-end bg-raised px-4 py-2.5">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="text-16 font-semibold nums">{value}</dd>
    </div>
  );
}

function Shares({ title, all, shares }: { title: string; all: number; shares: readonly Share[] }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? shares : shares.slice(0, SHOWN);
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 text-12 font-medium text-ink-3">{title}</h3>
      <ul className="max-h-80 overflow-auto">
        {shown.map((share) => (
          <li key={share.key} className="relative flex items-baseline gap-2 rounded-s px-2 py-1 text-13">
            <span
              aria-hidden
              className="absolute inset-y-px left-0 -z-0 rounded-s bg-hover"
              style={{ width: `${all === 0 ? 0 : Math.max(1, Math.min(100, (share.rows / all) * 100))}%` }}
            />
            <ShareLabel share={share} />
            <span className="relative shrink-0 text-12 text-ink-3 nums" title={share.detail}>
              {rowsInWords({ rows: share.rows })}
            </span>
          </li>
        ))}
      </ul>
      {shares.length > shown.length && (
        <Button look="quiet" className="mt-0.5 text-12" onClick={() => setWhole(true)}>
          Show all {countInWords({ count: shares.length, one: 'line' })}
        </Button>
      )}
    </section>
  );
}

function ShareLabel({ share }: { share: Share }): ReactNode {
  const look = 'relative min-w-0 flex-1 truncate';
  if (share.href === undefined)
    return (
      <span className={look} title={share.title ?? share.label}>
        {share.label}
      </span>
    );
  return (
    <a href={share.href} title={share.label} className={`${look} focus-inset underline-offset-3 hover:underline`}>
      {share.label}
    </a>
  );
}
