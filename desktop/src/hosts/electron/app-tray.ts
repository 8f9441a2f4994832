import { execFile } from 'node:child_process';
import { Menu, nativeImage, Tray } from 'electron';
import type { ProgramCommand } from '#rpc/window-messages.ts';

/** How long the desktop may take to say whether it shows trays, in milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * Whether this desktop shows a tray. A Linux desktop without a watcher for them (GNOME as it comes) takes one and shows
 * nothing, and a window that was closed into it could not be found again.
 */
function showsTrays(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  const question = ['--user', '--no-pager', 'status', 'org.kde.StatusNotifierWatcher'];
  return new Promise((resolve) => {
    execFile('busctl', question, { timeout: PATIENCE_MS }, (error) => resolve(error === null));
  });
}

/** The tray, where there is one. */
export async function openTray({
  icon,
  platform,
  show,
  command,
  quit,
}: {
  icon: string;
  platform: NodeJS.Platform;
  show: () => void;
  command: (command: ProgramCommand) => void;
  quit: () => void;
}): Promise<Tray | undefined> {
  if (!(await showsTrays(platform))) return undefined;
  const size = platform === 'darwin' ? 18 : platform === 'win32' ? 16 : 22;
  const tray = new Tray(nativeImage.createFromPath(icon).resize({ width: size, height: size }));
  tray.setToolTip('Adiuva');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Open Adiuva', click: show },
      { label: 'New task', click: () => command('new task') },
      { label: 'Waiting for you', click: () => command('waiting') },
      { type: 'separator' },
      { label: 'Quit', click: quit },
    ]),
  );
  tray.on('click', show);
  return tray;
}
