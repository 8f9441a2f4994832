import { Check, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { dayInWords, dayOf } from '#renderer/days/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { classNames } from '#renderer/ui/index.ts';

export interface FoundRow {
  id: string;
  label: string;
  detail?: string | undefined;
}

const FOUND_AT_MOST = 8;

/** A search that failed, with the sentence that says so. */
class FindError extends Error {}

/** A field to find a row by words, and the matches under it. Arrows move, Enter picks. */
export function OtherRow({
  table,
  projects,
  without,
  chosen,
  takesFocus,
  zone,
  onChoose,
}: {
  table: 'tasks' | 'projects' | 'clients';
  projects: ProjectsStore;
  /** The row that is not offered. */
  without: string | undefined;
  chosen: FoundRow | undefined;
  takesFocus: boolean;
  zone: string;
  onChoose: (row: FoundRow) => void;
}) {
  const { core, clock } = useAppPowers();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly FoundRow[]>();
  const [failure, setFailure] = useState<string>();
  const [active, setActive] = useState(0);
  const listId = useId();
  const nouns = { tasks: 'task', projects: 'project', clients: 'client' };

  useEffect(() => {
    let current = true;
    const words = search.trim();
    const page = { offset: 0, limit: FOUND_AT_MOST + 1, ...(words === '' ? {} : { search: words }) };
    async function find(): Promise<FoundRow[]> {
      switch (table) {
        case 'tasks': {
          const { search, ...rest } = page;
          const { items } = await core.rpc.tasks.list({ ...rest, filter: search ? { search } : {}, order: 'updated' });
          const names = projects.store.getState().byId;
          return items.map(({ id, title, dueDate, projectId }) => {
            const today = dayOf({ instant: clock.now(), zone });
            const due = dueDate === null ? undefined : dayInWords({ day: dayOf({ instant: dueDate, zone }), today });
            const project = projectId === null ? undefined : names.get(projectId)?.name;
            return { id, label: title, detail: [project, due].filter(Boolean).join(' · ') };
          });
        }
        case 'projects': {
          const result = await projects.find(search);
          if ('failure' in result) throw new FindError(result.failure.sentence);
          return result.items.map(({ id, name, archived }) => ({ id, label: name, detail: archived ? 'Archived' : undefined }));
        }
        case 'clients': {
          const { items } = await core.rpc.clients.list(page);
          return items.map(({ id, name, industry }) => ({ id, label: name, detail: industry ?? undefined }));
        }
        default:
          return table satisfies never;
      }
    }
    async function show(): Promise<void> {
      try {
        const rows = await find();
        if (!current) return;
        setFound(rows.filter(({ id }) => id !== without).slice(0, FOUND_AT_MOST));
        setFailure(undefined);
        setActive(0);
      } catch (error) {
        if (current) setFailure(error instanceof FindError ? error.message : failureOf(error).sentence);
      }
    }
    void show();
    return () => {
      current = false;
    };
  }, [core, clock, projects, table, search, without, zone]);

  function onKeyDown(event: KeyboardEvent) {
    const rows = found ?? [];
    if (event.key === 'ArrowDown') setActive((at) => Math.min(rows.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') {
      const row = rows[active];
      // Enter on what is chosen already goes on to the form.
      if (!row || row.id === chosen?.id) return;
      onChoose(row);
    } else return;
    event.preventDefault();
  }

  return (
    <div className="rounded-m border border-line-control bg-raised p-1">
      <div className="flex items-center gap-2 border-b border-line px-1.5">
        <Search aria-hidden className="size-3.75 shrink-0 text-ink-3" />
        <input
          // It opens to be typed into.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={takesFocus}
          role="combobox"
          aria-label={`Find a ${nouns[table]}`}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found?.[active] ? `${listId}-${active}` : undefined}
          placeholder={`Find a ${nouns[table]}…`}
          value={search}
          maxLength={500}
          dir="auto"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-8 w-full bg-transparent text-13 outline-none"
        />
      </div>
      <div id={listId} role="listbox" aria-label="Matches" className="max-h-52 overflow-auto pt-1">
        {(found ?? []).map((row, index) => (
          // Keys are handled by the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={row.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={row.id === chosen?.id}
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(row)}
            className={classNames(
              'flex min-h-7 items-center gap-2 rounded-s px-2 text-13 select-none',
              index === active && 'bg-hover',
            )}
          >
            <bdi className="min-w-0 truncate">{row.label}</bdi>
            <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{row.detail}</span>
            {row.id === chosen?.id && <Check aria-hidden className="size-3.75 shrink-0 text-accent" />}
          </div>
        ))}
      </div>
      {found?.length === 0 && failure === undefined && <p className="px-2 py-1.5 text-12 text-ink-3">Nothing matches.</p>}
      {failure !== undefined && (
        <p role="alert" className="px-2 py-1.5 text-12 text-late">
          {failure}
        </p>
      )}
    </div>
  );
}
