// The one place of the hosts that names the RPC library.
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { CoreRouter } from '#core/router.ts';

/** A MessagePort as Node, the browser or Electron makes it. */
export type RpcPort = Parameters<PortHandler<object>['upgrade']>[0];

/** Answers the contract over whatever connects the page to the core. */
export interface RpcServer {
  serveSocket(socket: WebSocket): void;
  /** Starts the port too: what came before waits in it. */
  servePort(port: RpcPort & { start(): void }): void;
}

/** @param onFault told what went wrong beside the contract's own errors, without the data it happened to */
export function createRpcServer({ router, onFault }: { router: CoreRouter; onFault: (fault: string) => void }): RpcServer {
  const sockets = new SocketHandler(router);
  const ports = new PortHandler(router);
  return {
    serveSocket(socket) {
      sockets.upgrade(socket).catch((cause: unknown) => onFault(String(cause)));
    },
    servePort(port) {
      ports.upgrade(port);
      port.start();
    },
  };
}
