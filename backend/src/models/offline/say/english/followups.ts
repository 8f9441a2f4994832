import { bold } from '../markdown.ts';

export const askTitle = (): string =>
  'What should I remind you of? For example: “follow up with Rossi about the contract next Tuesday”.';

export const askDay = (title: string): string => `On which day should I remind you: ${bold(title)}? For example: “next Tuesday”.`;

/** `followed`: the task that it follows. */
export const created = ({
  title,
  facts,
  followed,
  past,
}: {
  title: string;
  facts: string[];
  followed: string | undefined;
  past: boolean;
}): string =>
  `Created the follow-up ${[bold(title), ...facts].join(', ')}${followed === undefined ? '' : `, for the task ${bold(followed)}`}.${past ? ' That day is in the past.' : ''}`;

/** What a follow-up of a task is called when nothing else was said: its title. */
export const titleFor = (task: string): string => `Follow up on ${task}`;
