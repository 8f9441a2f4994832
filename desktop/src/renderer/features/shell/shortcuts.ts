import type { Command } from '#renderer/commands/index.ts';

export interface ShortcutState {
  /** The first key of two, and when it was pressed. */
  pending: { key: string; at: number } | undefined;
}

export const noShortcut: ShortcutState = { pending: undefined };

/** The second key of two counts this long after the first. */
const PAIR_MS = 1_200;

/** What a key does: a command, or the first half of one. Commands of one view alone are obeyed there, not here. */
export function nextShortcut(
  state: ShortcutState,
  { key, at, commands }: { key: string; at: number; commands: readonly Command[] },
): { state: ShortcutState; command?: Command } {
  const { pending } = state;
  const anywhere = commands.filter(({ run, where, keys }) => run !== undefined && where === undefined && keys !== undefined);
  const pair = pending && at - pending.at <= PAIR_MS ? `${pending.key} ${key}` : undefined;
  const found = anywhere.find((one) => one.keys === (pair ?? key));
  if (found) return { state: noShortcut, command: found };
  if (anywhere.some((one) => one.keys?.startsWith(`${key} `))) return { state: { pending: { key, at } } };
  return { state: noShortcut };
}
