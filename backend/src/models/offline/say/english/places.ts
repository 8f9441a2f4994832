import { bold, counted, joined, literal, quoted } from '../markdown.ts';

/** Which projects or clients were asked for. */
export interface AskedPlaces {
  noun: 'project' | 'client';
  archived?: boolean | undefined;
  client?: string | undefined;
  search?: string | undefined;
}

const nounOf = ({ noun, archived }: AskedPlaces): string => (archived ? `archived ${noun}` : noun);
const tailOf = ({ client, search }: AskedPlaces): string =>
  `${client === undefined ? '' : ` for ${bold(client)}`}${search === undefined ? '' : ` that match ${quoted(search)}`}`;

export const counts = ({ total, ...asked }: AskedPlaces & { total: number }): string =>
  `You have ${counted(total, nounOf(asked))}${tailOf(asked)}.`;

export const head = ({ total, ...asked }: AskedPlaces & { total: number }): string =>
  `You have ${counted(total, nounOf(asked))}${tailOf(asked)}:`;

export function nothing(asked: AskedPlaces): string {
  const first =
    asked.noun === 'project'
      ? ' Make the first with “create a project Website”.'
      : ' Add the first with “add client Acme in industry design”.';
  return `You have no ${nounOf(asked)}s${tailOf(asked)}.${tailOf(asked) === '' && !asked.archived ? first : ''}`;
}

export const several = ({ noun, name }: { noun: 'project' | 'client'; name: string }): string =>
  `Several ${noun}s match ${quoted(name)}. Which one do you mean?`;

export const whichClient = (): string =>
  'I am not sure which client you mean. Please name it: “for client Acme”. Nothing was changed.';

/** `known`: projects that were named before. */
export function whichPlace({ noun, known }: { noun: 'project' | 'client' | 'either'; known: readonly string[] }): string {
  const names = joined(known.map(quoted), 'or');
  return `I am not sure which ${noun === 'client' ? 'client' : 'project'} you mean${names.length > 0 && noun !== 'client' ? ` (${names}?)` : ''}. Please name it, for example “in project Website”. Nothing was changed.`;
}

export const isProject = (name: string): string => `${bold(name)} is a project, not a client.`;

export const noClient = (name: string): string =>
  `There is no client called ${quoted(name)}, so nothing was changed. To make it first, say “add client ${name}”.`;

export const noProject = (name: string): string =>
  `There is no project called ${quoted(name)}, so nothing was changed. To make it first, say “create a project ${name}”.`;

/** A task was to go to a client that has no project. */
export const clientWithoutProject = (client: string): string =>
  `${bold(client)} has no project yet, and a task belongs to a project. Nothing was changed. Say “create a project Website for client ${client}” first.`;

export const noProjectToList = (name: string): string =>
  `There is no project called ${quoted(name)}. Say “list projects” to see them all.`;

export const noProjectToOpen = (name: string): string =>
  `There is no project called ${quoted(name)}. Say “list my projects” to see them all.`;

export const noPlace = ({ name, writes }: { name: string; writes: boolean }): string =>
  `There is no project or client called ${quoted(name)}.${writes ? ' Nothing was changed.' : ''}`;

/** Before a second answer: a person's tasks, or what mentions the name. */
export const notAPlace = (name: string): string => `No project or client is called ${quoted(name)}.`;

export const askName = (noun: 'project' | 'client'): string =>
  noun === 'project'
    ? 'What should the project be called? For example: “create a project Website for client Acme”.'
    : 'What should the client be called? For example: “add client Acme in industry design”.';

export const nameTooLong = (most: number): string =>
  `A name may have ${most} characters; this one is longer. Nothing was created.`;

export const createdProject = ({ name, client }: { name: string; client: string | undefined }): string =>
  `Created the project ${bold(name)}${client === undefined ? '' : ` for ${bold(client)}`}.`;

export function createdClient({
  name,
  industry,
  parent,
}: {
  name: string;
  industry: string | undefined;
  parent: string | undefined;
}): string {
  const facts = [industry ? ` (${literal(industry)})` : '', parent === undefined ? '' : `, part of ${bold(parent)}`].join('');
  return `Added the client ${bold(name)}${facts}.`;
}
