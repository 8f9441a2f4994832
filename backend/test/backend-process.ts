import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** `npm run backend` as a process of its own. */
export interface BackendProcess {
  url: string;
  child: ChildProcess;
  /** SIGKILL: nothing is cleaned up. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

/** As `npm test` built it; a test that runs by itself takes the source. */
const built = process.env['ADIUVA_PROGRAMS'];
export const backendProgram = built === undefined ? join(import.meta.dirname, '..', 'src', 'main.ts') : join(built, 'backend.js');

/** Starts it and waits until it is ready. Rejects with what it wrote when it ends instead. */
export async function startBackendProcess({
  home,
  args = [],
  env = {},
}: {
  home: string;
  args?: string[];
  env?: Record<string, string>;
}): Promise<BackendProcess> {
  const child = spawn(process.execPath, [backendProgram, '--home', home, '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const event = JSON.parse(line) as { event: string; backend_url: string };
        if (event.event === 'ready') resolve(event.backend_url);
      });
    }
    child.once('exit', (code) => reject(new Error(`the backend ended with ${code}: ${errors}`)));
  });
  return {
    url,
    child,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
