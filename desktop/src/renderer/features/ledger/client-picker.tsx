import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { SearchField } from '#renderer/ui/index.ts';
import type { ClientName, LedgerStore } from './create-ledger-store.ts';

/** Finds one client among many, by name. */
export function ClientPicker({ ledger, onPick }: { ledger: LedgerStore; onPick: (clientId: string | undefined) => void }) {
  const { clock } = useAppPowers();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly ClientName[]>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let current = true;
    const find = async () => {
      const answer = await ledger.findClients(search);
      if (!current) return;
      if ('failure' in answer) return setProblem(answer.failure.sentence);
      setProblem(undefined);
      setFound(answer.items);
    };
    void find();
    return () => {
      current = false;
    };
  }, [ledger, search]);
  const row = 'focus-inset flex min-h-7 w-full items-center rounded-s px-2 text-left text-13 hover:bg-hover';
  return (
    <div className="flex w-64 flex-col gap-1">
      <SearchField label="Search clients" value={search} onSearch={setSearch} after={clock.after} />
      {problem !== undefined && (
        <p role="alert" className="px-2 py-1 text-12 text-late">
          {problem}
        </p>
      )}
      <ul aria-label="Clients" className="max-h-64 overflow-auto">
        {search === '' && (
          <li>
            <button type="button" className={row} onClick={() => onPick(undefined)}>
              Any client
            </button>
          </li>
        )}
        {found?.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={row} onClick={() => onPick(id)}>
              <span className="truncate">{name}</span>
            </button>
          </li>
        ))}
        {found?.length === 0 && (
          <li className="px-2 py-1 text-12 text-ink-3">{search === '' ? 'There are no clients yet.' : 'No client matches.'}</li>
        )}
      </ul>
    </div>
  );
}
