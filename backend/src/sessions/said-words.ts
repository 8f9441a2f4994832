import type { StoredMessage } from '#backend/storage/conversation-repository.ts';

const TITLE_CHARACTERS = 60;

/**
 * What a message says. Before the words of a user that opened a run stands a line with the day, which is for the model
 * alone. Null: the words are no longer kept.
 */
export function saidWords({ role, runId, text }: Pick<StoredMessage, 'role' | 'runId' | 'text'>): string | null {
  if (text === undefined) return null;
  return role === 'user' && runId !== undefined ? text.slice(text.indexOf('\n') + 1) : text;
}

/** The first words of a text in one line, whole ones where they are not too long. */
export function titleOf(text: string): string {
  const line = text
    .slice(0, TITLE_CHARACTERS * 8)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= TITLE_CHARACTERS) return line;
  const cut = line.slice(0, TITLE_CHARACTERS - 1).toWellFormed();
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > TITLE_CHARACTERS / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
