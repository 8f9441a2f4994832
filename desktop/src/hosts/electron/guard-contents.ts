import { app, session, type WebContents } from 'electron';
import { openExternally } from './open-externally.ts';
import { isPage } from './page-address.ts';

/** What the page may ask of Chromium: to put a text into the clipboard. The program's own notifications need no leave. */
const ALLOWED = ['clipboard-sanitized-write'];

function guard({ contents, log }: { contents: WebContents; log: (message: string) => void }): void {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!isPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternally({ url, log });
    return { action: 'deny' };
  });
}

/** Keeps every page of the program where it is: no other address, no second window, no permission, no embedded page. */
export function guardContents({ log }: { log: (message: string) => void }): void {
  app.on('web-contents-created', (_event, contents) => guard({ contents, log }));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(ALLOWED.includes(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED.includes(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
}
