import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { BACKEND_NODE_FLAGS } from '@adiuva/launcher/node-flags.ts';
import { backendProgram } from '#backend-test/backend-process.ts';
import { chat, connectDevice, registerUser } from '#backend-test/bare-device.ts';
import type { Figure } from './measured.ts';

const TURNS = 1_000;
const SETTLE_MS = 3_000;

function residentMegabytes(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((each) => each.startsWith('VmRSS'));
  return Number(/\d+/.exec(line ?? '')?.[0]) / 1_024;
}

/** The backend's own process, as `npm start` and `npm run backend` run it, at rest; its PostgreSQL is another. Linux alone tells it. */
export async function benchMemory(): Promise<Figure[]> {
  if (process.platform !== 'linux') return [];
  const home = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
  const child = spawn(process.execPath, [...BACKEND_NODE_FLAGS, backendProgram, '--home', home, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) =>
        resolve((JSON.parse(line) as { backend_url: string }).backend_url),
      );
      child.once('exit', () => reject(new Error('the backend did not start')));
    });
    const pid = child.pid ?? 0;
    await delay(SETTLE_MS);
    const idle = residentMegabytes(pid);
    const device = await connectDevice({ url, token: (await registerUser({ url })).access });
    for (let turn = 0; turn < TURNS; turn += 1) {
      chat({ device, message: 'Hello', sessionId: `s-${turn % 50}` });
      const final = await device.until((frame) => frame.type === 'final');
      device.send({ type: 'ack', run_id: final['run_id'], seq: final['seq'] });
      device.frames.length = 0;
    }
    await delay(SETTLE_MS);
    const after = residentMegabytes(pid);
    device.socket.terminate();
    return [
      { name: 'memory of the backend at rest, without PostgreSQL', value: idle, unit: 'MB', aim: '<=150' },
      { name: 'memory of the backend after 1,000 turns', value: after, unit: 'MB', aim: '' },
    ];
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(home, { recursive: true, force: true });
  }
}
