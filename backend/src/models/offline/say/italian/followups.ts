import { bold } from './words.ts';

export const askTitle = (): string =>
  'Che cosa ti devo ricordare? Per esempio: “fai un sollecito a Rossi per il contratto martedì prossimo”.';

export const askDay = (title: string): string =>
  `In che giorno te lo devo ricordare: ${bold(title)}? Per esempio: “martedì prossimo”.`;

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
  `Ho creato il promemoria ${[bold(title), ...facts].join(', ')}${followed === undefined ? '' : `, per l’attività ${bold(followed)}`}.${past ? ' Quel giorno è già passato.' : ''}`;

/** What a follow-up of a task is called when nothing else was said: its title. */
export const titleFor = (task: string): string => `Sollecitare ${task}`;
