export type ShortcutCommand =
  | 'chat'
  | 'tasks'
  | 'activity'
  | 'ledger'
  | 'runs'
  | 'settings'
  | 'new_task'
  | 'new_conversation'
  | 'search'
  | 'waiting'
  | 'help';

/** All shortcuts, as the help shows them and the keyboard obeys them. */
export const shortcuts: readonly { keys: string; command: ShortcutCommand; words: string }[] = [
  { keys: 'g c', command: 'chat', words: 'Go to Chat' },
  { keys: 'g t', command: 'tasks', words: 'Go to Tasks' },
  { keys: 'g a', command: 'activity', words: 'Go to Activity' },
  { keys: 'g l', command: 'ledger', words: 'Go to What left' },
  { keys: 'g r', command: 'runs', words: 'Go to what is in progress' },
  { keys: 'g s', command: 'settings', words: 'Go to Settings' },
  { keys: 'g w', command: 'waiting', words: 'Show what waits for you' },
  { keys: 'n', command: 'new_task', words: 'New task' },
  { keys: 'c', command: 'new_conversation', words: 'New conversation' },
  { keys: '/', command: 'search', words: 'Search tasks' },
  { keys: '?', command: 'help', words: 'Show these shortcuts' },
];

/** Keys that a view obeys by itself. */
export const viewShortcuts: readonly { where: string; keys: string; words: string }[] = [
  { where: 'In the task list', keys: '↑ ↓ j k', words: 'Move' },
  { where: 'In the task list', keys: 'Enter', words: 'Edit the title' },
  { where: 'In the task list', keys: 'Space', words: 'Complete, or open again' },
  { where: 'In the task list', keys: 'd', words: 'Set the due date' },
  { where: 'In the task list', keys: 'p', words: 'Set the priority' },
  { where: 'In the task list', keys: 'm', words: 'Move to a project' },
  { where: 'In the task list', keys: 's', words: 'Set the status' },
  { where: 'In the task list', keys: 'Del', words: 'Delete' },
  { where: 'In the task list', keys: 'o', words: 'Open the details' },
  { where: 'In the task list', keys: 'Esc', words: 'Leave what is open' },
  { where: 'In progress', keys: '↑ ↓ j k', words: 'Move' },
  { where: 'In progress', keys: 'Enter', words: 'Open its conversation' },
  { where: 'In progress', keys: 'x', words: 'Stop it' },
  { where: 'On what waits for you', keys: 'a', words: 'Approve' },
  { where: 'On what waits for you', keys: 'r', words: 'Reject' },
  { where: 'On what waits for you', keys: 'e', words: 'Edit first' },
  { where: 'In a message', keys: 'Enter', words: 'Send' },
  { where: 'In a message', keys: 'Shift Enter', words: 'New line' },
];

export interface ShortcutState {
  /** The first key of two, and when it was pressed. */
  pending: { key: string; at: number } | undefined;
}

export const noShortcut: ShortcutState = { pending: undefined };

/** The second key of two counts this long after the first. */
const PAIR_MS = 1_200;

/** What a key does: a command, or the first half of one. */
export function nextShortcut(
  state: ShortcutState,
  { key, at }: { key: string; at: number },
): { state: ShortcutState; command?: ShortcutCommand } {
  const { pending } = state;
  const pair = pending && at - pending.at <= PAIR_MS ? `${pending.key} ${key}` : undefined;
  const found =
    shortcuts.find((one) => one.keys === pair) ?? (pair === undefined ? shortcuts.find((one) => one.keys === key) : undefined);
  if (found) return { state: noShortcut, command: found.command };
  if (shortcuts.some((one) => one.keys.startsWith(`${key} `))) return { state: { pending: { key, at } } };
  return { state: noShortcut };
}
