import { bold } from '../markdown.ts';

export const askTitle = (): string => 'What should the task be called? For example: “create a task called Buy milk due Friday”.';

export const titleTooLong = (most: number): string =>
  `A title may have ${most} characters; this one is longer. Nothing was created. Please make it shorter.`;

export const tooMany = ({ most, count }: { most: number; count: number }): string =>
  `I create at most ${most} tasks from one message, and these are ${count}. Nothing was created.`;

export const cannotRepeat = (): string => 'Tasks cannot repeat yet, so it is there once.';

/** The sentence before the list of several tasks that were created. */
export const head = (count: number): string => `Created ${count} tasks:`;

export const one = ({ title, facts, past }: { title: string; facts: string[]; past: boolean }): string =>
  `Created ${[bold(title), ...facts].join(', ')}.${past ? ' That day is in the past.' : ''}`;
