import { openSocketChannel } from '#renderer/rpc-client.ts';
import type { CoreTransport } from './core-transport.ts';

/** Reaches the core of the browser host. */
export function socketTransport({
  url,
  token,
  answers,
}: {
  /** `ws://host/rpc`. */
  url: string;
  /** The key of this start of the app; absent: the window was opened without one. */
  token: string | undefined;
  /** Whether something still serves the page at this address. */
  answers: () => Promise<boolean>;
}): CoreTransport {
  return {
    hasKey: token !== undefined,
    open({ onOpened, onClosed }) {
      const life = new AbortController();
      const websocket = new WebSocket(url, ['adiuva.rpc', `token.${token}`]);
      websocket.addEventListener('open', () =>
        onOpened({ channel: openSocketChannel({ websocket, closed: life.signal }), closed: life.signal }),
      );
      websocket.addEventListener('close', () => {
        life.abort();
        void answers().then((answered) => onClosed(answered ? 'refused' : 'ended'));
      });
      return () => websocket.close();
    },
  };
}
