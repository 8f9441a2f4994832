import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { readLines } from '@adiuva/launcher/json-lines.ts';
import { CORE_NODE_FLAGS } from '@adiuva/launcher/node-flags.ts';

/** Starts within a minute after which a process is given up, and the pause before the first one, doubled each time. */
const RESTARTS_A_MINUTE = 5;
const FIRST_DELAY_MS = 250;
const MINUTE_MS = 60_000;

/** A utility process that is started again when it ends by itself. */
export interface KeptProcess {
  /** Dropped when the process is not there: who needs an answer waits for its `onStarted`. */
  send(message: unknown, ports?: MessagePortMain[]): void;
  /** Asks it to end, and ends it after `patienceMs`. */
  stop(options: { patienceMs: number }): Promise<void>;
}

export interface KeptProcessPlan {
  /** What it is called when it is spoken of. */
  name: string;
  entry: string;
  arguments: readonly string[];
  /** It runs, and hears what it is sent. */
  onStarted?: () => void;
  onMessage: (message: unknown) => void;
  /** Hears each line of its standard output. */
  onLine?: (line: string) => void;
  /** It ended by itself, and is started again after a moment. */
  onEnded?: () => void;
  /** It ended too often, and is not started again. */
  onGivenUp: () => void;
  log: (message: string) => void;
}

export function keepProcess(plan: KeptProcessPlan): KeptProcess {
  let child: UtilityProcess | undefined;
  let stopping = false;
  let ended: Promise<void> = Promise.resolve();
  let restarts: number[] = [];

  function start(): void {
    const started = utilityProcess.fork(plan.entry, [...plan.arguments], {
      serviceName: `Adiuva ${plan.name}`,
      stdio: ['ignore', 'pipe', 'inherit'],
      // A utility process takes V8's flags in this form alone.
      execArgv: [`--js-flags=${CORE_NODE_FLAGS.join(' ')}`],
    });
    child = started;
    if (started.stdout)
      // Electron gives out Node's stream under a wider type.
      readLines({ input: started.stdout as NodeJS.ReadStream, onLine: (line) => plan.onLine?.(line) });
    started.on('message', (message: unknown) => plan.onMessage(message));
    started.once('spawn', () => plan.onStarted?.());
    ended = new Promise((resolve) => {
      started.once('exit', (code) => {
        child = undefined;
        resolve();
        if (!stopping) restartAfter(code);
      });
    });
  }

  function restartAfter(code: number): void {
    const now = performance.now();
    restarts = restarts.filter((at) => now - at < MINUTE_MS);
    if (restarts.length >= RESTARTS_A_MINUTE) return plan.onGivenUp();
    const delay = FIRST_DELAY_MS * 2 ** restarts.length;
    restarts.push(now);
    plan.log(`the ${plan.name} ended unexpectedly (code ${code}); starting it again`);
    plan.onEnded?.();
    setTimeout(() => {
      if (!stopping) start();
    }, delay);
  }

  start();
  return {
    send: (message, ports) => child?.postMessage(message, ports),
    async stop({ patienceMs }) {
      stopping = true;
      if (!child) return;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process's port has no origin
      child.postMessage({ type: 'stop' });
      const killer = setTimeout(() => child?.kill(), patienceMs);
      await ended;
      clearTimeout(killer);
    },
  };
}
