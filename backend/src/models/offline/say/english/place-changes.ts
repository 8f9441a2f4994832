import { bold, counted, literal, quoted } from '../markdown.ts';

/** What changed of a project; what did not is undefined, `client` null: it has none any more. */
export const projectChanges = ({
  before,
  after,
  client,
  status,
}: {
  before: string;
  after: string;
  client: string | null | undefined;
  status: 'active' | 'archived' | undefined;
}): string[] => [
  ...(before === after ? [] : [`Renamed the project ${bold(before)} to ${bold(after)}.`]),
  ...(client === undefined
    ? []
    : [client === null ? `${bold(after)} has no client any more.` : `Moved ${bold(after)} to the client ${bold(client)}.`]),
  ...(status === undefined
    ? []
    : [status === 'archived' ? `Archived the project ${bold(after)}.` : `${bold(after)} is active again.`]),
];

/** What changed of a client; what did not is undefined, null: it has none any more. */
export const clientChanges = ({
  before,
  after,
  industry,
  parent,
}: {
  before: string;
  after: string;
  industry: string | null | undefined;
  parent: string | null | undefined;
}): string[] => [
  ...(before === after ? [] : [`Renamed the client ${bold(before)} to ${bold(after)}.`]),
  ...(industry === undefined
    ? []
    : [
        industry === null
          ? `${bold(after)} has no industry any more.`
          : `The industry of ${bold(after)} is now ${literal(industry)}.`,
      ]),
  ...(parent === undefined
    ? []
    : [
        parent === null
          ? `${bold(after)} is part of no other client any more.`
          : `${bold(after)} is now part of ${bold(parent)}.`,
      ]),
];

export const ownParent = (name: string): string => `${bold(name)} cannot be part of itself. Nothing was changed.`;

/** A project and what hangs on it. Sums are of rows on the device; `summary` is its own text. */
export function describe({
  name,
  client,
  archived,
  tasks,
  open,
  checkpoints,
  next,
  notes,
  summary,
}: {
  name: string;
  client: string | undefined;
  archived: boolean;
  tasks: number;
  open: number;
  checkpoints: number;
  /** The next checkpoint, as a line. */
  next: string | undefined;
  notes: number;
  summary: string | undefined;
}): string {
  const is = [client === undefined ? '' : `for ${bold(client)}`, archived ? 'archived' : ''].filter((text) => text !== '');
  const lead = `${bold(name)}${is.length === 0 ? '' : ` (${is.join(', ')})`} has ${counted(tasks, 'task')}${tasks === 0 ? '' : `, ${open} of them open`}, ${counted(checkpoints, 'checkpoint')} and ${counted(notes, 'note')}.`;
  return [
    `${lead}${next === undefined ? '' : ` Next: ${next}.`}`,
    ...(summary === undefined || summary.trim() === '' ? [] : [literal(summary.slice(0, 600))]),
  ].join('\n\n');
}

/** The sentence before the list of several projects that were changed. */
export const projectsHead = ({ count, status }: { count: number; status: 'active' | 'archived' | undefined }): string =>
  `${status === 'archived' ? 'Archived' : 'Changed'} ${counted(count, 'project')}:`;

export const noSuchProject = (name: string): string =>
  `There is no project called ${quoted(name)}, archived ones included. Nothing was changed. Say “list all projects, archived ones too” to see them.`;
