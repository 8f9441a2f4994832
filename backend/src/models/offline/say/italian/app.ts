import type { AppScreen } from '@adiuva/shared-protocol';
import { literal, quoted } from '../markdown.ts';
import { bold, the } from './words.ts';

/** The app's own names of its screens, which are English. */
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

export const shown = (screen: AppScreen): string => `Ecco ${bold(screenNames[screen])}.`;

export const opened = ({ noun, name }: { noun: 'task' | 'project' | 'client'; name: string }): string =>
  `Ho aperto ${the(noun)} ${bold(name)}.`;

export const oneAtATime = (): string => 'Ne apro una per volta. Quale?';

export const notified = (text: string): string => `Ti ho avvisato: ${quoted(text)}.`;

export const textTooLong = (most: number): string =>
  `Una notifica può avere ${most} caratteri; questa è più lunga. Non ho inviato nulla.`;

export const onlyHttps = (): string =>
  'Pubblico solo su indirizzi che iniziano con https://, così nessuno può leggere lungo il percorso. Non ho inviato nulla.';

export const noAddress = (url: string): string => `Non riesco a leggere l’indirizzo ${quoted(url)}. Non ho inviato nulla.`;

/** `edited`: the user made another text or address of it before they approved it. */
export const posted = ({ text, host, edited }: { text: string; host: string; edited: boolean }): string =>
  `Ho pubblicato ${quoted(text)} su ${bold(host)}${edited ? ', come l’hai cambiato tu' : ''}.`;

export function notTaken({ text, host, status }: { text: string; host: string; status: number | undefined }): string {
  const answered = status === undefined ? 'non l’ha accettato' : `ha risposto con lo stato ${status}, quindi non l’ha accettato`;
  return `Ho pubblicato ${quoted(text)} su ${bold(host)}, ma quel servizio ${answered}.`;
}

/** `reason`: the user's own, or ''. */
export const notApproved = (reason: string): string =>
  reason === '' ? 'L’hai rifiutato. Non ho inviato nulla.' : `L’hai rifiutato: ${sentence(reason)} Non ho inviato nulla.`;

/** Nobody answered, or something else that `said` tells. */
export const notSent = (said: string): string =>
  /\bexpired\b/i.test(said)
    ? 'Nessuno ha risposto in tempo, quindi non è stato fatto. Non ho inviato nulla.'
    : `${sentence(said)} Non ho inviato nulla.`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? literal(text) : `${literal(text)}.`);
