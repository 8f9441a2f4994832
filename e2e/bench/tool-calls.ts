import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectRpc } from '#e2e/fixtures/rpc.ts';
import { repository } from '#e2e/fixtures/node-process.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { startDevicePeer } from './device-peer.ts';
import { percentile, round, timeAtOnce, timeEach, type Figure } from './measure.ts';
import { startPeerServer } from './peer-server.ts';

const CALLS_A_RUN = 100;
const INSERTS_A_RUN = 50;
const ONE_BY_ONE = 4_000;
const AT_ONCE = 60_000;
const INSERTS = 600;
const ROUNDS = 5;

/** A raw client on a copy of the device's file: same table, indexes and pragmas, same row. */
async function startRawPeer(home: string) {
  const folder = join(home, 'raw');
  mkdirSync(folder);
  const file = join(folder, 'adiuva.sqlite');
  for (const suffix of ['', '-wal']) cpSync(join(home, 'device', `adiuva.sqlite${suffix}`), `${file}${suffix}`, { force: true });
  const server = await startPeerServer();
  const child = spawn(process.execPath, [join(repository, 'e2e/bench/raw-peer.ts'), server.url, file], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await server.connected;
  return {
    server,
    close: async (): Promise<void> => {
      const gone = once(child, 'exit');
      await server.close();
      await gone;
    },
  };
}

/** The device's answer to a tool call, against the least that any answer costs: a bare socket and the same statement. */
export async function benchToolCalls(): Promise<Figure[]> {
  const { home, remove } = temporaryHome();
  const device = await startDevicePeer({ home });
  try {
    const { rpc, close } = await connectRpc(device.appUrl);
    await rpc.tasks.create({ title: 'The one row of this bench', description: 'x'.repeat(60) });
    close();
    const raw = await startRawPeer(home);
    let call = 0;
    const select = (run: string) => {
      call += 1;
      return device.server.ask({
        type: 'tool_call',
        id: `call-${call}`,
        run_id: run,
        action: 'select',
        table: 'tasks',
        filters: { status: 'todo' },
      });
    };
    const runs = await device.bindRuns(Math.ceil((ONE_BY_ONE + AT_ONCE) / CALLS_A_RUN));
    const runOf = (index: number): string => runs[Math.floor(index / CALLS_A_RUN)] ?? '';

    const probe = await select(runOf(0));
    if (!Array.isArray(probe['rows']) || probe['rows'].length !== 1)
      throw new Error(`the device did not answer a select: ${JSON.stringify(probe)}`);

    const deviceTimes: number[] = [];
    const rawTimes: number[] = [];
    const each = (ONE_BY_ONE - CALLS_A_RUN) / ROUNDS;
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      rawTimes.push(
        ...(await timeEach({ count: each, call: (index) => raw.server.ask({ id: `raw-${turn}-${index}`, kind: 'select' }) })),
      );
      deviceTimes.push(...(await timeEach({ count: each, call: (index) => select(runOf(CALLS_A_RUN + turn * each + index)) })));
    }
    const perSecond = await timeAtOnce({ count: AT_ONCE, lanes: 16, call: (index) => select(runOf(ONE_BY_ONE + index)) });
    const rawPerSecond = await timeAtOnce({
      count: AT_ONCE,
      lanes: 16,
      call: (index) => raw.server.ask({ id: `raw-many-${index}`, kind: 'select' }),
    });

    const writers = await device.bindRuns(INSERTS / INSERTS_A_RUN);
    const deviceWrites: number[] = [];
    const rawWrites: number[] = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const count = INSERTS / ROUNDS;
      rawWrites.push(
        ...(await timeEach({
          count,
          call: (index) => raw.server.ask({ id: `raw-w-${turn}-${index}`, kind: 'insert', title: `Task ${index}` }),
        })),
      );
      deviceWrites.push(
        ...(await timeEach({
          count,
          call: (index) => {
            const at = turn * count + index;
            return device.server.ask({
              type: 'tool_call',
              id: `write-${at}`,
              run_id: writers[Math.floor(at / INSERTS_A_RUN)] ?? '',
              action: 'insert',
              table: 'tasks',
              data: { title: `Task ${index}` },
            });
          },
        })),
      );
    }
    await raw.close();

    const [p50, rawP50] = [percentile(deviceTimes, 0.5), percentile(rawTimes, 0.5)];
    const [write, rawWrite] = [percentile(deviceWrites, 0.5), percentile(rawWrites, 0.5)];
    return [
      {
        name: 'tool round trip, select of one 200-byte row, p50 against raw ws and the same statement',
        value: round(p50 / rawP50, 2),
        unit: 'x',
        aim: '<=1.5',
      },
      { name: 'tool round trip, p50', value: round(p50, 4), unit: 'ms', aim: '' },
      { name: 'tool round trip, raw ws and the same statement, p50', value: round(rawP50, 4), unit: 'ms', aim: '' },
      { name: 'tool calls a second, 16 at once', value: Math.round(perSecond), unit: '1/s', aim: '>=28000' },
      { name: 'raw ws and the same statement a second, 16 at once', value: Math.round(rawPerSecond), unit: '1/s', aim: '' },
      {
        name: 'insert with journal and executed record, against a raw insert of the same durability',
        value: round(rawWrite / write, 2),
        unit: 'x',
        aim: '>=0.5',
      },
      { name: 'insert with journal and executed record, p50', value: round(write, 3), unit: 'ms', aim: '' },
    ];
  } finally {
    await device.close();
    remove();
  }
}
