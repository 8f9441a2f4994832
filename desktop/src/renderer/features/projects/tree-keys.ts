import type { TreeRow } from './tree-rows.ts';

/** What a key does on a row of the tree. */
export type TreeCommand =
  | { type: 'go'; to: number }
  | { type: 'fold' }
  | { type: 'open' }
  | { type: 'new project' | 'new client' | 'rename' | 'move' | 'archive' | 'delete' };

const acts: Readonly<Record<string, TreeCommand>> = {
  Enter: { type: 'open' },
  ' ': { type: 'open' },
  n: { type: 'new project' },
  N: { type: 'new client' },
  F2: { type: 'rename' },
  e: { type: 'rename' },
  m: { type: 'move' },
  a: { type: 'archive' },
  Delete: { type: 'delete' },
};

/** Moves as trees do: right opens or goes in, left closes or goes out. */
export function treeCommand({
  key,
  rows,
  index,
}: {
  key: string;
  rows: readonly TreeRow[];
  index: number;
}): TreeCommand | undefined {
  const row = rows[index];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { type: 'go', to: Math.min(rows.length - 1, index + 1) };
    case 'ArrowUp':
    case 'k':
      return { type: 'go', to: Math.max(0, index - 1) };
    case 'Home':
      return { type: 'go', to: 0 };
    case 'End':
      return { type: 'go', to: rows.length - 1 };
    case 'ArrowRight':
      if (row.expanded === false) return { type: 'fold' };
      return row.expanded ? { type: 'go', to: index + 1 } : undefined;
    case 'ArrowLeft': {
      if (row.expanded) return { type: 'fold' };
      const parent = rows.findIndex((one) => one.key === row.parent);
      return parent < 0 ? undefined : { type: 'go', to: parent };
    }
    default:
      return Object.hasOwn(acts, key) ? acts[key] : undefined;
  }
}
