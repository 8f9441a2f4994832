import { Check, CircleOff, Folder, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { classNames } from '#renderer/ui/index.ts';
import type { ProjectName, ProjectsStore } from './create-projects-store.ts';

/** Stands for a project that is not there yet; no id has this form. */
const NEW_PROJECT = 'new project';

interface PickerChoice {
  kind: 'fixed' | 'project' | 'new';
  value: string;
  label: string;
}

const icons = { fixed: CircleOff, project: Folder, new: Plus };

function ChoiceIcon({ kind }: { kind: PickerChoice['kind'] }) {
  const Icon = icons[kind];
  return <Icon aria-hidden className="size-3.75 shrink-0 text-ink-3" />;
}

export interface FixedChoice {
  value: string;
  label: string;
}

/** A field to find a project by name, and the matches under it. Arrows move, Enter picks. */
export function ProjectPicker({
  projects,
  value,
  fixed,
  creates = false,
  onPick,
}: {
  projects: ProjectsStore;
  value: string;
  /** Choices that are no project, shown first while nothing is typed, such as "No project". */
  fixed: readonly FixedChoice[];
  /** Offers to create a project by the name that is written. */
  creates?: boolean;
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

  const name = search.trim();
  const isNew =
    creates && name !== '' && found !== undefined && !found.some((one) => one.name.toLowerCase() === name.toLowerCase());
  const choices: PickerChoice[] = [
    ...(name === '' ? fixed.map((one) => ({ kind: 'fixed' as const, ...one })) : []),
    ...(found ?? []).map((one) => ({ kind: 'project' as const, value: one.id, label: one.name })),
    ...(isNew ? [{ kind: 'new' as const, value: NEW_PROJECT, label: `Create “${name}”` }] : []),
  ];

  async function pick(choice: PickerChoice) {
    if (choice.kind !== 'new') return onPick(choice.value);
    const made = await projects.create(name);
    if ('failure' in made) setFailure(made.failure.sentence);
    else onPick(made.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(choices.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') {
      const choice = choices[active];
      if (choice) void pick(choice);
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
        placeholder={creates ? 'Find or create a project…' : 'Find a project…'}
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
            onClick={() => void pick(choice)}
            className={classNames('flex h-7 items-center gap-2 rounded-s px-2 select-none', index === active && 'bg-hover')}
          >
            <ChoiceIcon kind={choice.kind} />
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.value === value && <Check aria-hidden className="size-3.75 text-accent" />}
          </div>
        ))}
      </div>
      {failure !== undefined && <p className="px-2 py-1.5 text-12 text-late">{failure}</p>}
      {found?.length === 0 && name === '' && failure === undefined && (
        <p className="px-2 py-1.5 text-12 text-ink-3">
          {creates ? 'No projects yet. Write a name to create one.' : 'No projects yet.'}
        </p>
      )}
    </div>
  );
}
