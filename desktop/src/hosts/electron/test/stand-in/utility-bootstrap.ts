/** Makes a child of Node look like Electron's utility process from inside: a `parentPort`, and no IPC channel of Node's. */
import { EventEmitter } from 'node:events';
import { Carriage, type Carried, type MessagePortMain } from './ports.ts';

type FromParent = { kind: 'message'; data: unknown; ports: number[] } | Carried;

const toParent = process.send?.bind(process);
const send = (message: object): void => {
  if (process.connected) toParent?.(message, undefined, {}, () => undefined);
};
const carriage = new Carriage(send);

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    send({ kind: 'message', data });
  }
}

const parentPort = new ParentPort();
const kept: { data: unknown; ports: MessagePortMain[] }[] = [];
// As in Electron, nothing is heard before somebody listens.
parentPort.on('newListener', () => setImmediate(() => kept.splice(0).forEach((event) => parentPort.emit('message', event))));
process.on('message', (message: FromParent) => {
  if (message.kind !== 'message') return carriage.hear(message);
  const event = { data: message.data, ports: message.ports.map((id) => carriage.give(id)) };
  if (parentPort.listenerCount('message') === 0) kept.push(event);
  else parentPort.emit('message', event);
});
// Electron ends its utility processes with the main one.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.assign(process, { parentPort, send: undefined });

const [, , entry = '', ...args] = process.argv;
process.argv = [process.execPath, entry, ...args];
await import(entry);
