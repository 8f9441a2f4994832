import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder that holds all state of one user, by the platform's custom. */
export function defaultHome({ platform, env }: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv }): string {
  if (env['ADIUVA_HOME']) return resolve(env['ADIUVA_HOME']);
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Adiuva');
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Adiuva');
    default:
      return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'adiuva');
  }
}

/** Where each process keeps its part of the home. */
export interface HomePaths {
  root: string;
  /** The desktop's part: `adiuva.sqlite`, secrets, its lock. */
  device: string;
  /** The backend's part: its PostgreSQL, its secret, its lock. */
  backend: string;
}

/** Makes the home's folders (0700) and answers their absolute paths. */
export function openHome(root: string): HomePaths {
  const paths = { root: resolve(root), device: resolve(root, 'device'), backend: resolve(root, 'backend') };
  for (const folder of Object.values(paths)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return paths;
}
