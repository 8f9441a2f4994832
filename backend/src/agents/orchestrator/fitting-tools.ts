import { chatTools, placeOf, type ToolName } from '../tools/index.ts';
import type { Intent } from './intent.ts';

type Topic = Exclude<Intent, 'several'>;

/** What changes rows of a topic. A task may be needed for anything that is to be done, so its tools fit everywhere. */
const TOPIC_TOOLS: Readonly<Record<Topic, RegExp>> = {
  task: /^$/,
  project: /_projects?$/,
  checkpoint: /_checkpoints?$/,
  note: /_notes?$/,
  client: /_clients?$/,
  app: /^(navigate_to|open_item|send_notification)$/,
};
const ALWAYS = /^(list|get|search)_|_task$|_task_comment$|^create_followup$/;

/**
 * The tools that a message of that intent needs, in the order of all: every one that reads, those of tasks, and those that
 * change what it is about. `several`: all of them.
 */
export function fittingTools(intent: Intent): ToolName[] {
  const fits = (name: string): boolean =>
    intent === 'several' || ALWAYS.test(name) || TOPIC_TOOLS[intent].test(name) || placeOf({ name, input: {} }) === 'app';
  return chatTools.map(({ name }) => name).filter(fits);
}
