import { CORE_PORT_MESSAGE, type Program } from '#rpc/window-messages.ts';
import { openPortChannel } from '#renderer/rpc-client.ts';
import type { CoreTransport } from './core-transport.ts';
import { typeOfOwnMessage } from './own-message.ts';

/** Reaches the core of the desktop program: each opening asks for a port, which comes when the core is there. */
export function portTransport({
  program,
  window,
}: {
  program: Program;
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}): CoreTransport {
  return {
    hasKey: true,
    open({ onOpened, onClosed }) {
      const life = new AbortController();
      let port: MessagePort | undefined;
      const take = (event: MessageEvent): void => {
        const [given] = event.ports;
        if (typeOfOwnMessage(event) !== CORE_PORT_MESSAGE || !given) return;
        window.removeEventListener('message', take);
        port = given;
        // The other end closes when the core's process ends.
        given.addEventListener('close', () => {
          life.abort();
          onClosed('ended');
        });
        onOpened({ channel: openPortChannel({ port: given, closed: life.signal }), closed: life.signal });
        given.start();
      };
      window.addEventListener('message', take);
      program.askForPort();
      return () => {
        window.removeEventListener('message', take);
        port?.close();
        life.abort();
      };
    },
  };
}
