import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { CoreRouter } from '#core/router.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { startAppServer } from '#hosts/browser/app-server.ts';
import { MessageChannelMain } from '#hosts/electron/test/stand-in/ports.ts';
import { createRpcServer } from '#hosts/serve-rpc.ts';
import type { Contract } from '#rpc/contract.ts';

export type Rpc = ContractRouterClient<Contract>;

export const TOKEN = 'a-token-of-the-test';

/** The browser host's server on a core's router, with an empty folder for a page. */
export async function serve(router: CoreRouter, folder = temporaryFolder()) {
  const faults: string[] = [];
  const rpc = createRpcServer({ router, onFault: (fault) => faults.push(fault) });
  const server = await startAppServer({ port: 0, token: TOKEN, folder, rpc });
  onTestFinished(() => server.close());
  return { ...server, origin: `http://127.0.0.1:${server.port}`, faults };
}

/** Every way in which a page reaches the core. */
export const transports: Record<string, (router: CoreRouter) => Promise<Rpc>> = {
  'a WebSocket of the browser host': async (router) => {
    const { port, origin } = await serve(router);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['adiuva.rpc', `token.${TOKEN}`], { origin });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    onTestFinished(() => socket.terminate());
    // The library asks for the browser's interface, of which this one has what it uses.
    return createORPCClient<Rpc>(new SocketLink({ websocket: socket as unknown as globalThis.WebSocket }));
  },
  'a port of the desktop program': async (router) => {
    const { port1, port2 } = new MessageChannelMain();
    createRpcServer({ router, onFault: () => undefined }).servePort(port1);
    // Electron hands the page the browser's kind of port, of which Node's has what the library uses.
    port2.inner.start();
    onTestFinished(() => port1.close());
    return createORPCClient<Rpc>(new PortLink({ port: port2.inner }));
  },
};
