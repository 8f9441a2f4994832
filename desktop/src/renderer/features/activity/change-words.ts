import type { ActivityRun, ChangeEntry, SwitchResult } from '#rpc/activity.ts';

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

/** What an undo or redo did: a line, and a line for each row that it left as it is. */
export function switchedWords({ result, to }: { result: SwitchResult; to: 'undo' | 'redo' }): { text: string; lines: string[] } {
  const did = to === 'undo' ? 'Undid' : 'Redid';
  const { changes, kept } = result;
  const lines = kept.map(({ label, reason }) => `“${label}”: ${reason}`);
  if (changes === 0 && kept.length === 0) return { text: `Nothing was left to ${to}.`, lines };
  const text = `${did} ${changeCountWords(changes).toLowerCase().replace('no changes', 'nothing')}`;
  if (kept.length === 0) return { text: `${text}.`, lines };
  return { text: `${text}; ${kept.length === 1 ? '1 row stayed as it is' : `${kept.length} rows stayed as they are`}:`, lines };
}
