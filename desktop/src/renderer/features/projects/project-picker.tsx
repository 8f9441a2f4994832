import { Check, CircleOff, Folder } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { classNames } from '#renderer/ui/index.ts';
import type { ProjectName, ProjectsStore } from './create-projects-store.ts';

export interface FixedChoice {
  value: string;
  label: string;
}

/** A field to find a project by name, and the matches under it. Arrows move, Enter picks. */
export function ProjectPicker({
  projects,
  value,
  fixed,
  onPick,
}: {
  projects: ProjectsStore;
  value: string;
  /** Choices that are no project, shown first while nothing is typed, such as "No project". */
  fixed: readonly FixedChoice[];
  onPick: (value: string) => void;
}) {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly ProjectName[]>();
  const [failure, setFailure] = useState<string>();
  const [active, setActive] = useState(0);
  const listId = useId();

  useEffect(() => {
    let current = true;
    const find = async () => {
      const result = await projects.find(search);
      if (!current) return;
      if ('failure' in result) return setFailure(result.failure.sentence);
      setFound(result.items);
      setFailure(undefined);
      setActive(0);
    };
    void find();
    return () => {
      current = false;
    };
  }, [projects, search]);

  const choices = [...(search.trim() === '' ? fixed : []), ...(found ?? []).map(({ id, name }) => ({ value: id, label: name }))];

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(choices.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') {
      const choice = choices[active];
      if (choice) onPick(choice.value);
    } else return;
    event.preventDefault();
  }

  return (
    <div className="w-64">
      <input
        // The picker opens to be typed into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        role="combobox"
        aria-label="Find a project"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={choices[active] ? `${listId}-${active}` : undefined}
        placeholder="Find a project…"
        value={search}
        maxLength={500}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={onKeyDown}
        className="mb-1 h-8 w-full rounded-s border-b border-line bg-transparent px-2 text-13 outline-none"
      />
      <div id={listId} role="listbox" aria-label="Projects" className="max-h-64 overflow-auto">
        {choices.map((choice, index) => (
          // Keys are handled by the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.value === value}
            onPointerMove={() => setActive(index)}
            onClick={() => onPick(choice.value)}
            className={classNames('flex h-7 items-center gap-2 rounded-s px-2 select-none', index === active && 'bg-hover')}
          >
            {fixed.some((one) => one.value === choice.value) ? (
              <CircleOff aria-hidden className="size-3.75 text-ink-3" />
            ) : (
              <Folder aria-hidden className="size-3.75 text-ink-3" />
            )}
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.value === value && <Check aria-hidden className="size-3.75 text-accent" />}
          </div>
        ))}
      </div>
      {failure !== undefined && <p className="px-2 py-1.5 text-12 text-late">{failure}</p>}
      {found?.length === 0 && failure === undefined && (
        <p className="px-2 py-1.5 text-12 text-ink-3">
          {search.trim() === ''
            ? 'No projects yet. Ask for one in the chat: “Create a project called Website”.'
            : 'No project has that name.'}
        </p>
      )}
    </div>
  );
}
