import type { MenuItemConstructorOptions } from 'electron';
import type { ProgramCommand } from '#rpc/window-messages.ts';

export interface MenuPowers {
  command: (command: ProgramCommand) => void;
  openFolder: () => void;
  quit: () => void;
}

/**
 * The menu bar. Its keys all hold Ctrl or Cmd: the page's own are single letters, which it obeys where no text is written.
 * Nothing here reloads the page or opens developer tools in a package.
 */
export function appMenu({
  platform,
  isPackaged,
  command,
  openFolder,
  quit,
}: MenuPowers & { platform: NodeJS.Platform; isPackaged: boolean }): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const go = (label: string, to: ProgramCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => command(to),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const settings = go('Settings…', 'go settings', 'CmdOrCtrl+,');
  const end: MenuItemConstructorOptions = { label: 'Quit Adiuva', accelerator: 'CmdOrCtrl+Q', click: quit };
  return [
    ...(isMac
      ? [
          {
            label: 'Adiuva',
            submenu: [
              { role: 'about' },
              line,
              settings,
              line,
              { role: 'services' },
              line,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              line,
              end,
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: 'File',
      submenu: [
        go('New task', 'new task', 'CmdOrCtrl+N'),
        go('New conversation', 'new conversation', 'CmdOrCtrl+Shift+N'),
        line,
        ...(isMac ? [] : [settings, line]),
        { role: 'close' },
        ...(isMac ? [] : [end]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        go('Chat', 'go chat', 'CmdOrCtrl+1'),
        go('Tasks', 'go tasks', 'CmdOrCtrl+2'),
        go('Activity', 'go activity', 'CmdOrCtrl+3'),
        go('Waiting for you', 'waiting', 'CmdOrCtrl+4'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [line, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        go('Keyboard shortcuts', 'help'),
        { label: 'Show your data’s folder', click: openFolder },
        ...(isMac ? [] : [line, { role: 'about' } as const]),
      ],
    },
  ];
}
