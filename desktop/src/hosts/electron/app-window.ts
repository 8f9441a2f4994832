import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { ProgramRequest } from '#rpc/window-messages.ts';
import { COMMAND_CHANNEL } from './channels.ts';
import { PAGE_URL } from './page-address.ts';
import { fitPlace, readPlace, SMALLEST, writePlace } from './window-place.ts';

export interface AppWindow {
  /** Brings it up: opened, restored, focused. */
  show: () => void;
  /** Whether the user looks at it. */
  isInView: () => boolean;
  /** Shows it, and has its page do something or go somewhere. */
  command: (request: ProgramRequest) => void;
  current: () => BrowserWindow | undefined;
}

/**
 * The program's one window. Closed, it is hidden while `staysHidden` says that there is a way back to it; else it is gone,
 * and the program with it.
 */
export function createAppWindow({
  preload,
  icon,
  placeFile,
  staysHidden,
}: {
  preload: string;
  icon: string;
  placeFile: string;
  staysHidden: () => boolean;
}): AppWindow {
  let window: BrowserWindow | undefined;

  function keepPlace(): void {
    if (window) writePlace({ file: placeFile, place: { bounds: window.getNormalBounds(), maximised: window.isMaximized() } });
  }

  function open(): BrowserWindow {
    const main = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
    const place = fitPlace({ kept: readPlace(placeFile), displays: [main, ...others].map(({ workArea }) => workArea) });
    const opened = new BrowserWindow({
      ...place.bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Adiuva',
      icon,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: true,
      },
    });
    if (place.maximised) opened.maximize();
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', (event) => {
      keepPlace();
      if (!staysHidden()) return;
      event.preventDefault();
      opened.hide();
    });
    opened.on('closed', () => (window = undefined));
    window = opened;
    void opened.loadURL(PAGE_URL);
    return opened;
  }

  function show(): BrowserWindow {
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    return window;
  }

  return {
    show: () => void show(),
    isInView: () => window !== undefined && window.isVisible() && !window.isMinimized() && window.isFocused(),
    command(request) {
      const { webContents } = show();
      const send = (): void => webContents.send(COMMAND_CHANNEL, request);
      if (webContents.isLoading()) webContents.once('did-finish-load', send);
      else send();
    },
    current: () => window,
  };
}
