import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
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

/** What a home may hold; `window` is the desktop program's own (its window's place, its caches). */
const OWN_PARTS: readonly string[] = ['device', 'backend', 'window'];

/** What is gone by now needs no mode: another process of this home may be at work. */
function setMode({ path, mode }: { path: string; mode: number }): void {
  const now = statSync(path, { throwIfNoEntry: false })?.mode;
  if (now === undefined || (now & 0o077) === 0) return;
  try {
    chmodSync(path, mode);
  } catch (cause) {
    if (existsSync(path)) throw cause;
  }
}

/** Closes a part of the home, and what lies in it, to everybody else: a copy that was brought back may be open. */
function close(folder: string): void {
  setMode({ path: folder, mode: 0o700 });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // PostgreSQL sees to its own folder, and does not start on one that others may enter.
    if (entry.isDirectory() && entry.name !== 'postgres') close(path);
    else if (entry.isFile()) setMode({ path, mode: 0o600 });
  }
}

/**
 * Makes the home's folders and answers their absolute paths. From then on, what this process and its children make is
 * its user's alone, whatever the umask was: folders 0700, files 0600. What was there already is closed too; the root
 * only if it holds nothing else.
 */
export function openHome(root: string): HomePaths {
  const paths = { root: resolve(root), device: resolve(root, 'device'), backend: resolve(root, 'backend') };
  process.umask(0o077);
  for (const folder of Object.values(paths)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  close(paths.device);
  close(paths.backend);
  if (readdirSync(paths.root).every((name) => OWN_PARTS.includes(name))) setMode({ path: paths.root, mode: 0o700 });
  return paths;
}
