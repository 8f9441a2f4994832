import { PROGRAM_NAME, type Program } from '#rpc/window-messages.ts';
import type { CoreTransport } from './core-transport.ts';
import { portTransport } from './port-transport.ts';
import { socketTransport } from './socket-transport.ts';
import { takeWindowKey } from './window-key.ts';

/** The desktop program that this window belongs to, if it is not a browser's. */
function programOf(window: Window): Program | undefined {
  const found: unknown = Reflect.get(window, PROGRAM_NAME);
  return isProgram(found) ? found : undefined;
}

function isProgram(value: unknown): value is Program {
  return typeof value === 'object' && value !== null && 'askForPort' in value && typeof value.askForPort === 'function';
}

/** The way to the core that this window's host offers. */
export function chooseTransport(window: Window & typeof globalThis): CoreTransport {
  const program = programOf(window);
  if (program) return portTransport({ program, window });
  const token = takeWindowKey(window);
  // A newer start's address opened in this tab changes the fragment alone: the window begins again with that key.
  window.addEventListener('hashchange', () => {
    if (takeWindowKey(window) !== token) window.location.reload();
  });
  return socketTransport({
    url: `ws://${window.location.host}/rpc`,
    token,
    answers: () =>
      window.fetch('./', { method: 'HEAD', cache: 'no-store' }).then(
        () => true,
        () => false,
      ),
  });
}
