import type { Command } from '#renderer/commands/index.ts';

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether letters stand in a text one after the other, others between them or not. */
function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How near a command's words are to what was typed; the lower, the nearer; undefined: not at all. */
function distance(command: Command, typed: string): number | undefined {
  const title = plain(command.title);
  if (title.startsWith(typed)) return 0;
  const words = `${title} ${plain(command.words ?? '')} ${plain(command.group)}`;
  const parts = typed.split(/\s+/);
  if (parts.every((part) => ` ${words}`.includes(` ${part}`))) return 1;
  if (parts.every((part) => words.includes(part))) return 2;
  return typed.length > 2 && hasInOrder(title.replaceAll(' ', ''), typed.replaceAll(' ', '')) ? 3 : undefined;
}

/** The commands that what was typed may mean, the nearest first, as they stand where they are equally near. */
export function rankCommands(commands: readonly Command[], text: string): Command[] {
  const typed = plain(text.trim());
  const runnable = commands.filter(({ run }) => run !== undefined);
  if (typed === '') return runnable;
  return runnable
    .flatMap((command) => {
      const away = distance(command, typed);
      return away === undefined ? [] : [{ command, away }];
    })
    .sort((a, b) => a.away - b.away)
    .map(({ command }) => command);
}

/** Commands under their groups, both in the order of the first of each. */
export function groupCommands(commands: readonly Command[]): { group: string; commands: Command[] }[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([group, members]) => ({ group, commands: members }));
}
