import { literal, quoted } from '../markdown.ts';
import { bold, counted, unchanged } from './words.ts';

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
  ...(before === after ? [] : [`Ho rinominato il progetto ${bold(before)} in ${bold(after)}.`]),
  ...(client === undefined
    ? []
    : [client === null ? `${bold(after)} non ha più un cliente.` : `Ho spostato ${bold(after)} al cliente ${bold(client)}.`]),
  ...(status === undefined
    ? []
    : [status === 'archived' ? `Ho archiviato il progetto ${bold(after)}.` : `${bold(after)} è di nuovo attivo.`]),
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
  ...(before === after ? [] : [`Ho rinominato il cliente ${bold(before)} in ${bold(after)}.`]),
  ...(industry === undefined
    ? []
    : [industry === null ? `${bold(after)} non ha più un settore.` : `Il settore di ${bold(after)} ora è ${literal(industry)}.`]),
  ...(parent === undefined
    ? []
    : [
        parent === null
          ? `${bold(after)} non fa più parte di un altro cliente.`
          : `${bold(after)} ora fa parte di ${bold(parent)}.`,
      ]),
];

export const ownParent = (name: string): string => `${bold(name)} non può far parte di sé stesso. ${unchanged}`;

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
  const is = [client === undefined ? '' : `per ${bold(client)}`, archived ? 'archiviato' : ''].filter((text) => text !== '');
  const opened = tasks === 0 ? '' : `, di cui ${open} ${open === 1 ? 'aperta' : 'aperte'}`;
  const lead = `${bold(name)}${is.length === 0 ? '' : ` (${is.join(', ')})`} ha ${counted(tasks, 'task')}${opened}, ${counted(checkpoints, 'checkpoint')} e ${counted(notes, 'note')}.`;
  return [
    `${lead}${next === undefined ? '' : ` Prossimo: ${next}.`}`,
    ...(summary === undefined || summary.trim() === '' ? [] : [literal(summary.slice(0, 600))]),
  ].join('\n\n');
}

/** The sentence before the list of several projects that were changed. */
export const projectsHead = ({ count, status }: { count: number; status: 'active' | 'archived' | undefined }): string =>
  `Ho ${status === 'archived' ? 'archiviato' : 'cambiato'} ${counted(count, 'project')}:`;

export const noSuchProject = (name: string): string =>
  `Non c’è nessun progetto che si chiama ${quoted(name)}, nemmeno tra quelli archiviati. ${unchanged} Scrivi “elenca tutti i progetti, anche archiviati” per vederli.`;
