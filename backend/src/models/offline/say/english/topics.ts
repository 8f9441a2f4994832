import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Topic } from '#backend/models/offline/understand/intent.ts';
import { quoted } from '../markdown.ts';

const examples = '- “List my tasks”\n- “Create a task called Buy milk due Friday”\n- “Mark Buy milk as done”';

const creating =
  'Say what it is and, if you like, when it is due, its priority and its project. For example:\n\n- “Create a task called Buy milk due Friday”\n- “Add task “Send invoice” with high priority to project Website by the 12th”\n- “Create a project Website for client Acme”';

const helping = `I list, count, find, create, change and delete what you keep here; what is to be deleted, or posted to an address, waits until you approve it. For example:

- Tasks: “What is due this week?”, “Create a task called Buy milk due Friday”, “Mark Buy milk as done”
- Projects and clients: “Create a project Website for client Acme”, “Tell me about the project Website”, “Archive Website”
- Checkpoints: “What checkpoints are coming up?”, “Add a checkpoint Launch to Website on 12 May”
- Notes: “Note for Website: the client wants blue”, “Find notes about invoices”, “Read the note Hosting”
- Comments: “Comment on Buy milk: two litres”, “Show the comments on Buy milk”
- Follow-ups: “Follow up with Rossi next Tuesday about the contract”
- The app: “Go to settings”, “Notify me that lunch is ready”`;

/** What needs no rows to be said. */
export function topic(asked: Topic): string {
  switch (asked) {
    case 'greeting':
      return `Hello! I look after your tasks, projects, clients, checkpoints and notes. You can say, for example:\n\n${examples}`;
    case 'thanks':
      return 'You are welcome.';
    case 'identity':
      return 'I am Adiuva’s offline model: a set of rules on this computer, without a key and without the network. I know your tasks, projects, clients, checkpoints and notes, and nothing else.';
    case 'help':
      return helping;
    case 'how-to-create':
      return creating;
    case 'how-to-update':
      return 'Name the task and say what is to change. For example:\n\n- “Mark Buy milk as done”\n- “Move Buy milk to next Friday”\n- “Set its priority to high”';
    case 'how-to-delete':
      return 'Name what is to go. You are asked before it is done. For example:\n\n- “Delete the task Buy milk”\n- “Delete all done tasks”\n- “Delete the project Website”\n- “Delete the note Hosting”';
    case 'how-to-list':
      return 'Ask for what you want to see. For example:\n\n- “List my tasks”\n- “What is due this week?”\n- “How many tasks are open for the website?”';
    case 'declined':
      return 'All right: I changed nothing.';
    case 'cancelled':
      return 'All right, I leave everything as it is.';
    case 'delete':
      return 'I can delete tasks, projects, clients, checkpoints, notes and comments; please name what is to go, for example “delete the task Buy milk” or “delete all done tasks”. You are asked before it is done. Nothing was changed.';
    case 'delete-other':
      return 'I can delete tasks, projects, clients, checkpoints, notes and comments, each by its name, and nothing else. For example: “delete the note Hosting”. Nothing was changed.';
    case 'undo':
      return 'I cannot take a change back from here, but the app can: choose Undo in the message that came with the change, or open Activity and choose Undo beside it. Nothing was changed now.';
    case 'change-project':
      return 'A project is not finished like a task: it can be archived, renamed, moved to another client or deleted. For example: “archive the project Website”. Nothing was changed.';
    case 'history':
      return 'I know when tasks are due, not when they were made, changed or finished; the app’s Activity shows that. “Show my done tasks” lists what is finished.';
    case 'notify-later':
      return 'I can notify you now, but not later, nor when something happens. Nothing was sent. A task keeps it for you: “remind me to call Anna on Friday”.';
    case 'question':
      return `That is for you to decide: I only answer from what you keep here, and I changed nothing. You can say, for example:\n\n${examples}`;
    case 'nothing-to-confirm':
      return `There is nothing waiting for a yes, so I changed nothing. You can say, for example:\n\n${examples}`;
    case 'too-long':
      return 'That is more text than I can read: the offline model understands short messages, of a few sentences. Nothing was changed.';
    case 'empty':
      return `There is no text in that message. You can say, for example:\n\n${examples}`;
    default:
      return exhausted(asked);
  }
}

/** Nothing was understood, nothing was done; `task`: what may have been meant as one. */
export function unknown({ task }: { task?: string | undefined }): string {
  const meant =
    task === undefined
      ? ''
      : ` If it should become a task, say ${quoted(`create a task called ${task.charAt(0).toUpperCase()}${task.slice(1)}`)}.`;
  return `I did not understand that, so I changed nothing.${meant} You can say, for example:\n\n${examples}`;
}

/** The first of several requests in a message could not be done. */
export const restLeft = (): string => 'I left the rest of the message undone.';

/** Files came with the message; `files` are their names, in quotes. */
export const filesUnseen = (files: string): string =>
  `I cannot look at files: I work by rules, on words alone. ${files} went along for other models to read.`;

/** A turn asked for more rounds of calls than any plan makes. */
export const unfinished = (): string => 'I could not finish this. Please ask for it in smaller steps.';
