import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { Carriage, type Carried, type MessagePortMain } from './ports.ts';

const bootstrap = new URL('./utility-bootstrap.ts', import.meta.url);

/** All that were forked, by name: tests kill them. */
export const forked = new Map<string, ChildProcess>();

class UtilityProcess extends EventEmitter {
  readonly stdout: Readable | null;
  private readonly child: ChildProcess;
  private readonly carriage: Carriage;

  constructor(entry: string, args: string[], serviceName: string) {
    super();
    this.child = fork(bootstrap, [entry, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
    this.stdout = this.child.stdout;
    this.carriage = new Carriage((carried) => this.tell(carried));
    forked.set(serviceName, this.child);
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message: { kind: 'message'; data: unknown } | Carried) => {
      if (message.kind === 'message') this.emit('message', message.data);
      else this.carriage.hear(message);
    });
    this.child.on('exit', (code) => {
      this.carriage.end();
      this.emit('exit', code ?? 9);
    });
  }

  postMessage(data: unknown, ports: MessagePortMain[] = []): void {
    this.tell({ kind: 'message', data, ports: ports.map((port) => this.carriage.take(port)) });
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }

  private tell(message: object): void {
    if (this.child.connected) this.child.send(message, undefined, {}, () => undefined);
  }
}

export const utilityProcess = {
  fork: (entry: string, args: string[], { serviceName = 'Node Utility Process' }: { serviceName?: string }) =>
    new UtilityProcess(entry, args, serviceName),
};
