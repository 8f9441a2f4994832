import { useEffect, useId, useState } from 'react';
import type { ClientOverview } from '#rpc/clients.ts';
import type { ProjectOverview } from '#rpc/projects.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, Dialog, Spinner } from '#renderer/ui/index.ts';
import type { TreeStore } from './create-tree-store.ts';
import { clientDeletionWords, projectDeletionWords } from './deletion-words.ts';
import type { PlaceAsk } from './place-ask.ts';

type Hanging = { table: 'clients'; overview: ClientOverview } | { table: 'projects'; overview: ProjectOverview };

/** Says what becomes of all that hangs on a client or a project, and deletes it once the user says so. */
export function DeleteDialog({
  ask,
  tree,
  onClose,
  onGone,
}: {
  ask: Extract<PlaceAsk, { kind: 'delete' }>;
  tree: TreeStore;
  onClose: () => void;
  onGone: (gone: { table: 'clients' | 'projects'; id: string }) => void;
}) {
  const { core } = useAppPowers();
  const listId = useId();
  const [hanging, setHanging] = useState<Hanging>();
  const [problem, setProblem] = useState<string>();
  const { table, id, name } = ask;
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const found: Hanging =
          table === 'clients'
            ? { table, overview: await core.rpc.clients.overview({ id }) }
            : { table, overview: await core.rpc.projects.overview({ id }) };
        if (current) setHanging(found);
      } catch (error) {
        if (current) setProblem(failureOf(error).sentence);
      }
    };
    void read();
    return () => {
      current = false;
    };
  }, [core, table, id]);
  async function remove() {
    onClose();
    const isGone = await (table === 'clients' ? tree.removeClient({ id, name }) : tree.removeProject({ id, name }));
    if (isGone) onGone({ table, id });
  }
  const lines =
    hanging === undefined
      ? undefined
      : hanging.table === 'clients'
        ? clientDeletionWords(hanging.overview)
        : projectDeletionWords(hanging.overview);
  return (
    <Dialog title={`Delete “${name}”?`} description="You can undo it." open onClose={onClose}>
      {problem !== undefined ? (
        <p role="alert" className="text-13 text-late">
          {problem}
        </p>
      ) : lines === undefined ? (
        <Spinner label="Looking what hangs on it…" />
      ) : (
        <ul id={listId} className="list-disc space-y-1 pl-5 text-13 text-ink-2">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="primary" disabled={lines === undefined} onClick={() => void remove()}>
          {table === 'clients' ? 'Delete the client' : 'Delete the project'}
        </Button>
      </div>
    </Dialog>
  );
}
