import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';

type Event = Record<string, unknown> & { event: string };

/** As `npm test` built it; a test that runs by itself takes the source. */
const built = process.env['ADIUVA_PROGRAMS'];
const program = built === undefined ? join(import.meta.dirname, '..', 'browser', 'main.ts') : join(built, 'desktop.js');

/** The desktop as `npm run desktop -- --json` runs it. */
export interface DesktopProcess {
  pid: number;
  events: Event[];
  stderr: () => string;
  write: (command: object | string) => void;
  endInput: () => void;
  event: (name: string) => Promise<Event>;
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
  ended: Promise<number | null>;
}

export function startDesktop({
  home,
  args = [],
  env = {},
}: {
  home: string;
  args?: string[];
  env?: Record<string, string>;
}): DesktopProcess {
  const child = spawn(process.execPath, [program, '--home', home, '--port', '0', '--json', '--no-open', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const events: Event[] = [];
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line) as Event));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    events,
    stderr: () => said,
    write: (command) => child.stdin.write(`${typeof command === 'string' ? command : JSON.stringify(command)}\n`),
    endInput: () => child.stdin.end(),
    event: async (name) => {
      await expect.poll(() => events.some((event) => event.event === name) || said, { timeout: 20_000 }).toBe(true);
      return events.findLast((event) => event.event === name) ?? { event: '' };
    },
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}
