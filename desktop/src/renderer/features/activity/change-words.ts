import { type Day, dayInWords, isDay } from '#renderer/days/index.ts';
import type {
  ActivityRun,
  ChangeEntry,
  FieldConflict,
  RowChange,
  SwitchEntry,
  SwitchResult,
  SwitchScope,
} from '#rpc/activity.ts';

const tableWords: Readonly<Record<ChangeEntry['table'], string>> = {
  tasks: 'task',
  projects: 'project',
  checkpoints: 'checkpoint',
  notes: 'note',
  taskComments: 'comment',
  clients: 'client',
};

const kindWords: Readonly<Record<ChangeEntry['kind'], string>> = { insert: 'Created', update: 'Changed', delete: 'Removed' };

/** What one change did to its row, without the row's name: `Created task`. */
export function changeWords({ kind, table }: Pick<ChangeEntry, 'kind' | 'table'>): string {
  return `${kindWords[kind]} ${tableWords[table]}`;
}

const fieldWords: Readonly<Record<string, string>> = {
  title: 'Title',
  name: 'Name',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  assignee: 'People',
  owedBy: 'Waits for',
  dueDate: 'Due',
  completedAt: 'Completed',
  position: 'Place',
  projectId: 'Project',
  clientId: 'Client',
  parentId: 'Belongs to',
  industry: 'Industry',
  content: 'Content',
  aiSummary: 'Summary',
  date: 'Date',
};

/** A field's name as the user knows it. */
export function fieldName(field: string): string {
  if (Object.hasOwn(fieldWords, field)) return fieldWords[field] ?? field;
  return field.charAt(0).toUpperCase() + field.slice(1);
}

const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: { todo: 'To do', in_progress: 'In progress', done: 'Done', active: 'Active', archived: 'Archived' },
  priority: { high: 'High', medium: 'Medium', low: 'Low' },
  owedBy: { mine: 'Me', theirs: 'Somebody else' },
};

/** A field's value as the user knows it; `today` decides whether a day carries its year. */
export function valueInWords({ field, value, today }: { field: string; value: string | null; today: Day }): string {
  if (value === null || value === '') return 'nothing';
  const words = Object.hasOwn(valueWords, field) ? valueWords[field] : undefined;
  if (words && Object.hasOwn(words, value)) return words[value] ?? value;
  const [day = '', ...time] = value.split(/[ T]/);
  return isDay(day) ? [dayInWords({ day, today }), ...time].join(' ') : value;
}

const unremarkable: Readonly<Record<string, string>> = { status: 'todo', priority: 'medium', owedBy: 'mine' };

/** The fields of a change that tell something: of a new or removed row, neither its name, which stands above, nor what every row begins with. */
export function tellingFields({ kind, table, fields }: Pick<ChangeEntry, 'kind' | 'table' | 'fields'>): ChangeEntry['fields'] {
  if (kind === 'update') return fields;
  return fields.filter(({ field, before, after }) => {
    const value = kind === 'insert' ? after : before;
    return (
      value !== null &&
      field !== 'title' &&
      field !== 'name' &&
      !(table === 'tasks' && unremarkable[field] === value) &&
      !(table === 'projects' && field === 'status' && value === 'active')
    );
  });
}

/** How a run ended, in a word or two. */
export function runStatusWords(status: string): string {
  switch (status) {
    case 'running':
      return 'Running';
    case 'success':
      return 'Done';
    case 'partial':
      return 'Partly done';
    case 'error':
      return 'Ended in an error';
    case 'cancelled':
      return 'Stopped';
    case 'limit':
      return 'Came to its limit';
    case 'waiting':
      return 'Waits for you';
    default:
      return status;
  }
}

export function changeCountWords(count: number): string {
  if (count === 0) return 'No changes';
  return count === 1 ? '1 change' : `${count.toLocaleString('en')} changes`;
}

/** Whether a run can be undone and redone now. */
export function switchesOf({ change_count, undone }: Pick<ActivityRun, 'change_count' | 'undone'>): {
  undo: boolean;
  redo: boolean;
} {
  return { undo: change_count > 0 && undone !== 'all', redo: change_count > 0 && undone !== 'none' };
}

/** Whose a change is, as a row's history names it. */
export function actorWords({ actor, agent_id }: Pick<RowChange, 'actor' | 'agent_id'>): string {
  switch (actor) {
    case 'human':
      return 'You';
    case 'run':
      return agent_id === undefined ? 'The assistant' : `The agent ${agent_id}`;
    case 'import':
      return 'An import';
    case 'restore':
      return 'An undo or repair';
    default:
      return actor satisfies never;
  }
}

const byWords: Readonly<Record<RowChange['actor'], string>> = {
  human: 'your later change',
  run: 'a later change of the assistant’s',
  import: 'a later import',
  restore: 'a later undo or repair',
};

/** A field that kept a later value: what stands there, whose it is, and what would have stood there. */
export function conflictWords({ conflict, to, today }: { conflict: FieldConflict; to: 'undo' | 'redo'; today: Day }): string {
  const { label, field, kept, would_be, by } = conflict;
  const words = (value: string | null) => {
    const whole = valueInWords({ field, value, today });
    if (whole === 'nothing') return whole;
    return `“${whole.length > 160 ? `${whole.slice(0, 159)}…` : whole}”`;
  };
  return `“${label}”, ${fieldName(field).toLowerCase()}: ${words(kept)} stays (${byWords[by]}); the ${to} would have made it ${words(would_be)}`;
}

/** What an undo or redo was about: `what assistants did on Fri 6 Mar`. */
export function scopeWords({
  scope,
  today,
  moment,
}: {
  scope: SwitchEntry['scope'];
  today: Day;
  /** An instant in words. */
  moment: (at: number) => string;
}): string {
  switch (scope.by) {
    case 'change':
      return 'one change';
    case 'run':
      return 'one answer of the assistant’s';
    case 'agent':
      return `all that the agent ${scope.agent_id} did`;
    case 'day':
      return scope.day === today
        ? 'what assistants did today'
        : `what assistants did on ${dayInWords({ day: scope.day, today })}`;
    case 'since':
      return `what assistants did since ${moment(scope.at)}`;
    case 'switch':
      return 'an earlier undo or redo';
    case 'changes':
      return 'what you did at once';
    case 'repair':
      return 'rows that differed from their history';
    default:
      return scope satisfies never;
  }
}

/** Tells one scope from another. */
export function scopeKey(scope: SwitchScope): string {
  return Object.values(scope).join(' ');
}

/** What an undo or redo did: a line, and a line for each row and field that it left as it is. */
export function switchedWords({
  result,
  to,
  today = '',
}: {
  result: Pick<SwitchResult, 'changes' | 'kept' | 'conflicts'>;
  to: 'undo' | 'redo';
  today?: Day;
}): { text: string; lines: string[] } {
  const did = to === 'undo' ? 'Undid' : 'Redid';
  const { changes, kept, conflicts } = result;
  const lines = [
    ...kept.map(({ label, reason }) => `“${label}”: ${reason}`),
    ...conflicts.map((conflict) => conflictWords({ conflict, to, today })),
  ];
  if (changes === 0 && lines.length === 0) return { text: `Nothing was left to ${to}.`, lines };
  const text = `${did} ${changeCountWords(changes).toLowerCase().replace('no changes', 'nothing')}`;
  const left = [
    ...(kept.length > 0 ? [kept.length === 1 ? '1 row stayed as it is' : `${kept.length} rows stayed as they are`] : []),
    ...(conflicts.length > 0
      ? [conflicts.length === 1 ? '1 field kept a later value' : `${conflicts.length} fields kept later values`]
      : []),
  ];
  return left.length === 0 ? { text: `${text}.`, lines } : { text: `${text}; ${left.join(', ')}:`, lines };
}
