import type { ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import type { Scene } from '../plans/plan.ts';
import type { TaskChange } from '../understand/intent.ts';
import { sayDue } from './dates.ts';
import { bold, counted, joined, literal } from './markdown.ts';
import { numbered, taskLine } from './rows.ts';

interface Updated {
  before: TaskLine;
  after: TaskLine;
}

/** One sentence for each thing that changed, from the row as the tool gave it back. */
function sentences({
  subject,
  before,
  after,
  change,
  project,
  scene,
}: Updated & { subject: string; change: TaskChange; project: ProjectLine | undefined; scene: Scene }): string[] {
  const said: string[] = [];
  if (change.title !== undefined) said.push(`Renamed ${bold(before.title)} to ${bold(after.title)}.`);
  if (change.status === 'done') said.push(`Marked ${subject} as done.`);
  if (change.status === 'todo') said.push(before.status === 'done' ? `Reopened ${subject}.` : `${subject} is back to todo.`);
  if (change.status === 'in_progress') said.push(`${subject} is now in progress.`);
  if (change.due === null) said.push(`${subject} has no due date any more.`);
  else if (change.due || change.shift) {
    const past =
      after.due !== undefined && scene.now !== undefined && after.due.slice(0, 10) < scene.now.day
        ? ', which is in the past'
        : '';
    said.push(
      `${subject} is now due ${after.due === undefined ? 'on that day' : sayDue({ due: after.due, today: scene.now?.day })}${past}.`,
    );
  }
  if (change.priority) said.push(`${subject} now has ${after.priority ?? change.priority} priority.`);
  if (change.place === null) said.push(`${subject} is in no project any more.`);
  else if (project) said.push(`Moved ${subject} to ${bold(project.name)}.`);
  if (change.assignee)
    said.push(
      change.assignee.length === 0
        ? `Nobody is assigned to ${subject} any more.`
        : `Assigned ${subject} to ${joined(change.assignee.map(literal))}.`,
    );
  if (change.description !== undefined)
    said.push(change.description === null ? `Removed the description of ${subject}.` : `Changed the description of ${subject}.`);
  return said;
}

function alreadySaid({ already, change, scene }: { already: TaskLine[]; change: TaskChange; scene: Scene }): string {
  const [first] = already;
  if (first === undefined) return '';
  const states = { done: 'done', todo: 'to do', in_progress: 'in progress' } as const;
  const state = change.status && states[change.status];
  if (already.length === 1 && state === undefined) return `Nothing had to be changed: ${taskLine({ task: first, scene })}.`;
  const names = joined(already.slice(0, 5).map((task) => bold(task.title)));
  const more = already.length > 5 ? ` and ${already.length - 5} more` : '';
  return `${names}${more} ${already.length === 1 ? 'is' : 'are'} already ${state ?? 'so'}; nothing was changed there.`;
}

/** What was changed, in a sentence, or with a list when there are several rows. */
export function sayUpdated({
  updated,
  already,
  change,
  project,
  scene,
}: {
  updated: Updated[];
  already: TaskLine[];
  change: TaskChange;
  project: ProjectLine | undefined;
  scene: Scene;
}): string {
  const [first] = updated;
  const same = alreadySaid({ already, change, scene });
  if (first === undefined) return same;
  if (updated.length === 1) {
    const said = sentences({
      ...first,
      subject: bold(first.after.title),
      change,
      project,
      scene,
    });
    return [...said, same].filter((text) => text.length > 0).join(' ');
  }
  const lines = updated.map(({ after }) => taskLine({ task: after, scene }));
  const head =
    change.status === 'done' ? `Marked ${counted(updated.length, 'task')} as done` : `Changed ${counted(updated.length, 'task')}`;
  return [`${head}:\n\n${numbered(lines)}`, same].filter((text) => text.length > 0).join('\n\n');
}
