import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page, Route } from 'playwright-core';
import { Carriage, type Carried, type MessagePortMain } from './ports.ts';
import { emitWithDefault, ipcMain, protocolHandlers } from './main-parts.ts';

/** Chromium knows no scheme of ours: the page's origin is this one there, and `app://adiuva` for the program. */
const SHOWN = 'https://adiuva.program';
const MEANT = 'app://adiuva';
const toShown = (url: string): string => (url.startsWith(MEANT) ? SHOWN + url.slice(MEANT.length) : url);
const toMeant = (url: string): string => (url.startsWith(SHOWN) ? MEANT + url.slice(SHOWN.length) : url);

const world = readFileSync(join(import.meta.dirname, 'page-world.js'), 'utf8');

type FromPage = { kind: 'send'; channel: string; args: unknown[] } | Carried;

/** A page of the program, shown by a Chromium. */
export class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' };
  page: Page | undefined;
  /** What the page's Chromium complained of: a violated CSP, a script's fault. */
  readonly complaints: string[] = [];
  private loading = true;
  private session: CDPSession | undefined;
  private contextId: number | undefined;
  private openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  private readonly carriage = new Carriage((carried) => this.tell(carried));
  private readonly preload: string;

  constructor({ preload }: { preload: string }) {
    super();
    this.preload = preload;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  isLoading(): boolean {
    return this.loading;
  }

  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }

  send(channel: string, data: unknown): void {
    this.tell({ kind: 'message', channel, data, ports: [] });
  }

  postMessage(channel: string, data: unknown, ports: MessagePortMain[]): void {
    this.tell({ kind: 'message', channel, data, ports: ports.map((port) => this.carriage.take(port)) });
  }

  async open({ context, url }: { context: BrowserContext; url: string }): Promise<void> {
    const page = await context.newPage();
    this.page = page;
    page.on('popup', (popup) => void popup.close());
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    await page.route('**', (route) => this.answer(route));
    const session = await context.newCDPSession(page);
    this.session = session;
    session.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
      if (name !== 'preload') return;
      // The ports of the document that was there are gone with it.
      this.carriage.end();
      this.contextId = id;
    });
    session.on('Runtime.bindingCalled', ({ payload }) => this.hear(JSON.parse(payload) as FromPage));
    session.on('Page.windowOpen', ({ url }) => {
      // A window that is allowed is none that this stand-in could show.
      if (this.openHandler({ url: toMeant(url) }).action !== 'deny') this.complaints.push(`a window opened: ${url}`);
    });
    await session.send('Runtime.enable');
    await session.send('Page.enable');
    await session.send('Runtime.addBinding', { name: 'standInToMain', executionContextName: 'preload' });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(() => { ${world}; exposeInPage(); })()` });
    const preload = readFileSync(this.preload, 'utf8');
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${world}; runPreload((require) => { ${preload}\n}); })()`,
      worldName: 'preload',
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.mainFrame.url = toMeant(frame.url());
    });
    this.mainFrame.url = url;
    await page.goto(toShown(url));
    this.loading = false;
    this.emit('did-finish-load');
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toMeant(request.url());
    const isOwn = request.frame() === this.page?.mainFrame();
    if (request.isNavigationRequest() && isOwn && this.mainFrame.url !== url)
      if (emitWithDefault(this, 'will-navigate', { url })) return route.abort('aborted');
    const handler = protocolHandlers.get(new URL(url).protocol.slice(0, -1));
    // Nothing of a test reaches a network.
    if (!handler) return route.abort('blockedbyclient');
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  private hear(message: FromPage): void {
    if (message.kind !== 'send') return this.carriage.hear(message);
    ipcMain.emit(message.channel, { sender: this, senderFrame: this.mainFrame }, ...message.args);
  }

  private tell(message: object): void {
    if (this.contextId === undefined) return;
    void this.session
      ?.send('Runtime.evaluate', {
        contextId: this.contextId,
        expression: `standInFromMain(${JSON.stringify(message)})`,
      })
      .catch(() => undefined);
  }
}
