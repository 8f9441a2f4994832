/** What tests ask of the process that the program runs in, over the channel on which it was started. */
import { forked } from './utility-process.ts';
import type { WebContents } from './web-contents.ts';
import { type Bounds, seen, type MenuEntry, type MenuTemplate } from './main-parts.ts';

function entryAt(template: MenuTemplate, [label, ...rest]: readonly string[]): MenuEntry {
  const entry = template.find((each) => each.label === label || each.role === label);
  if (!entry) throw new Error(`there is no menu entry ${label}`);
  return rest.length === 0 ? entry : entryAt(entry.submenu ?? [], rest);
}

/** The part of the stand-in's windows that tests ask for. */
interface ShownWindow {
  webContents: WebContents;
  preferences: object;
  getNormalBounds(): Bounds;
  setBounds(bounds: Bounds): void;
  isVisible(): boolean;
  isFocused(): boolean;
  isMaximized(): boolean;
  close(): void;
  hide(): void;
  blur(): void;
  show(): void;
  maximize(): void;
}

interface PermissionAnswers {
  ask: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
  check: (contents: unknown, permission: string) => boolean;
}

/** Answers what tests ask about the program's windows, menus and processes, and does what a user would do with them. */
export function answerTests({
  app,
  session: own,
  windows,
}: {
  app: { quit(): void };
  session: PermissionAnswers;
  windows: () => ShownWindow[];
}): void {
  function window(): ShownWindow {
    const [first] = windows();
    if (!first) throw new Error('there is no window');
    return first;
  }

  const commands: Record<string, (value: never) => unknown> = {
    seen: () => seen,
    windows: () =>
      windows().map((each) => ({
        bounds: each.getNormalBounds(),
        visible: each.isVisible(),
        focused: each.isFocused(),
        maximised: each.isMaximized(),
        preferences: each.preferences,
        url: each.webContents.mainFrame.url,
        complaints: each.webContents.complaints,
      })),
    evaluate: (expression: string) => window().webContents.page?.evaluate(expression),
    keys: async (keys: string[]) => {
      const keyboard = window().webContents.page?.keyboard;
      for (const key of keys) await (key.startsWith('type ') ? keyboard?.type(key.slice(5)) : keyboard?.press(key));
    },
    pages: () => window().webContents.page?.context().pages().length,
    reload: () =>
      window()
        .webContents.page?.reload()
        .then(() => true),
    window: (method: 'close' | 'hide' | 'blur' | 'show' | 'maximize') => window()[method](),
    place: (bounds: Bounds) => window().setBounds(bounds),
    menu: (path: string[]) => entryAt(seen.menu, path).click?.(),
    tray: (path: string[]) => entryAt(seen.trays[0]?.menu ?? [], path).click?.(),
    notification: (index: number) => seen.notifications[index]?.click(),
    kill: (name: string) => forked.get(name)?.kill('SIGKILL'),
    pids: () => Object.fromEntries([...forked].map(([name, { pid }]) => [name, pid])),
    permission: (name: string) =>
      new Promise((resolve) => own.ask(undefined, name, (granted) => resolve([granted, own.check(undefined, name)]))),
    quit: () => setImmediate(() => app.quit()) && true,
  };

  process.on('message', (message: { type: string; id: number; command: string; value: never }) => {
    if (message.type !== 'stand-in') return;
    const answer = (words: object): unknown => process.send?.({ type: 'stand-in', id: message.id, ...words });
    Promise.resolve()
      .then(() => commands[message.command]?.(message.value))
      .then(
        (result) => answer({ result: result ?? null }),
        (error: unknown) => answer({ error: String(error) }),
      );
  });
}
