import type { AppScreen } from '@adiuva/shared-protocol';
import { bold, literal, quoted } from '../markdown.ts';

const screenNames = {
  chat: 'Chat',
  today: 'Today',
  tasks: 'Tasks',
  projects: 'Projects',
  notes: 'Notes',
  activity: 'Activity',
  waiting: 'Waiting for you',
  what_left: 'What left',
  settings: 'Settings',
} as const satisfies Record<AppScreen, string>;

export const shown = (screen: AppScreen): string => `Here is ${bold(screenNames[screen])}.`;

export const opened = ({ noun, name }: { noun: 'task' | 'project' | 'client'; name: string }): string =>
  `Opened the ${noun} ${bold(name)}.`;

export const oneAtATime = (): string => 'I open one at a time. Which one?';

export const notified = (text: string): string => `Notified you: ${quoted(text)}.`;

export const textTooLong = (most: number): string =>
  `A notification may have ${most} characters; this one is longer. Nothing was sent.`;

export const onlyHttps = (): string =>
  'I post to addresses that begin with https:// only, so that nobody can read along. Nothing was sent.';

export const noAddress = (url: string): string => `I cannot read the address ${quoted(url)}. Nothing was sent.`;

/** `edited`: the user made another text or address of it before they approved it. */
export const posted = ({ text, host, edited }: { text: string; host: string; edited: boolean }): string =>
  `Posted ${quoted(text)} to ${bold(host)}${edited ? ', as you changed it' : ''}.`;

export function notTaken({ text, host, status }: { text: string; host: string; status: number | undefined }): string {
  const answered = status === undefined ? 'did not take it' : `answered with the status ${status}, so it did not take it`;
  return `I posted ${quoted(text)} to ${bold(host)}, but the service there ${answered}.`;
}

/** `reason`: the user's own, or ''. */
export const notApproved = (reason: string): string =>
  reason === '' ? 'You rejected this. Nothing was sent.' : `You rejected this: ${sentence(reason)} Nothing was sent.`;

/** Nobody answered, or something else that `said` tells. */
export const notSent = (said: string): string => `${sentence(said)} Nothing was sent.`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? literal(text) : `${literal(text)}.`);
