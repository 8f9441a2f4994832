import type { TableName } from '@adiuva/shared-protocol';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button, ChoiceMenu, classNames, Floating } from '#renderer/ui/index.ts';
import { ClientPicker } from './client-picker.tsx';
import type { LedgerQuery, LedgerStore } from './create-ledger-store.ts';
import { ledgerTables, tableName } from './ledger-words.ts';

const tables = [
  { value: 'any' as const, label: 'Any table' },
  ...ledgerTables.map((table) => ({ value: table, label: tableName(table) })),
];

/** A filter's button: quiet while it lets everything through, marked while it narrows. */
function look(narrows: boolean): string {
  return classNames('h-6.5 min-w-0 px-2 text-12', narrows && 'bg-accent-soft text-accent-strong hover:bg-accent-soft');
}

/** Narrows the entries to one client, one table, or one question. */
export function LedgerFilters({
  ledger,
  query,
  onQuery,
}: {
  ledger: LedgerStore;
  query: LedgerQuery;
  onQuery: (query: LedgerQuery) => void;
}) {
  const { clientId, runId, table } = query;
  const name = useStore(ledger.store, ({ names }) => (clientId === undefined ? undefined : names.get(clientId)));
  const [open, setOpen] = useState(false);
  return (
    <div role="group" aria-label="Filters" className="-ml-2 flex flex-wrap items-center gap-0.5">
      <Floating
        label="Client"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button look="quiet" className={look(clientId !== undefined)}>
            <span className="max-w-48 truncate">{clientId === undefined ? 'Client' : `Client: ${name ?? 'one'}`}</span>
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <ClientPicker
          ledger={ledger}
          onPick={(id) => {
            setOpen(false);
            onQuery({ ...query, clientId: id });
          }}
        />
      </Floating>
      <ChoiceMenu<TableName | 'any'>
        label="Table"
        value={table ?? 'any'}
        choices={tables}
        onChoose={(next) => onQuery({ ...query, table: next === 'any' ? undefined : next })}
      >
        <Button look="quiet" className={look(table !== undefined)}>
          {table === undefined ? 'Table' : `Table: ${tableName(table)}`}
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
      {runId !== undefined && (
        <Button
          look="quiet"
          aria-label="One question only: show those of all questions"
          className={look(true)}
          onClick={() => onQuery({ ...query, runId: undefined })}
        >
          One question
          <X aria-hidden />
        </Button>
      )}
      {(clientId !== undefined || table !== undefined) && (
        <Button look="quiet" className={look(false)} onClick={() => onQuery({})}>
          <X aria-hidden />
          Clear filters
        </Button>
      )}
    </div>
  );
}
