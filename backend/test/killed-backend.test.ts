import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackendProcess, type BackendProcess } from './backend-process.ts';
import { chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';

let home: string;
let backend: BackendProcess;
let device: BareDevice | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'adiuva-home-'));
});
afterEach(async () => {
  device?.socket.terminate();
  await backend.stop();
  rmSync(home, { recursive: true, force: true });
});

const isFinal = (frame: Frame): boolean => frame.type === 'final';
const isCall = (frame: Frame): boolean => frame.type === 'tool_call';

function postgresPid(): number {
  return Number.parseInt(readFileSync(join(home, 'backend/postgres/data/postmaster.pid'), 'utf8'), 10);
}

/** What a device that executes each call once, and answers a repeated one from its record, has been asked. */
function createRecordingDevice(): { inserted: string[]; answer: (call: Frame) => Frame } {
  const inserted: string[] = [];
  return {
    inserted,
    answer: (call) => {
      if (call['action'] !== 'insert') return { type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 };
      const id = String(call['id']);
      if (!inserted.includes(id)) inserted.push(id);
      return { type: 'tool_result', id, run_id: call['run_id'], row: { id: 't-1', title: 'Buy milk', status: 'todo' } };
    },
  };
}

test.each([
  { name: 'before the result', sendsResult: false, killsPostgres: false },
  { name: 'between the result and the next step', sendsResult: true, killsPostgres: false },
  { name: 'between the result and the next step, its PostgreSQL too', sendsResult: true, killsPostgres: true },
])(
  'kill -9 $name: the run ends, and the device was asked for one write only',
  async ({ sendsResult, killsPostgres }) => {
    backend = await startBackendProcess({ home });
    const { access } = await registerUser(backend);
    const record = createRecordingDevice();
    device = await connectDevice({ url: backend.url, token: access });
    chat({ device, message: 'Create a task called Buy milk', requestId: 'q-1' });
    const call = await device.until(isCall);
    const result = record.answer(call);
    if (sendsResult) device.send(result);
    if (killsPostgres) process.kill(postgresPid(), 'SIGKILL');
    await backend.kill();
    const seen = device.frames.filter((frame) => 'seq' in frame);

    backend = await startBackendProcess({ home });
    const lastSeq = Number(seen.at(-1)?.['seq']);
    device = await connectDevice({ url: backend.url, token: access, hello: { resume: { [String(call['run_id'])]: lastSeq } } });
    const again = device;
    again.socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (isCall(frame)) again.send(record.answer(frame));
    });
    for (const frame of again.frames.filter(isCall)) again.send(record.answer(frame));
    const final = await again.until(isFinal, 30_000);

    expect(final).toMatchObject({ status: 'success', run_id: call['run_id'], response: expect.stringContaining('Buy milk') });
    expect(record.inserted).toEqual([call['id']]);
    const all = [...seen, ...again.frames.filter((frame) => 'seq' in frame)];
    expect(all.map((frame) => frame['seq'])).toEqual(all.map((_, index) => index + 1));

    chat({ device: again, message: 'Create a task called Buy milk', requestId: 'q-1' });
    await again.until((frame) => frame.type === 'run_started');
    expect(record.inserted).toHaveLength(1);
  },
  60_000,
);

test('a second backend on the same home says who holds it; SIGTERM ends the first within 5 s', async () => {
  backend = await startBackendProcess({ home });
  await expect(startBackendProcess({ home })).rejects.toThrow(`process ${backend.child.pid}`);
  const startedAt = performance.now();
  expect(await backend.stop()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(() => process.kill(postgresPid(), 0)).toThrow();
}, 60_000);

test('with a local account, registration is closed and the parent gets access tokens that work', async () => {
  backend = await startBackendProcess({ home, args: ['--local-account'] });
  const refused = await fetch(`${backend.url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'a@example.test', password: 'correct horse' }),
  });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'registration_closed']);
  const answer = new Promise<{ type: string; id: number; access_token: string }>((resolve) =>
    backend.child.once('message', (message) => resolve(message as { type: string; id: number; access_token: string })),
  );
  backend.child.send({ type: 'access_token_request', id: 7 });
  const { id, access_token: token } = await answer;
  expect(id).toBe(7);
  const me = await fetch(`${backend.url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ tier: 'pro', limits: { batch_active: 10 } });
}, 60_000);

test('a PostgreSQL that is killed under a running backend: the run ends all the same, one write only', async () => {
  backend = await startBackendProcess({ home });
  const { access } = await registerUser(backend);
  const record = createRecordingDevice();
  device = await connectDevice({ url: backend.url, token: access });
  chat({ device, message: 'Create a task called Buy milk' });
  const call = await device.until(isCall);
  process.kill(postgresPid(), 'SIGKILL');
  const asked = device;
  asked.send(record.answer(call));
  asked.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    if (isCall(frame)) asked.send(record.answer(frame));
  });
  expect(await asked.until(isFinal, 20_000)).toMatchObject({ status: 'success', run_id: call['run_id'] });
  expect(record.inserted).toEqual([call['id']]);
  const seqs = asked.frames.flatMap((frame) => ('seq' in frame ? [frame['seq']] : []));
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
}, 60_000);

test('a home whose secret was changed does not start, and says what to do', async () => {
  backend = await startBackendProcess({ home });
  await registerUser(backend);
  await backend.stop();
  writeFileSync(join(home, 'backend/secret'), 'y'.repeat(64));
  await expect(startBackendProcess({ home })).rejects.toThrow(/another ADIUVA_SECRET.*ADIUVA_SECRET_PREVIOUS/);
}, 60_000);
