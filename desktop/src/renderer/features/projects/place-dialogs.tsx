import { useState } from 'react';
import { useStore } from 'zustand';
import { Button, Dialog, TextField } from '#renderer/ui/index.ts';
import { ClientChoice } from './client-choice.tsx';
import type { TreeStore } from './create-tree-store.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import type { PlaceAsk } from './place-ask.ts';

export function PlaceDialogs({
  ask,
  tree,
  onClose,
  onMade,
  onGone,
}: {
  ask: PlaceAsk | undefined;
  tree: TreeStore;
  onClose: () => void;
  onMade: (made: { table: 'clients' | 'projects'; id: string }) => void;
  onGone: (gone: { table: 'clients' | 'projects'; id: string }) => void;
}) {
  if (!ask) return undefined;
  switch (ask.kind) {
    case 'delete':
      return <DeleteDialog key={ask.id} ask={ask} tree={tree} onClose={onClose} onGone={onGone} />;
    case 'move':
      return <MoveDialog key={ask.id} ask={ask} tree={tree} onClose={onClose} />;
    case 'new client':
    case 'new project':
    case 'rename':
      return <NameDialog key={ask.kind} ask={ask} tree={tree} onClose={onClose} onMade={onMade} />;
    default:
      return ask satisfies never;
  }
}

type NameAsk = Extract<PlaceAsk, { kind: 'new client' | 'new project' | 'rename' }>;

function nameWords(ask: NameAsk): { title: string; description: string; button: string } {
  switch (ask.kind) {
    case 'new client':
      return {
        title: 'New client',
        description: ask.parent ? `Below “${ask.parent.name}”.` : 'Somebody you work for.',
        button: 'Create the client',
      };
    case 'new project':
      return {
        title: 'New project',
        description: ask.client ? `For “${ask.client.name}”.` : 'Without a client; it can be moved to one later.',
        button: 'Create the project',
      };
    case 'rename':
      return { title: `Rename “${ask.name}”`, description: 'It keeps all that hangs on it.', button: 'Rename' };
    default:
      return ask satisfies never;
  }
}

function NameDialog({
  ask,
  tree,
  onClose,
  onMade,
}: {
  ask: NameAsk;
  tree: TreeStore;
  onClose: () => void;
  onMade: (made: { table: 'clients' | 'projects'; id: string }) => void;
}) {
  const [name, setName] = useState(ask.kind === 'rename' ? ask.name : '');
  const [problem, setProblem] = useState<string>();
  const { title, description, button } = nameWords(ask);

  async function done(given: string): Promise<{ table: 'clients' | 'projects'; id: string } | undefined> {
    if (ask.kind === 'rename') {
      const text = `Renamed “${ask.name}” to “${given}”`;
      const change = { id: ask.id, updates: { name: given }, text };
      await (ask.table === 'clients' ? tree.changeClient(change) : tree.changeProject(change));
      return undefined;
    }
    const isClient = ask.kind === 'new client';
    const id = isClient
      ? await tree.createClient({ name: given, parentId: ask.parent?.id ?? null })
      : await tree.createProject({ name: given, clientId: ask.client?.id ?? null });
    return id === undefined ? undefined : { table: isClient ? 'clients' : 'projects', id };
  }
  async function submit() {
    const given = name.trim();
    if (given === '') return setProblem('Write a name first.');
    onClose();
    const made = await done(given);
    if (made) onMade(made);
    return undefined;
  }
  return (
    <Dialog title={title} description={description} open onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField label="Name" data-first-focus value={name} maxLength={500} problem={problem} onText={setName} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function MoveDialog({ ask, tree, onClose }: { ask: Extract<PlaceAsk, { kind: 'move' }>; tree: TreeStore; onClose: () => void }) {
  const known = useStore(tree.store, (state) => state.tree);
  async function move(to: { id: string; name: string } | undefined) {
    onClose();
    if ((to?.id ?? null) === ask.clientId) return;
    const text = to ? `Moved “${ask.name}” to “${to.name}”` : `“${ask.name}” stands without a client now`;
    if (ask.table === 'clients') await tree.changeClient({ id: ask.id, updates: { parentId: to?.id ?? null }, text });
    else await tree.changeProject({ id: ask.id, updates: { clientId: to?.id ?? null }, text });
  }
  return (
    <Dialog
      title={`Move “${ask.name}”`}
      description={ask.table === 'clients' ? 'Which client does it belong under?' : 'Which client is it for?'}
      open
      onClose={onClose}
    >
      {known && (
        <ClientChoice
          tree={known}
          without={ask.table === 'clients' ? ask.id : undefined}
          none={ask.table === 'clients' ? 'Under none' : 'Without a client'}
          onPick={(to) => void move(to)}
        />
      )}
    </Dialog>
  );
}
