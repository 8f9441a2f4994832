import { literal, quoted } from '../markdown.ts';
import { bold, counted, unchanged } from './words.ts';

export const counts = ({ task, total }: { task: string; total: number }): string =>
  total === 0 ? `${bold(task)} non ha commenti.` : `${bold(task)} ha ${counted(total, 'comment')}.`;

export const head = ({ task, total }: { task: string; total: number }): string =>
  `${bold(task)} ha ${counted(total, 'comment')}:`;

export const nothing = (task: string): string =>
  `${bold(task)} non ha commenti. Aggiungine uno con “commenta ${literal(task)}: pronto entro venerdì”.`;

/** One comment, on one line; who wrote it, where it is known. */
export function line({ author, content }: { author: string | undefined; content: string }): string {
  const who =
    author === undefined ? '' : author === 'me' ? 'tu: ' : author === 'assistant' ? 'assistente: ' : `${literal(author)}: `;
  return `${who}${quoted(content)}`;
}

/** What is not shown of them. */
export const remainder = ({ total, shown }: { total: number; shown: number }): string =>
  total > shown ? `\n\nQuesti sono i primi ${shown} di ${total}.` : '';

export const askText = (task: string): string => `Che cosa deve dire il commento a ${bold(task)}?`;

export const added = ({ task, content }: { task: string; content: string }): string =>
  `Ho commentato ${bold(task)}: ${quoted(content)}.`;

export const several = (task: string): string => `Quale commento a ${bold(task)} intendi? ${unchanged}`;
