import { bold } from './words.ts';

export const askTitle = (): string =>
  'Come si deve chiamare l’attività? Per esempio: “crea un’attività chiamata Comprare il latte per venerdì”.';

export const titleTooLong = (most: number): string =>
  `Un titolo può avere ${most} caratteri; questo è più lungo. Non ho creato nulla. Accorcialo, per favore.`;

export const tooMany = ({ most, count }: { most: number; count: number }): string =>
  `Da un messaggio creo al massimo ${most} attività, e queste sono ${count}. Non ho creato nulla.`;

export const cannotRepeat = (): string => 'Le attività non possono ancora ripetersi, quindi c’è una volta sola.';

/** The sentence before the list of several tasks that were created. */
export const head = (count: number): string => `Ho creato ${count} attività:`;

export const one = ({ title, facts, past }: { title: string; facts: string[]; past: boolean }): string =>
  `Ho creato ${[bold(title), ...facts].join(', ')}.${past ? ' Quel giorno è già passato.' : ''}`;
