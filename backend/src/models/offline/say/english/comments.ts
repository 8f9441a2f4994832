import { bold, counted, literal, quoted } from '../markdown.ts';

export const counts = ({ task, total }: { task: string; total: number }): string =>
  `${bold(task)} has ${total === 0 ? 'no comments' : counted(total, 'comment')}.`;

export const head = ({ task, total }: { task: string; total: number }): string =>
  `${bold(task)} has ${counted(total, 'comment')}:`;

export const nothing = (task: string): string =>
  `${bold(task)} has no comments. Add one with “comment on ${literal(task)}: done by Friday”.`;

/** One comment, on one line; who wrote it, where it is known. */
export function line({ author, content }: { author: string | undefined; content: string }): string {
  const who =
    author === undefined ? '' : author === 'me' ? 'you: ' : author === 'assistant' ? 'assistant: ' : `${literal(author)}: `;
  return `${who}${quoted(content)}`;
}

/** What is not shown of them. */
export const remainder = ({ total, shown }: { total: number; shown: number }): string =>
  total > shown ? `\n\nThese are the first ${shown} of ${total}.` : '';

export const askText = (task: string): string => `What should the comment on ${bold(task)} say?`;

export const added = ({ task, content }: { task: string; content: string }): string =>
  `Commented on ${bold(task)}: ${quoted(content)}.`;

export const several = (task: string): string => `Which comment on ${bold(task)} do you mean? Nothing was changed.`;
