/**
 * A small stand-in for the `electron` module, where its binary cannot be had: the built program runs on it unmodified. Pages
 * are shown by a Chromium, utility processes are children of Node. What it does not stand in for: Chromium's own sandbox,
 * fuses, and what a desktop shows of trays, menus and notifications; of those it keeps what the program asked for.
 */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { answerTests } from './control.ts';
import { type Bounds, emitWithDefault, ipcMain, protocolHandlers, seen, type MenuTemplate } from './main-parts.ts';
import { MessageChannelMain, MessagePortMain } from './ports.ts';
import { utilityProcess } from './utility-process.ts';
import { WebContents } from './web-contents.ts';

export { ipcMain, MessageChannelMain, MessagePortMain, utilityProcess };

/** What the test says of the machine. */
export const machine = JSON.parse(process.env['STAND_IN'] ?? '{}') as {
  packaged?: boolean;
  keyring?: boolean;
  displays?: Bounds[];
  picks?: string;
};

let browserContext: Promise<BrowserContext> | undefined;
const openContext = (): Promise<BrowserContext> =>
  (browserContext ??= chromium
    .launch({
      executablePath: process.env['ADIUVA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    })
    .then(async (browser) => {
      const context = await browser.newContext();
      // Nothing of a test reaches a network: the program's own page has routes of its own.
      await context.route('**', (route) => route.abort('blockedbyclient'));
      return context;
    }));

class App extends EventEmitter {
  readonly isPackaged = machine.packaged === true;
  private userData = '';

  setName(): void {}
  setAppUserModelId(): void {}

  setPath(_name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.userData = path;
  }

  getPath(): string {
    return this.userData;
  }

  enableSandbox(): void {
    seen.sandboxed = true;
  }

  async whenReady(): Promise<void> {
    await openContext();
  }

  /** A second process of one user data folder signals the first. */
  requestSingleInstanceLock(): boolean {
    const file = join(this.userData, 'instance');
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
    } catch {
      const holder = Number(readFileSync(file, 'utf8'));
      try {
        process.kill(holder, 'SIGUSR2');
        return false;
      } catch {
        // It was killed, and left its file.
        writeFileSync(file, String(process.pid));
      }
    }
    process.on('SIGUSR2', () => this.emit('second-instance', {}, [], '', null));
    process.once('exit', () => rmSync(file, { force: true }));
    return true;
  }

  quit(): void {
    if (emitWithDefault(this, 'before-quit')) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length === 0) this.exit(0);
  }

  exit(code: number): void {
    process.exit(code);
  }
}
export const app = new App();

export class BrowserWindow extends EventEmitter {
  private static readonly all = new Set<BrowserWindow>();
  readonly webContents: WebContents;
  readonly preferences: object;
  private bounds: Bounds;
  private state = { visible: false, focused: false, minimised: false, maximised: false };

  constructor({ webPreferences, x, y, width, height }: Bounds & { webPreferences: { preload: string } }) {
    super();
    this.preferences = webPreferences;
    this.bounds = { x, y, width, height };
    this.webContents = new WebContents(webPreferences);
    BrowserWindow.all.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.open({ context: await openContext(), url });
    this.emit('ready-to-show');
  }

  show(): void {
    Object.assign(this.state, { visible: true, focused: true });
  }
  focus(): void {
    this.state.focused = true;
  }
  blur(): void {
    this.state.focused = false;
  }
  hide(): void {
    Object.assign(this.state, { visible: false, focused: false });
  }
  minimize(): void {
    Object.assign(this.state, { minimised: true, focused: false });
  }
  restore(): void {
    this.state.minimised = false;
  }
  maximize(): void {
    this.state.maximised = true;
  }
  setBounds(bounds: Bounds): void {
    this.bounds = bounds;
  }
  isVisible(): boolean {
    return this.state.visible;
  }
  isFocused(): boolean {
    return this.state.focused;
  }
  isMinimized(): boolean {
    return this.state.minimised;
  }
  isMaximized(): boolean {
    return this.state.maximised;
  }
  getNormalBounds(): Bounds {
    return this.bounds;
  }

  close(): void {
    if (emitWithDefault(this, 'close')) return;
    BrowserWindow.all.delete(this);
    void this.webContents.page?.close();
    this.emit('closed');
    if (BrowserWindow.all.size === 0) app.emit('window-all-closed');
  }
}

export const protocol = {
  registerSchemesAsPrivileged: (schemes: object[]) => seen.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => protocolHandlers.set(scheme, handler),
};

class Session extends EventEmitter {
  ask: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void = () => undefined;
  check: (contents: unknown, permission: string) => boolean = () => true;
  setPermissionRequestHandler(handler: Session['ask']): void {
    this.ask = handler;
  }
  setPermissionCheckHandler(handler: Session['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(): void {}
}
export const session = { defaultSession: new Session() };

export const Menu = {
  buildFromTemplate: (template: MenuTemplate) => template,
  setApplicationMenu: (template: MenuTemplate) => (seen.menu = template),
};

export const nativeImage = {
  createFromPath: (path: string) => ({ path: existsSync(path) ? path : '', resize: () => ({ path }) }),
};

export class Tray extends EventEmitter {
  private readonly record = { image: '', menu: [] as MenuTemplate };
  constructor({ path }: { path: string }) {
    super();
    this.record.image = path;
    seen.trays.push(this.record);
  }
  setToolTip(): void {}
  setContextMenu(menu: MenuTemplate): void {
    this.record.menu = menu;
  }
}

export class Notification extends EventEmitter {
  private readonly options: { title: string; body: string };
  static isSupported = (): boolean => true;
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    seen.notifications.push({ ...this.options, click: () => this.emit('click') });
  }
}

const displays = (machine.displays ?? [{ x: 0, y: 0, width: 1920, height: 1080 }]).map((workArea, id) => ({ id, workArea }));
export const screen = { getPrimaryDisplay: () => displays[0], getAllDisplays: () => displays };
export const nativeTheme = { shouldUseDarkColors: false };

export const shell = {
  openExternal: async (url: string) => void seen.opened.push(url),
  openPath: async (path: string) => (seen.opened.push(path), ''),
};

export const dialog = {
  showErrorBox: (title: string, body: string) => void seen.errors.push(`${title}: ${body}`),
  showOpenDialog: async (...args: object[]) => {
    seen.pickedTitles.push(...args.flatMap((each) => ('title' in each && typeof each.title === 'string' ? [each.title] : [])));
    return { filePaths: machine.picks === undefined ? [] : [machine.picks] };
  },
};

/** A keyring that turns bytes around: what it wraps does not show what it holds. */
const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => (machine.keyring === false ? 'basic_text' : 'gnome_libsecret'),
  encryptStringAsync: async (text: string) => turned(Buffer.from(text)),
  decryptStringAsync: async (bytes: Buffer) => ({ result: turned(bytes).toString(), shouldReEncrypt: false }),
};

answerTests({ app, session: session.defaultSession, windows: () => BrowserWindow.getAllWindows() });
