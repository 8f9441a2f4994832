/** The desktop program: a window, a tray, a menu, and the processes of core and backend. Holds none of the user's data. */
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, shell } from 'electron';
import { openHome } from '@adiuva/launcher/home.ts';
import { printEvent, readLines } from '@adiuva/launcher/json-lines.ts';
import { onParentMessage, sendToParent, type ChannelMessage } from '@adiuva/launcher/parent-channel.ts';
import { staysHere } from '@adiuva/launcher/stays-here.ts';
import type { ProgramCommand } from '#rpc/window-messages.ts';
import { appMenu } from './app-menu.ts';
import { openTray } from './app-tray.ts';
import { createAppWindow } from './app-window.ts';
import { PORT_CHANNEL, WANT_PORT_CHANNEL } from './channels.ts';
import type { FromCore } from './core-messages.ts';
import { guardContents } from './guard-contents.ts';
import { readHostFlags, type HostFlags } from './host-flags.ts';
import { keepBackend } from './keep-backend.ts';
import { keepCore } from './keep-core.ts';
import { createNotifier } from './native-notifications.ts';
import { isPage, PAGE_URL } from './page-address.ts';
import { openSecretsKey } from './secrets-key.ts';
import { declarePageScheme, servePage } from './serve-page.ts';

const bundles = import.meta.dirname;
const root = join(bundles, '..');
const icon = join(root, 'icons', 'icon.png');
/** How long core and backend may take to end, in milliseconds. */
const PATIENCE_MS = 3_500;

function log(message: string): void {
  process.stderr.write(`adiuva: ${message}\n`);
}

async function run({ home, backendUrl, ownBackend, json }: HostFlags): Promise<void> {
  const { env, platform } = process;
  const paths = openHome(home);
  const lifecycle = { quitting: false };
  const tray: { current?: Awaited<ReturnType<typeof openTray>> } = {};
  guardContents({ log });
  servePage({ folder: join(root, 'renderer') });

  const quit = (): void => app.quit();
  const appWindow = createAppWindow({
    preload: join(bundles, 'preload.cjs'),
    icon,
    placeFile: join(app.getPath('userData'), 'place.json'),
    // A Mac keeps a program without a window in its dock.
    staysHidden: () => !lifecycle.quitting && (platform === 'darwin' || tray.current !== undefined),
  });
  const notify = createNotifier({ isInView: appWindow.isInView, open: appWindow.command });

  const channel: { toCore?: (message: ChannelMessage) => void } = {};
  const backend =
    backendUrl === undefined
      ? await keepBackend({ folder: bundles, home: paths.root, onChannel: (message) => channel.toCore?.(message), log })
      : undefined;
  const secretsKey = await openSecretsKey({ folder: paths.device, platform, log });

  function fail(message: string): void {
    if (json) printEvent({ event: 'refused', message });
    else dialog.showErrorBox('Adiuva cannot go on', message);
    log(message);
    app.exit(1);
  }

  async function pickFolder({ id, title }: { id: number; title: string }): Promise<void> {
    const window = appWindow.current();
    const options = { title, properties: ['openDirectory' as const, 'createDirectory' as const] };
    const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    const [path] = filePaths;
    core.send({ type: 'folder_picked', id, ...(path === undefined ? {} : { path }) });
  }

  function hear(told: Exclude<FromCore, { type: 'ready' }>): void {
    switch (told.type) {
      case 'refused':
        return fail(told.message);
      case 'event':
        return printEvent(told.event);
      case 'notify':
        return notify(told);
      case 'pick_folder':
        return void pickFolder(told);
      default:
        return told satisfies never;
    }
  }

  const accessToken = env['ADIUVA_ACCESS_TOKEN']?.trim();
  const core = keepCore({
    folder: bundles,
    start: {
      type: 'start',
      home: paths.root,
      backend_url: backend?.url ?? backendUrl,
      own_backend: backend ? staysHere(env['LOCAL_LLM_BASE_URL']) : ownBackend,
      ...(accessToken ? { access_token: accessToken } : {}),
      ...(secretsKey ? { secrets_key: secretsKey.toString('base64') } : {}),
      events: json,
    },
    // Told at each of its starts: whoever writes lines sends again what was not answered.
    onReady: () => {
      if (json) printEvent({ event: 'ready', app_url: PAGE_URL });
    },
    onTold: hear,
    onChannel: (message) => (backend ? backend.send(message) : sendToParent(message)),
    onGivenUp: () => fail('Its own process ended again and again. Your data is on your disk as it was; start it again.'),
    log,
  });
  channel.toCore = core.send;
  if (!backend) onParentMessage((message) => (message.type === 'stop' ? quit() : core.send(message)));

  ipcMain.on(WANT_PORT_CHANNEL, ({ sender, senderFrame }) => {
    if (senderFrame !== sender.mainFrame || !senderFrame || !isPage(senderFrame.url)) return;
    core.askForPort((port) => {
      if (sender.isDestroyed()) port.close();
      else sender.postMessage(PORT_CHANNEL, null, [port]);
    });
  });

  app.on('second-instance', appWindow.show);
  app.on('activate', appWindow.show);
  app.on('window-all-closed', quit);
  app.on('before-quit', (event) => {
    if (lifecycle.quitting) return;
    lifecycle.quitting = true;
    event.preventDefault();
    void end();
  });
  process.on('disconnect', quit);

  /** The core first: what it still has to say, it says to a backend that is there. */
  async function end(): Promise<void> {
    await core.stop({ patienceMs: PATIENCE_MS / 2 });
    await backend?.stop({ patienceMs: PATIENCE_MS });
    app.quit();
  }

  const command = (name: ProgramCommand): void => appWindow.command({ command: name });
  const openFolder = (): void => void shell.openPath(paths.device);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu({ platform, isPackaged: app.isPackaged, command, openFolder, quit })));
  tray.current = await openTray({ icon, platform, show: appWindow.show, command, quit });
  appWindow.show();
  if (json) readLines({ input: process.stdin, onLine: (line) => core.send({ type: 'line', line }) });
}

function start(): void {
  const flags = readHostFlags({ argv: process.argv.slice(app.isPackaged ? 1 : 2), env: process.env, platform: process.platform });
  app.setName('Adiuva');
  if (process.platform === 'win32') app.setAppUserModelId('io.adiuva.desktop');
  // The lock is one a home: two homes are two programs.
  app.setPath('userData', join(flags.home, 'window'));
  if (!app.requestSingleInstanceLock()) {
    log('Adiuva is open already; its window was brought to the front.');
    return app.quit();
  }
  app.enableSandbox();
  declarePageScheme();
  app
    .whenReady()
    .then(() => run(flags))
    .catch((cause: unknown) => {
      log(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
      dialog.showErrorBox('Adiuva could not start', cause instanceof Error ? cause.message : String(cause));
      app.exit(1);
    });
}

start();
