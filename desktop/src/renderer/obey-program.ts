import type { Commands } from './commands/index.ts';
import { onProgramRequest } from './core-connection/index.ts';
import { goTo } from './use-route.ts';

/**
 * Does what was chosen in the desktop program's menu, in its tray or on a notification. What the page does not offer yet,
 * since it is just being opened, is done once it does.
 */
export function obeyProgram({ commands: { store } }: { commands: Commands }): void {
  let forget = (): void => {};

  function tryTo(id: string): boolean {
    const command = store.getState().commands.find((one) => one.id === id);
    command?.run?.();
    return command !== undefined;
  }

  onProgramRequest((request) => {
    forget();
    if ('session_id' in request) return goTo({ view: 'chat', conversation: request.session_id });
    if (tryTo(request.command)) return;
    forget = store.subscribe(() => {
      if (tryTo(request.command)) forget();
    });
  });
}
