import type { Command } from '#renderer/commands/index.ts';

const key = (where: string, keys: string, title: string): Command => ({
  id: `key ${where} ${keys}`,
  where,
  keys,
  title,
  group: where,
});

/** Keys that views obey by themselves, for the help. */
export const viewKeys: readonly Command[] = [
  key('In the task list', '↑ ↓ j k', 'Move'),
  key('In the task list', 'Enter', 'Edit the title'),
  key('In the task list', 'Space', 'Complete, or open again'),
  key('In the task list', 'x', 'Select, or take out of the selection'),
  key('In the task list', 'Shift ↑ ↓', 'Select on the way'),
  key('In the task list', 'Ctrl A', 'Select all that match'),
  key('In the task list', 'd', 'Set the due date'),
  key('In the task list', 'p', 'Set the priority'),
  key('In the task list', 'm', 'Move to a project'),
  key('In the task list', 's', 'Set the status'),
  key('In the task list', 'Del', 'Delete'),
  key('In the task list', 'o', 'Open the details'),
  key('In the task list', 'Esc', 'Leave what is open'),
  key('On the board', '↑ ↓ ← →', 'Move the focus'),
  key('On the board', 'Space', 'Take a card up, and put it down'),
  key('On the board', 'Enter', 'Open the details'),
  key('Today', '↑ ↓ j k', 'Move'),
  key('Today', 'Space', 'Complete, or open again'),
  key('Today', '1', 'Move to today'),
  key('Today', '2', 'Move to tomorrow'),
  key('Today', '3', 'Move to next week'),
  key('Today', 'Enter', 'Open the details'),
  key('In progress', '↑ ↓ j k', 'Move'),
  key('In progress', 'Enter', 'Open its conversation'),
  key('In progress', 'x', 'Stop it'),
  key('On what waits for you', 'a', 'Approve'),
  key('On what waits for you', 'r', 'Reject'),
  key('On what waits for you', 'e', 'Edit first'),
  key('In a message', 'Enter', 'Send'),
  key('In a message', 'Shift Enter', 'New line'),
];
