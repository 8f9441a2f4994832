import type { TaskField } from './task-view-state.ts';

export type TaskCommand =
  /** `selects`: all that it passes. */
  | { type: 'move'; by: number; selects?: boolean }
  | { type: 'select' }
  | { type: 'select_all' }
  | { type: 'first' }
  | { type: 'last' }
  | { type: 'title' }
  | { type: 'toggle' }
  | { type: 'remove' }
  | { type: 'details' }
  | { type: 'close' }
  | { type: 'field'; field: TaskField };

const commands: Readonly<Record<string, TaskCommand>> = {
  ArrowDown: { type: 'move', by: 1 },
  j: { type: 'move', by: 1 },
  ArrowUp: { type: 'move', by: -1 },
  k: { type: 'move', by: -1 },
  PageDown: { type: 'move', by: 12 },
  PageUp: { type: 'move', by: -12 },
  Home: { type: 'first' },
  End: { type: 'last' },
  Enter: { type: 'title' },
  F2: { type: 'title' },
  ' ': { type: 'toggle' },
  Delete: { type: 'remove' },
  o: { type: 'details' },
  ArrowRight: { type: 'details' },
  Escape: { type: 'close' },
  x: { type: 'select' },
  s: { type: 'field', field: 'status' },
  d: { type: 'field', field: 'due' },
  p: { type: 'field', field: 'priority' },
  m: { type: 'field', field: 'project' },
};

/** What a key means while a row of the list has the focus. */
export function taskCommand(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}): TaskCommand | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' ? { type: 'select_all' } : undefined;
  if (event.shiftKey && event.key === 'ArrowDown') return { type: 'move', by: 1, selects: true };
  if (event.shiftKey && event.key === 'ArrowUp') return { type: 'move', by: -1, selects: true };
  return Object.hasOwn(commands, event.key) ? commands[event.key] : undefined;
}
