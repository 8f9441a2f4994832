import { spawn, type ChildProcess } from 'node:child_process';
import { readLines } from './json-lines.ts';
import { channelMessageSchema, type ChannelMessage } from './parent-channel.ts';

/** Restarts within a minute before a process is given up. */
const RESTARTS_A_MINUTE = 5;
const FIRST_DELAY_MS = 250;

export interface SupervisedProcess {
  /** A line for the process's standard input; kept while it restarts. */
  write(line: string): void;
  send(message: ChannelMessage): void;
  /** SIGTERM, and SIGKILL after `patienceMs`. Resolves when it has ended. */
  stop(options: { patienceMs: number }): Promise<void>;
}

export interface ProcessPlan {
  /** What the process is called when it is spoken of. */
  name: string;
  /** Read at each start, so that a restart may keep what the first start found out (its port). */
  arguments: () => string[];
  environment: () => NodeJS.ProcessEnv;
  onLine: (line: string) => void;
  onMessage: (message: ChannelMessage) => void;
  /** It ended and will not be started again. `code` is its own, or 1. */
  onGivenUp: (code: number) => void;
  log: (message: string) => void;
  /** True once the process has said that it is ready: only then is it worth starting again. */
  wasReady: () => boolean;
}

/** Runs a Node process, and starts it again when it ends by itself. Its stderr is ours. */
export function superviseProcess(plan: ProcessPlan): SupervisedProcess {
  let child: ChildProcess;
  let stopping = false;
  let ended: Promise<void> = Promise.resolve();
  let restarts: number[] = [];
  const unwritten: string[] = [];

  function start(): void {
    child = spawn(process.execPath, plan.arguments(), { stdio: ['pipe', 'pipe', 'inherit', 'ipc'], env: plan.environment() });
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error('a process without pipes');
    // A process that dies while it is written to is handled by its exit.
    stdin.on('error', () => undefined);
    readLines({ input: stdout, onLine: plan.onLine });
    child.on('message', (raw) => {
      const parsed = channelMessageSchema.safeParse(raw);
      if (parsed.success) plan.onMessage(parsed.data);
    });
    child.on('error', (cause) => plan.log(`the ${plan.name} could not be run: ${cause.message}`));
    for (const line of unwritten.splice(0)) stdin.write(`${line}\n`);
    ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve();
        if (!stopping) restartAfter({ code, signal });
      });
    });
  }

  function restartAfter({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): void {
    const now = performance.now();
    restarts = restarts.filter((at) => now - at < 60_000);
    if (!plan.wasReady() || restarts.length >= RESTARTS_A_MINUTE) {
      plan.onGivenUp(code ?? 1);
      return;
    }
    const delay = FIRST_DELAY_MS * 2 ** restarts.length;
    restarts.push(now);
    plan.log(`the ${plan.name} ended unexpectedly (${signal ?? `code ${code}`}); starting it again`);
    setTimeout(() => {
      if (!stopping) start();
    }, delay);
  }

  start();
  return {
    write(line) {
      if (child.exitCode !== null || child.signalCode !== null) unwritten.push(line);
      else child.stdin?.write(`${line}\n`);
    },
    send(message) {
      if (child.connected) child.send(message, undefined, {}, () => undefined);
    },
    async stop({ patienceMs }) {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(killer);
    },
  };
}
