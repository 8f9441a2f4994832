import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's port of the main and the utility process: events of Node's kind, whose `data` is the message. */
export class MessagePortMain extends EventEmitter {
  readonly inner: MessagePort;

  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }

  /** Nothing arrives before. */
  start(): void {
    this.inner.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    this.inner.postMessage(message);
  }

  close(): void {
    this.inner.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

/** What carries ports to where Node's own cannot go: another process, or a page. */
export type Carried = { kind: 'port-data'; id: number; data: unknown } | { kind: 'port-close'; id: number };

/** One end of such a carriage: the ports that live here, by the number under which the other end knows them. */
export class Carriage {
  private readonly ports = new Map<number, MessagePortMain>();
  private readonly send: (carried: Carried) => void;
  private lastId = 0;

  constructor(send: (carried: Carried) => void) {
    this.send = send;
  }

  /** Sends a port over: what is posted to its twin comes out there. */
  take(port: MessagePortMain): number {
    this.lastId += 1;
    this.keep(this.lastId, port);
    return this.lastId;
  }

  /** A port that came over, for whoever is here to use. */
  give(id: number): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    this.keep(id, port1);
    return port2;
  }

  hear(carried: Carried): void {
    const port = this.ports.get(carried.id);
    if (carried.kind === 'port-data') port?.postMessage(carried.data);
    else this.drop(carried.id);
  }

  /** The other end is gone. */
  end(): void {
    for (const id of this.ports.keys()) this.drop(id);
  }

  private keep(id: number, port: MessagePortMain): void {
    this.ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.send({ kind: 'port-data', id, data }));
    port.on('close', () => {
      if (this.ports.delete(id)) this.send({ kind: 'port-close', id });
    });
    port.start();
  }

  private drop(id: number): void {
    const port = this.ports.get(id);
    this.ports.delete(id);
    port?.close();
  }
}
