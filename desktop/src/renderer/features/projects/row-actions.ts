import type { TreeCommand } from './tree-keys.ts';

type Act = Exclude<TreeCommand['type'], 'go' | 'fold' | 'open'>;

/** What can be done with a client or a project, as a menu tells it. */
export function rowActions({
  row: { kind, archived },
  onCommand,
}: {
  row: { kind: 'client' | 'project' | 'group'; archived: boolean };
  onCommand: (act: Act) => void;
}): { label: string; onSelect: () => void }[] {
  const action = (label: string, act: Act) => ({ label, onSelect: () => onCommand(act) });
  return [
    ...(kind === 'client' ? [action('New project…', 'new project'), action('New client below…', 'new client')] : []),
    action('Rename…', 'rename'),
    action('Move…', 'move'),
    ...(kind === 'project' ? [action(archived ? 'Take out of the archive' : 'Archive', 'archive')] : []),
    action('Delete…', 'delete'),
  ];
}
