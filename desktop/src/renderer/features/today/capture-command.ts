import { ListPlus } from 'lucide-react';
import type { Command } from '#renderer/commands/index.ts';

/** The line's own id in the page, by which its command finds it. */
export const CAPTURE_ID = 'capture';

/** While Today stands, a new task is written there. */
export const captureCommands: readonly Command[] = [
  {
    id: 'new task',
    title: 'New task',
    group: 'Make',
    icon: ListPlus,
    keys: 'n',
    run: () => document.getElementById(CAPTURE_ID)?.focus(),
  },
];
