/** A device in a thread of its own, as it would be elsewhere: says hello, and tells how long it took until every frame was there. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { z } from 'zod';

const plan = z
  .object({ url: z.string(), token: z.string(), hello: z.record(z.string(), z.string()), runId: z.string(), frames: z.number() })
  .parse(workerData);
const socket = new WebSocket(plan.url, ['adiuva.v1'], { headers: { authorization: `Bearer ${plan.token}` } });
await once(socket, 'open');
const at = performance.now();
let left = plan.frames;
socket.on('message', () => {
  left -= 1;
  if (left > 0) return;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
  parentPort?.postMessage(performance.now() - at);
  socket.terminate();
});
const about = { store_id: 'store-1', agent_ids: [], app_version: 'bench', protocol: 1, capabilities: [] };
socket.send(JSON.stringify({ type: 'device_hello', ...plan.hello, ...about, resume: { [plan.runId]: 0 } }));
