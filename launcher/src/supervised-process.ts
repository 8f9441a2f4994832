import { spawn, type ChildProcess } from 'node:child_process';
import { readLines } from './json-lines.ts';
import { channelMessageSchema, type ChannelMessage } from './parent-channel.ts';

/** Restarts within a minute before a process is given up. */
const RESTARTS_A_MINUTE = 5;
const FIRST_DELAY_MS = 250;

export interface SupervisedProcess {
  /**
   * A line for the process's standard input, if it is ready: answers whether it is. It may die before it reads the line;
   * who needs to know carries lines with `createCarriedLines`.
   */
  write(line: string): boolean;
  /** A message over the channel; kept until it is ready. */
  send(message: ChannelMessage): void;
  /** SIGTERM, and SIGKILL after `patienceMs`. Resolves when it has ended. */
  stop(options: { patienceMs: number }): Promise<void>;
}

export interface ProcessPlan {
  /** What the process is called when it is spoken of. */
  name: string;
  /** What runs it; Node by default. */
  program?: string;
  /** Whether an end with code 0 is the user's wish; else it is started again after any end. */
  mayEnd?: boolean;
  /** Read at each start, so that a restart may keep what the first start found out (its port). */
  arguments: () => string[];
  environment: () => NodeJS.ProcessEnv;
  /** Hears each line of its stdout, and answers whether that line says that it is ready. */
  onLine: (line: string) => boolean;
  onMessage: (message: ChannelMessage) => void;
  /** It is ready: after each start. */
  onReady?: () => void;
  /** It ended and will not be started again. `code` is its own, or 1. */
  onGivenUp: (code: number) => void;
  log: (message: string) => void;
}

/** Runs a Node process, and starts it again when it ends by itself. Its stderr is ours. */
export function superviseProcess(plan: ProcessPlan): SupervisedProcess {
  let child: ChildProcess;
  let stopping = false;
  let ended: Promise<void> = Promise.resolve();
  let restarts: number[] = [];
  let ready = false;
  /** Only what was ready once is worth starting again. */
  let wasReady = false;
  const kept: (() => void)[] = [];

  function whenReady(say: () => void): void {
    if (ready) say();
    else kept.push(say);
  }

  function start(): void {
    child = spawn(plan.program ?? process.execPath, plan.arguments(), {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
      env: plan.environment(),
    });
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error('a process without pipes');
    // A process that dies while it is written to is handled by its exit.
    stdin.on('error', () => undefined);
    readLines({
      input: stdout,
      onLine: (line) => {
        if (!plan.onLine(line)) return;
        ready = true;
        wasReady = true;
        for (const say of kept.splice(0)) say();
        plan.onReady?.();
      },
    });
    child.on('message', (raw) => {
      const parsed = channelMessageSchema.safeParse(raw);
      if (parsed.success) plan.onMessage(parsed.data);
    });
    child.on('error', (cause) => plan.log(`the ${plan.name} could not be run: ${cause.message}`));
    ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        ready = false;
        resolve();
        if (!stopping) restartAfter({ code, signal });
      });
    });
  }

  function restartAfter({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): void {
    const now = performance.now();
    restarts = restarts.filter((at) => now - at < 60_000);
    if (!wasReady || (plan.mayEnd && code === 0) || restarts.length >= RESTARTS_A_MINUTE) {
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
      if (ready) child.stdin?.write(`${line}\n`);
      return ready;
    },
    send: (message) =>
      whenReady(() => {
        if (child.connected) child.send(message, undefined, {}, () => undefined);
      }),
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
