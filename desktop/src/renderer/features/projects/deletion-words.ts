import type { ClientOverview } from '#rpc/clients.ts';
import type { ProjectOverview } from '#rpc/projects.ts';

function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number.toLocaleString('en')} ${many}`;
}

/** What becomes of all that hangs on a project, once it is deleted. */
export function projectDeletionWords({ open_tasks: open, done_tasks: done, notes, checkpoints }: ProjectOverview): string[] {
  const tasks = open + done;
  const lines = [
    ...(tasks > 0 ? [`${count(tasks, 'task stays', 'tasks stay')}, without a project.`] : []),
    ...(notes > 0 ? [`${count(notes, 'note stays', 'notes stay')}, without a project.`] : []),
    ...(checkpoints > 0 ? [`${count(checkpoints, 'checkpoint goes', 'checkpoints go')} with it.`] : []),
  ];
  return lines.length > 0 ? lines : ['Nothing hangs on it.'];
}

/** What becomes of all that hangs on a client, once it is deleted; that its privacy rule ends is said first. */
export function clientDeletionWords({ projects, sub_clients: below, rule }: ClientOverview): string[] {
  const covered = rule.rule === 'none' ? rule.inherited?.rule : rule.rule;
  const lines = [
    ...(covered === undefined
      ? []
      : ['Its privacy rule ends: what hangs on it may leave this device from then on, unless another client’s rule covers it.']),
    ...(projects > 0
      ? [`${count(projects, 'project stays', 'projects stay')}, without a client, with all that is in them.`]
      : []),
    ...(below > 0 ? [`${count(below, 'client below it stays', 'clients below it stay')}, under none.`] : []),
  ];
  return lines.length > 0 ? lines : ['Nothing hangs on it.'];
}
