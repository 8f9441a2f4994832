import { type KeyboardEvent, useId, useState } from 'react';
import type { WorkTree } from '#rpc/projects.ts';
import { classNames } from '#renderer/ui/index.ts';
import { clientsAbove } from './tree-rows.ts';

/** More than these are found by more letters. */
const SHOWN = 50;

/** A field to find a client by name, and the matches under it. Arrows move, Enter picks. */
export function ClientChoice({
  tree,
  without,
  none,
  onPick,
}: {
  tree: WorkTree;
  /** A client that may not be picked, nor any below it. */
  without: string | undefined;
  /** The words for no client. */
  none: string;
  onPick: (client: { id: string; name: string } | undefined) => void;
}) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const words = search.trim().toLowerCase();
  const clients = (without === undefined ? tree.clients : clientsAbove({ tree, id: without }))
    .filter(({ name }) => name.toLowerCase().includes(words))
    .slice(0, SHOWN);
  const choices = [...(words === '' ? [{ id: undefined, name: none }] : []), ...clients];
  const pick = (choice: (typeof choices)[number] | undefined) => {
    if (choice) onPick(choice.id === undefined ? undefined : { id: choice.id, name: choice.name });
  };
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(choices.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') pick(choices[active]);
    else return;
    event.preventDefault();
  }
  return (
    <div>
      <input
        role="combobox"
        aria-label="Find a client"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={choices[active] ? `${listId}-${active}` : undefined}
        placeholder="Find a client…"
        data-first-focus
        value={search}
        maxLength={500}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="mb-1 h-8 w-full rounded-s border border-line-control bg-transparent px-2 text-13 outline-none focus-visible:outline-2"
      />
      <div id={listId} role="listbox" aria-label="Clients" className="max-h-64 overflow-auto">
        {choices.map((choice, index) => (
          // Keys are handled by the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.id ?? 'none'}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseEnter={() => setActive(index)}
            onClick={() => pick(choice)}
            className={classNames('flex min-h-7 items-center rounded-s px-2 text-13', index === active && 'bg-hover')}
          >
            <span className={classNames('truncate', choice.id === undefined && 'text-ink-3')}>{choice.name}</span>
          </div>
        ))}
        {choices.length === 0 && <p className="px-2 py-1.5 text-12 text-ink-3">No client’s name has that in it.</p>}
      </div>
    </div>
  );
}
