import type { JsonObject } from '@adiuva/shared-protocol';
import type { Approval } from '#rpc/approvals.ts';

/** How a field is written: a line, a text, names with commas, one of a few, a day (and a time), or a row by its name. */
export type EditKind =
  | { type: 'line' }
  | { type: 'text' }
  | { type: 'names' }
  | { type: 'choice'; choices: readonly { value: string; label: string }[] }
  | { type: 'day'; required: boolean }
  | { type: 'row'; table: 'projects' | 'clients' | 'tasks'; required: boolean }
  | { type: 'number' }
  /** Shown as it is, and not changed here. */
  | { type: 'fixed' };

export interface EditField {
  name: string;
  kind: EditKind;
}

const title: EditKind = { type: 'line' };
const text: EditKind = { type: 'text' };
const choice = (choices: Record<string, string>): EditKind => ({
  type: 'choice',
  choices: Object.entries(choices).map(([value, label]) => ({ value, label })),
});

/** What a person may set on a row of each table, in the order in which a form asks for it. */
const forms: Readonly<Record<string, Readonly<Record<string, EditKind>>>> = {
  tasks: {
    title,
    description: text,
    status: choice({ todo: 'To do', in_progress: 'In progress', done: 'Done' }),
    priority: choice({ high: 'High', medium: 'Medium', low: 'Low' }),
    dueDate: { type: 'day', required: false },
    projectId: { type: 'row', table: 'projects', required: false },
    owedBy: choice({ mine: 'Me', theirs: 'Somebody else' }),
    assignee: { type: 'names' },
  },
  projects: {
    name: title,
    status: choice({ active: 'Active', archived: 'Archived' }),
    clientId: { type: 'row', table: 'clients', required: false },
    aiSummary: text,
  },
  checkpoints: {
    title,
    date: { type: 'day', required: true },
    projectId: { type: 'row', table: 'projects', required: true },
  },
  notes: { title, content: text, projectId: { type: 'row', table: 'projects', required: false } },
  taskComments: { content: text, taskId: { type: 'row', table: 'tasks', required: true } },
  clients: { name: title, industry: title, parentId: { type: 'row', table: 'clients', required: false } },
};

/** Titles and names are never empty; other lines may be. */
const REQUIRED = new Set(['title', 'name']);

/** Tables whose rows can be found by words, to delete another one instead. */
const searchable = new Set(['tasks', 'projects', 'clients']);

/** Whether something else than what was asked can be approved. */
export function canEdit({ kind, action, table, input }: Pick<Approval, 'kind' | 'action' | 'table' | 'input'>): boolean {
  if (input === undefined || kind === 'message') return false;
  if (kind === 'backend') return Object.values(input).some((value) => editOfValue(value).type !== 'fixed');
  if (action === 'delete') return table !== undefined && searchable.has(table);
  return (action === 'insert' || action === 'update') && table !== undefined && Object.hasOwn(forms, table);
}

/** How a value of a tool that only the backend knows is written, by what it is. */
function editOfValue(value: unknown): EditKind {
  if (typeof value === 'string') return value.length > 60 || value.includes('\n') ? { type: 'text' } : { type: 'line' };
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return choice({ true: 'Yes', false: 'No' });
  return { type: 'fixed' };
}

/** The form for what waits: of an update what it names, of a new row all that may be set. */
export function editFields({
  kind,
  action,
  table,
  input = {},
}: Pick<Approval, 'kind' | 'action' | 'table' | 'input'>): EditField[] {
  if (kind === 'backend') return Object.entries(input).map(([name, value]) => ({ name, kind: editOfValue(value) }));
  const form = table !== undefined && Object.hasOwn(forms, table) ? (forms[table] ?? {}) : {};
  const known = Object.entries(form)
    .filter(([name]) => action === 'insert' || Object.hasOwn(input, name))
    .map(([name, kind]) => ({ name, kind }));
  const others = Object.keys(input).filter((name) => !Object.hasOwn(form, name));
  return [...known, ...others.map((name) => ({ name, kind: { type: 'fixed' } as const }))];
}

/** Drops the fields that are left out, and keeps an empty text as nothing where a row may have none. */
export function editedInput({
  input,
  drafts,
  left,
}: {
  input: JsonObject;
  /** What was written, by field; a field that was not touched is not in it. */
  drafts: JsonObject;
  /** Fields that stay as they are on the row. */
  left: ReadonlySet<string>;
}): JsonObject {
  return Object.fromEntries(Object.entries({ ...input, ...drafts }).filter(([name]) => !left.has(name)));
}

/** What the user made of what was asked, in words: the fields that are other, and those that stay as they are. */
export function editedWords({
  input,
  edited,
  label,
}: {
  input: JsonObject;
  edited: JsonObject;
  label: (name: string) => string;
}): string {
  const listed = (names: string[]) => names.map((name) => label(name).toLowerCase()).join(', ');
  const changed = Object.keys(edited).filter((name) => JSON.stringify(edited[name]) !== JSON.stringify(input[name]));
  const left = Object.keys(input).filter((name) => !Object.hasOwn(edited, name));
  return [
    ...(changed.length > 0 ? [`you set ${listed(changed)}`] : []),
    ...(left.length > 0 ? [`you left ${listed(left)} as it was`] : []),
  ].join('; ');
}

/** What keeps the form from being sent, by field, in words. */
export function faultsOf({ fields, edited }: { fields: readonly EditField[]; edited: JsonObject }): Map<string, string> {
  const faults = new Map<string, string>();
  for (const { name, kind } of fields) {
    if (!Object.hasOwn(edited, name)) continue;
    const value = edited[name];
    if (REQUIRED.has(name) && kind.type === 'line' && (typeof value !== 'string' || value.trim() === ''))
      faults.set(name, 'This cannot be empty.');
    if (kind.type === 'row' && kind.required && typeof value !== 'string') faults.set(name, 'Choose one.');
    if (kind.type === 'day' && kind.required && typeof value !== 'number') faults.set(name, 'Set a day.');
  }
  return faults;
}
