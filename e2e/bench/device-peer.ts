import { SUBPROTOCOL } from '@adiuva/shared-protocol';
import { CORE_MALLOC, CORE_NODE_FLAGS } from '@adiuva/launcher/node-flags.ts';
import { DESKTOP, isReady, startNodeProcess } from '#e2e/fixtures/node-process.ts';
import { startPeerServer, type PeerServer } from './peer-server.ts';

/** The real desktop in a process of its own, connected to a bare server here that speaks the protocol as its backend. */
export async function startDevicePeer({ home }: { home: string }): Promise<{
  server: PeerServer;
  appUrl: string;
  pid: number;
  bindRuns: (count: number) => Promise<string[]>;
  close: () => Promise<void>;
}> {
  const server = await startPeerServer({ subprotocol: SUBPROTOCOL });
  let runs = 0;
  const bound: string[] = [];
  let onBound: () => void = () => undefined;
  server.onFrame((frame) => {
    if (frame['type'] === 'device_hello') {
      const limits = { frame_bytes: 1_048_576, tool_timeout_ms: 30_000, max_steps: 5 };
      server.send({
        type: 'device_ready',
        user_id: 'bench',
        protocol: 1,
        server_version: 'bench',
        heartbeat_ms: 30_000,
        capabilities: [],
        limits,
      });
    } else if (frame['type'] === 'chat_request') {
      runs += 1;
      const context = frame['context'] as { session_id?: string };
      const run = `run-${runs}`;
      server.send({
        type: 'run_started',
        run_id: run,
        seq: 1,
        kind: 'chat',
        request_id: frame['request_id'],
        session_id: context.session_id,
      });
      bound.push(run);
      onBound();
    }
  });
  const desktop = startNodeProcess({
    entry: DESKTOP,
    args: ['--home', home, '--port', '0', '--json', '--no-open', '--backend-url', server.url],
    env: { ...CORE_MALLOC, ADIUVA_ACCESS_TOKEN: 'bench' },
    nodeFlags: CORE_NODE_FLAGS,
  });
  const appUrl = String((await desktop.event(isReady))['app_url']);
  await server.connected;
  return {
    server,
    appUrl,
    pid: desktop.pid,
    /** A grant carries 100 calls: a bench of many calls needs many messages. */
    bindRuns: async (count) => {
      const from = bound.length;
      const all = new Promise<void>((resolve) => {
        onBound = () => {
          if (bound.length >= from + count) resolve();
        };
      });
      for (let index = 0; index < count; index += 1) desktop.write({ chat: 'bench' });
      await all;
      return bound.slice(from);
    },
    close: async () => {
      await desktop.stop();
      await server.close();
    },
  };
}
