import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../../../..');
const register = join(import.meta.dirname, 'stand-in/register.ts');
export const builtProgram = join(root, 'desktop/out');

/** Builds the page and the program, where their sources changed since. */
export function buildProgram(): void {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), '--if-stale'], { stdio: ['ignore', 2, 2] });
}

/** The built program, running on the stand-in for Electron. */
export interface RunningProgram {
  pid: number;
  events: Record<string, unknown>[];
  stderr: () => string;
  /** Asks the stand-in; see `stand-in/control.ts`. */
  ask: <Answer = unknown>(command: string, value?: unknown) => Promise<Answer>;
  /** Runs an expression in the page's own world. */
  page: <Answer = unknown>(expression: string) => Promise<Answer>;
  write: (line: object) => void;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<number | null>;
}

export function runProgram({
  home,
  folder = builtProgram,
  args = ['--backend-url', 'http://127.0.0.1:9', '--json'],
  machine = {},
  token = 'a-token',
  env = {},
}: {
  home: string;
  folder?: string;
  args?: string[];
  machine?: object;
  token?: string;
  env?: Record<string, string>;
}): RunningProgram {
  const child = spawn(process.execPath, ['--import', register, join(folder, 'bundle/main.js'), '--home', home, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, STAND_IN: JSON.stringify({ packaged: true, ...machine }), ADIUVA_ACCESS_TOKEN: token, ...env },
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('a program without pipes');
  const events: Record<string, unknown>[] = [];
  let said = '';
  stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  stdin.on('error', () => undefined);
  createInterface({ input: stdout }).on('line', (line) => events.push(JSON.parse(line) as Record<string, unknown>));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  child.on('message', (message: { type: string; id: number; result?: unknown; error?: string }) => {
    if (message.type !== 'stand-in') return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result as never);
    else asked?.reject(new Error(message.error));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`the program ended: ${said}`));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let lastId = 0;
  const ask = <Answer>(command: string, value?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ type: 'stand-in', id: lastId, command, value }, (error) => error && reject(error));
    });
  return {
    pid: child.pid ?? 0,
    events,
    stderr: () => said,
    ask,
    page: (expression) => ask('evaluate', expression),
    write: (line) => void stdin.write(`${JSON.stringify(line)}\n`),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
