import { FolderPlus, ListPlus, NotebookPen, UserPlus } from 'lucide-react';
import type { AppPowers } from '#renderer/app-powers.ts';
import type { Command } from '#renderer/commands/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';

/** What can be made of the words that were typed. Each can be taken back. */
export function makeCommands({
  text,
  powers: { core, notices, undo },
  onOpenRow,
}: {
  text: string;
  powers: Pick<AppPowers, 'core' | 'notices' | 'undo'>;
  onOpenRow: (row: { table: string; id: string }) => void;
}): readonly Command[] {
  const name = text.trim().slice(0, 500);
  if (name === '') return [];
  const group = 'Make';
  const make = ({
    noun,
    icon,
    table,
    create,
  }: {
    noun: string;
    icon: Command['icon'];
    table: string;
    create: () => Promise<{ id: string; change_ids: string[] }>;
  }): Command => {
    async function made(): Promise<void> {
      try {
        const { id } = await undo.act({ write: create, tell: () => ({ text: `Added the ${noun} “${name}”` }) });
        onOpenRow({ table, id });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    }
    return {
      id: `make ${table}`,
      title: `Make the ${noun} “${name}”`,
      group,
      ...(icon ? { icon } : {}),
      run: () => void made(),
    };
  };
  const { tasks, projects, clients, notes } = core.rpc;
  return [
    make({ noun: 'task', icon: ListPlus, table: 'tasks', create: () => tasks.create({ title: name }) }),
    make({ noun: 'project', icon: FolderPlus, table: 'projects', create: () => projects.create({ name }) }),
    make({ noun: 'client', icon: UserPlus, table: 'clients', create: () => clients.create({ name }) }),
    make({ noun: 'note', icon: NotebookPen, table: 'notes', create: () => notes.create({ title: name, content: '' }) }),
  ];
}
