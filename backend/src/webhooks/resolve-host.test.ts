import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { createHostResolver } from './resolve-host.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const TYPES = { A: 1, AAAA: 28 } as const;
/** A name without such records. */
const NO_NAME = 3;
const BROKEN = 2;

type Zone = Partial<Record<keyof typeof TYPES, Buffer[] | 'broken' | 'silent'>>;

/** A name server on loopback that knows one zone for every name. Answers its address, and the names it was asked for. */
async function serve(zone: Zone): Promise<{ server: string; asked: string[] }> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, peer) => {
    const { name, end } = readName(question);
    const type = question.readUInt16BE(end);
    const kind = type === TYPES.A ? 'A' : 'AAAA';
    asked.push(`${kind} ${name}`);
    const records = zone[kind];
    if (records === 'silent') return;
    const found = records === 'broken' ? [] : (records ?? []);
    const code = records === 'broken' ? BROKEN : found.length === 0 ? NO_NAME : 0;
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(found.length, 6);
    head.writeUInt16BE(0, 8);
    head.writeUInt16BE(0, 10);
    const answers = found.map((address) => {
      // The question's name, its type, class IN, a minute, and how long the address is.
      const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, address.length]);
      return Buffer.concat([record, address]);
    });
    socket.send(Buffer.concat([head, question.subarray(12, end + 4), ...answers]), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  open.push(() => socket.close());
  return { server: `127.0.0.1:${socket.address().port}`, asked };
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

const four = (...octets: number[]): Buffer => Buffer.from(octets);
const six = Buffer.from('26064700470000000000000000001111', 'hex');
const signal = (): AbortSignal => new AbortController().signal;

describe('a name’s addresses', () => {
  it('are those of both families, private ones too: who asks judges them', async () => {
    const { server, asked } = await serve({ A: [four(93, 184, 215, 14), four(10, 0, 0, 1)], AAAA: [six] });
    const resolve = createHostResolver({ servers: [server] });
    expect((await resolve({ host: 'hooks.example.com', signal: signal() })).toSorted()).toEqual([
      '10.0.0.1',
      '2606:4700:4700::1111',
      '93.184.215.14',
    ]);
    expect(asked.toSorted()).toEqual(['A hooks.example.com', 'AAAA hooks.example.com']);
  });

  it('are those of one family when the other has none, or is not answered', async () => {
    for (const AAAA of [undefined, 'broken'] as const) {
      const { server } = await serve({ A: [four(93, 184, 215, 14)], ...(AAAA && { AAAA }) });
      const resolve = createHostResolver({ servers: [server] });
      expect(await resolve({ host: 'hooks.example.com', signal: signal() })).toEqual(['93.184.215.14']);
    }
  });

  it('are a failure when there are none', async () => {
    const { server } = await serve({});
    const resolve = createHostResolver({ servers: [server] });
    await expect(resolve({ host: 'hooks.example.com', signal: signal() })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('are not looked for in the machine’s own list of hosts', async () => {
    const { server, asked } = await serve({});
    const resolve = createHostResolver({ servers: [server] });
    await expect(resolve({ host: 'localhost', signal: signal() })).rejects.toThrow();
    expect(asked).toContain('A localhost');
  });

  it('are not waited for once the time is up', async () => {
    const { server, asked } = await serve({ A: 'silent', AAAA: 'silent' });
    const controller = new AbortController();
    const resolving = createHostResolver({ servers: [server] })({ host: 'hooks.example.com', signal: controller.signal });
    const failure = expect(resolving).rejects.toMatchObject({ code: 'ECANCELLED' });
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(2);
    controller.abort();
    await failure;
  });
});
