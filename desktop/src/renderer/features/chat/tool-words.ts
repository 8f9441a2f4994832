import type { ToolCard } from '#rpc/chat.ts';

interface Words {
  done: string;
  doing: string;
  failed: string;
}

const known: Readonly<Record<string, Words>> = {
  list_tasks: { done: 'Looked at tasks', doing: 'Looking at tasks', failed: 'Could not look at tasks' },
  list_tasks_due_today: {
    done: 'Looked at tasks due today',
    doing: 'Looking at tasks due today',
    failed: 'Could not look at tasks due today',
  },
  create_task: { done: 'Created a task', doing: 'Creating a task', failed: 'Could not create a task' },
  update_task: { done: 'Changed a task', doing: 'Changing a task', failed: 'Could not change a task' },
  delete_task: { done: 'Deleted a task', doing: 'Deleting a task', failed: 'Did not delete a task' },
  delete_project: { done: 'Deleted a project', doing: 'Deleting a project', failed: 'Did not delete a project' },
  list_projects: { done: 'Looked at projects', doing: 'Looking at projects', failed: 'Could not look at projects' },
  create_project: { done: 'Created a project', doing: 'Creating a project', failed: 'Could not create a project' },
  list_clients: { done: 'Looked at clients', doing: 'Looking at clients', failed: 'Could not look at clients' },
  send_notification: { done: 'Sent a notification', doing: 'Sending a notification', failed: 'Did not send a notification' },
  navigate_to: { done: 'Showed a screen', doing: 'Showing a screen', failed: 'Could not show a screen' },
  open_item: { done: 'Opened something for you', doing: 'Opening something for you', failed: 'Could not open it' },
  create_client: { done: 'Created a client', doing: 'Creating a client', failed: 'Could not create a client' },
  list_task_comments: { done: 'Looked at comments', doing: 'Looking at comments', failed: 'Could not look at comments' },
  add_task_comment: { done: 'Added a comment', doing: 'Adding a comment', failed: 'Could not add a comment' },
  delete_task_comment: { done: 'Deleted a comment', doing: 'Deleting a comment', failed: 'Did not delete a comment' },
  list_all_projects: {
    done: 'Looked at all projects',
    doing: 'Looking at all projects',
    failed: 'Could not look at all projects',
  },
  get_project: { done: 'Read a project', doing: 'Reading a project', failed: 'Could not read a project' },
  update_project: { done: 'Changed a project', doing: 'Changing a project', failed: 'Could not change a project' },
  list_checkpoints: { done: 'Looked at checkpoints', doing: 'Looking at checkpoints', failed: 'Could not look at checkpoints' },
  create_checkpoint: { done: 'Created a checkpoint', doing: 'Creating a checkpoint', failed: 'Could not create a checkpoint' },
  update_checkpoint: { done: 'Changed a checkpoint', doing: 'Changing a checkpoint', failed: 'Could not change a checkpoint' },
  delete_checkpoint: { done: 'Deleted a checkpoint', doing: 'Deleting a checkpoint', failed: 'Did not delete a checkpoint' },
  list_notes: { done: 'Looked at notes', doing: 'Looking at notes', failed: 'Could not look at notes' },
  get_note: { done: 'Read a note', doing: 'Reading a note', failed: 'Could not read a note' },
  search_notes: { done: 'Searched the notes', doing: 'Searching the notes', failed: 'Could not search the notes' },
  create_note: { done: 'Wrote a note', doing: 'Writing a note', failed: 'Could not write a note' },
  update_note: { done: 'Changed a note', doing: 'Changing a note', failed: 'Could not change a note' },
  delete_note: { done: 'Deleted a note', doing: 'Deleting a note', failed: 'Did not delete a note' },
  update_client: { done: 'Changed a client', doing: 'Changing a client', failed: 'Could not change a client' },
  delete_client: { done: 'Deleted a client', doing: 'Deleting a client', failed: 'Did not delete a client' },
  create_followup: { done: 'Planned a follow-up', doing: 'Planning a follow-up', failed: 'Could not plan a follow-up' },
};

function wordsOf(tool: string): Words {
  if (Object.hasOwn(known, tool)) return known[tool] ?? unknownTool(tool);
  return unknownTool(tool);
}

function unknownTool(tool: string): Words {
  const name = tool.replaceAll(/[_.-]+/g, ' ');
  return { done: `Used “${name}”`, doing: `Using “${name}”`, failed: `Could not use “${name}”` };
}

/** What a tool's card is called, by its state. */
export function toolWords({ tool, state }: Pick<ToolCard, 'tool' | 'state'>): string {
  const words = wordsOf(tool);
  switch (state) {
    case 'running':
    case 'waiting':
      return words.doing;
    case 'ok':
      return words.done;
    case 'error':
    case 'refused':
    case 'interrupted':
      return words.failed;
    default:
      return state satisfies never;
  }
}

/** What became of a tool that did not do its work. */
export function toolStateWords(state: ToolCard['state']): string | undefined {
  switch (state) {
    case 'running':
      return 'Running';
    case 'waiting':
      return 'Waits for you';
    case 'ok':
      return undefined;
    case 'error':
      return 'Failed';
    case 'refused':
      return 'Refused by this device';
    case 'interrupted':
      return 'Interrupted';
    default:
      return state satisfies never;
  }
}

const nouns = {
  tasks: ['task', 'tasks'],
  projects: ['project', 'projects'],
  checkpoints: ['checkpoint', 'checkpoints'],
  notes: ['note', 'notes'],
  taskComments: ['comment', 'comments'],
  clients: ['client', 'clients'],
} as const;

/**
 * How many rows a tool touched, as this device counted them: `1 task`, `250 tasks`; mixed tables are `rows`. Where it
 * touched none (it only counted), what the backend said came back.
 */
export function rowCountWords({ rows, row_count, summary }: Pick<ToolCard, 'rows' | 'row_count' | 'summary'>): string {
  if (row_count === 0) return summary?.slice(0, 60) ?? 'nothing';
  const table = rows[0]?.table;
  const [one, many] = table !== undefined && rows.every((row) => row.table === table) ? nouns[table] : (['row', 'rows'] as const);
  return `${row_count.toLocaleString('en')} ${row_count === 1 ? one : many}`;
}
