import { ListPlus } from 'lucide-react';
import type { Command } from '#renderer/commands/index.ts';

/** While Today stands, a new task is written there. */
export function captureCommand(run: () => void): Command {
  return { id: 'new task', title: 'New task', group: 'Make', icon: ListPlus, keys: 'n', run };
}
