import type { Client } from '@adiuva/shared-protocol';
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { TaskFilter } from '#rpc/tasks.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { Button, ChoiceMenu, classNames, Floating } from '#renderer/ui/index.ts';
import type { TasksStore } from './create-tasks-store.ts';
import { withFilter } from './task-view-state.ts';

/** A filter's button: quiet while it lets everything through, marked while it narrows. */
export function filterLook(narrows: boolean): string {
  return classNames('h-6.5 px-2 text-12', narrows ? 'bg-accent-soft text-accent-strong hover:bg-accent-soft' : '');
}

const owedWords = { any: 'Anybody', mine: 'Me', theirs: 'Somebody else' };
type Owed = keyof typeof owedWords;

/** Filters by people: who is assigned, whom it waits for, and the client that it is for. */
export function PeopleFilters({ tasks, withClient }: { tasks: TasksStore; withClient: boolean }) {
  const { query } = useStore(tasks.list.store);
  const { filter } = query;
  const [open, setOpen] = useState<'people' | 'client'>();
  const set = <Key extends keyof TaskFilter>(key: Key, value: TaskFilter[Key] | undefined) => {
    setOpen(undefined);
    tasks.setQuery(withFilter(query, key, value));
  };
  return (
    <>
      <ChoiceMenu<Owed>
        label="Waits for"
        value={filter.owed_by ?? 'any'}
        choices={(['any', 'mine', 'theirs'] as const).map((value) => ({ value, label: owedWords[value] }))}
        onChoose={(value) => set('owed_by', value === 'any' ? undefined : value)}
      >
        <Button look="quiet" className={filterLook(filter.owed_by !== undefined)}>
          {filter.owed_by ? `Waits for: ${owedWords[filter.owed_by].toLowerCase()}` : 'Waits for'}
          <ChevronDown aria-hidden />
        </Button>
      </ChoiceMenu>
      <Floating
        label="Assigned to"
        open={open === 'people'}
        onOpenChange={(next) => setOpen(next ? 'people' : undefined)}
        trigger={
          <Button look="quiet" className={filterLook(filter.assignee !== undefined)}>
            <span className="max-w-32 truncate">{filter.assignee ?? 'Assigned to'}</span>
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <NamePicker label="Assigned to" any="Anybody" onPick={(name) => set('assignee', name)} />
      </Floating>
      {withClient && (
        <Floating
          label="Client"
          open={open === 'client'}
          onOpenChange={(next) => setOpen(next ? 'client' : undefined)}
          trigger={
            <Button look="quiet" className={filterLook(filter.client_id !== undefined)}>
              {filter.client_id === undefined ? 'Client' : 'One client'}
              <ChevronDown aria-hidden />
            </Button>
          }
        >
          <ClientChoice onPick={(id) => set('client_id', id)} />
        </Floating>
      )}
    </>
  );
}

const row = 'focus-inset flex h-7 w-full items-center rounded-s px-2 text-left hover:bg-hover';

function NamePicker({ label, any, onPick }: { label: string; any: string; onPick: (name: string | undefined) => void }) {
  const { core } = useAppPowers();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    core.rpc.tasks.assignees().then(
      (found) => setNames(found.names),
      () => setNames([]),
    );
  }, [core]);
  return (
    <div role="group" aria-label={label} className="max-h-72 w-52 overflow-auto">
      <button type="button" className={row} onClick={() => onPick(undefined)}>
        {any}
      </button>
      {names.map((name) => (
        <button key={name} type="button" className={row} onClick={() => onPick(name)}>
          <span className="truncate">{name}</span>
        </button>
      ))}
      {names.length === 0 && <p className="px-2 py-1 text-12 text-ink-3">Nobody is assigned to an open task yet.</p>}
    </div>
  );
}

function ClientChoice({ onPick }: { onPick: (id: string | undefined) => void }) {
  const { core } = useAppPowers();
  const [search, setSearch] = useState('');
  const [clients, setClients] = useState<readonly Client[]>([]);
  useEffect(() => {
    let isOver = false;
    core.rpc.clients.list({ ...(search.trim() ? { search } : {}), offset: 0, limit: 50 }).then(
      ({ items }) => !isOver && setClients(items),
      () => !isOver && setClients([]),
    );
    return () => {
      isOver = true;
    };
  }, [core, search]);
  return (
    <div className="w-60">
      <input
        aria-label="Find a client"
        placeholder="Find a client"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-control w-full border-b border-line bg-transparent px-2 text-13 outline-none"
      />
      <div role="group" aria-label="Clients" className="max-h-72 overflow-auto pt-1">
        <button type="button" className={row} onClick={() => onPick(undefined)}>
          Any client
        </button>
        {clients.map(({ id, name }) => (
          <button key={id} type="button" className={row} onClick={() => onPick(id)}>
            <span className="truncate">{name}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
