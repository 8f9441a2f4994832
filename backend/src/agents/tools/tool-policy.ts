import { sendNotification } from '@adiuva/shared-protocol';
import type { ToolName } from './chat-tools.ts';

/**
 * Where a tool does its work, and so who may say no to it.
 * - `device`: on the user's data. The device checks every call, and asks its owner itself.
 * - `app`: shows something in the user's app, which acknowledges it. Nothing changes, nothing leaves: free.
 * - `backend`: in the backend, and nothing leaves it: free.
 * - `backend_after_approval`: the backend does it, and something leaves for others. Never before the user approved this very
 *   input; never approved because nobody is there.
 */
export type ToolPlace = 'device' | 'app' | 'backend' | 'backend_after_approval';

/** A tool that may need approval says when, and why. */
interface AskingTool {
  place: (input: unknown) => ToolPlace;
  /** One sentence, shown to the user beside the tool and its input. */
  reason: (input: unknown) => string;
}

/** Each tool's place. A tool without an entry does not compile, nor does one that asks without a reason. */
const policy: Record<ToolName, Exclude<ToolPlace, 'backend_after_approval'> | AskingTool> = {
  list_tasks: 'device',
  list_tasks_due_today: 'device',
  create_task: 'device',
  update_task: 'device',
  delete_task: 'device',
  list_projects: 'device',
  create_project: 'device',
  delete_project: 'device',
  list_clients: 'device',
  create_client: 'device',
  list_task_comments: 'device',
  add_task_comment: 'device',
  delete_task_comment: 'device',
  list_all_projects: 'device',
  get_project: 'device',
  update_project: 'device',
  list_checkpoints: 'device',
  create_checkpoint: 'device',
  update_checkpoint: 'device',
  delete_checkpoint: 'device',
  list_notes: 'device',
  get_note: 'device',
  search_notes: 'device',
  create_note: 'device',
  update_note: 'device',
  delete_note: 'device',
  update_client: 'device',
  delete_client: 'device',
  create_followup: 'device',
  navigate_to: 'app',
  open_item: 'app',
  send_notification: { place: placeOfNotification, reason: reasonForNotification },
};

/** What is asked of a tool: its name and input as the model gave them, checked or not. */
interface ToolQuestion {
  name: string;
  input: unknown;
}

/**
 * Where that call does its work. An input that is not surely harmless needs approval. For a name that is no tool's there is
 * nothing to run or to ask about: it counts as the device's, and whoever would run it refuses it.
 */
export function placeOf(request: ToolQuestion): ToolPlace {
  const entry = entryOf(request.name);
  if (entry === undefined) return 'device';
  return typeof entry === 'string' ? entry : entry.place(request.input);
}

/** Why the user is asked before that call is done: one sentence, for `approval_request.reason`. */
export function reasonToAsk(request: ToolQuestion): string {
  const entry = entryOf(request.name);
  return typeof entry === 'object' ? entry.reason(request.input) : `The assistant wants to use ${request.name.slice(0, 100)}.`;
}

function isToolName(name: string): name is ToolName {
  return Object.hasOwn(policy, name);
}

function entryOf(name: string): (typeof policy)[ToolName] | undefined {
  return isToolName(name) ? policy[name] : undefined;
}

function placeOfNotification(input: unknown): ToolPlace {
  const read = sendNotification.input.safeParse(input);
  return read.success && read.data.channel === 'app' ? 'app' : 'backend_after_approval';
}

function reasonForNotification(input: unknown): string {
  const read = sendNotification.input.safeParse(input);
  const url = read.success ? read.data.url : undefined;
  if (url === undefined) return 'This sends the text out of Adiuva, to an address that cannot be read.';
  return `This sends the text to ${new URL(url).host}, where whoever runs that service can read it; it cannot be taken back.`;
}
