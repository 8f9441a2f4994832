import { afterAll, beforeAll, expect, test } from 'vitest';
import { BACKEND, isReady, startNodeProcess, type NodeProcess } from '#e2e/fixtures/node-process.ts';
import {
  connectScriptDevice,
  createAskingOwner,
  register,
  type AskingOwner,
  type Frame,
  type ScriptDevice,
} from '#e2e/fixtures/script-device.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

let home: string;
let remove: () => void;
let backend: NodeProcess;
let backendUrl: string;
let accounts = 0;

async function startBackend(port = '0'): Promise<void> {
  backend = startNodeProcess({ entry: BACKEND, args: ['--home', home, '--port', port, '--json'] });
  backendUrl = String((await backend.event(isReady, { timeoutMs: 60_000 }))['backend_url']);
}

async function killBackend(): Promise<void> {
  process.kill(backend.pid, 'SIGKILL');
  await backend.ended;
  await startBackend(new URL(backendUrl).port);
}

function newAccount(): Promise<string> {
  accounts += 1;
  return register({ backendUrl, email: `owner-${accounts}@example.com` });
}

beforeAll(async () => {
  ({ home, remove } = temporaryHome());
  await startBackend();
});
afterAll(async () => {
  await backend.stop();
  remove();
});

const tasks = [
  { id: 'task-1', title: 'Draft the sitemap', status: 'done' },
  { id: 'task-2', title: 'Collect the photos', status: 'done' },
  { id: 'task-3', title: 'Order the domain', status: 'done' },
];
const read = (call: Frame): Record<string, unknown> => ({
  rows: call['table'] === 'tasks' ? tasks : [],
  total: call['table'] === 'tasks' ? tasks.length : 0,
});
const isDelete = (frame: Frame): boolean => frame.type === 'tool_call' && frame['action'] === 'delete';
const isWait = (frame: Frame): boolean => frame.type === 'final' && frame['status'] === 'waiting';
const isEnd = (frame: Frame): boolean => frame.type === 'final' && frame['status'] !== 'waiting';
const isFinish = (frame: Frame): boolean => frame.type === 'tool_trace' && frame['phase'] === 'finish';
const events = (device: ScriptDevice, runId: unknown): Frame[] =>
  device.frames.filter((frame) => frame['run_id'] === runId && typeof frame['seq'] === 'number');
const seqs = (frames: Frame[]): unknown[] => frames.map((frame) => frame['seq']);

function chat(device: ScriptDevice, message: string, session_id = 'session-1'): void {
  accounts += 1;
  device.send({
    type: 'chat_request',
    request_id: `request-${accounts}`,
    message,
    context: { timezone: 'Europe/Rome', session_id },
  });
}

/** A device whose run waits for three deletes. */
async function waitingDevice(): Promise<{
  token: string;
  owner: AskingOwner;
  device: ScriptDevice;
  calls: Frame[];
  wait: Frame;
}> {
  const token = await newAccount();
  const owner = createAskingOwner({ read });
  const device = await connectScriptDevice({ backendUrl, token, answer: owner.answer });
  chat(device, 'Delete all done tasks');
  const wait = await device.frame(isWait);
  const calls = device.frames.filter(isDelete);
  expect(calls.map((call) => [call['table'], call['data']])).toEqual(tasks.map(({ id }) => ['tasks', { id }]));
  return { token, owner, device, calls, wait };
}

test('three deletes wait; decided in any order, each is sent again as it was, and one final says what was done', async () => {
  const { owner, device, calls, wait } = await waitingDevice();
  expect(wait['response']).toContain('Waiting for your approval of deleting 3 tasks');
  for (const call of [calls[2], calls[0], calls[1]]) {
    if (!call) throw new Error('a call is missing');
    if (call === calls[0]) owner.reject(call, 'the client still asks for it');
    else owner.approve(call);
    device.decide({ call, decision: call === calls[0] ? 'reject' : 'approve' });
    const finish = await device.frame((frame) => isFinish(frame) && frame['tool_call_id'] === call['id']);
    expect(finish['outcome']).toBe(call === calls[0] ? 'refused' : 'ok');
  }
  const end = await device.frame(isEnd);
  expect(end).toMatchObject({ run_id: wait['run_id'], status: 'success' });
  expect(end['response']).toContain('Deleted 2 tasks');
  expect(end['response']).toContain('You rejected deleting “Draft the sitemap”: the client still asks for it.');
  expect(owner.deleted).toEqual(['task-3', 'task-2']);
  for (const sent of owner.payloads.values()) expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
  const all = events(device, wait['run_id']);
  expect(seqs(all)).toEqual(all.map((_, index) => index + 1));
  expect(all.filter((frame) => frame.type === 'final')).toEqual([wait, end]);
  device.close();
});

test('kill -9 of the backend while a run waits: it still waits, its session goes on, and a decision ends it', async () => {
  const { token, owner, device, calls, wait } = await waitingDevice();
  await killBackend();
  await device.closed;
  const later = await connectScriptDevice({
    backendUrl,
    token,
    answer: owner.answer,
    resume: { [String(wait['run_id'])]: Number(wait['seq']) },
  });
  for (const call of calls) expect(await later.frame((frame) => isDelete(frame) && frame['id'] === call['id'])).toEqual(call);
  chat(later, 'How many tasks do I have?');
  expect(await later.frame(isEnd)).toMatchObject({ status: 'success', response: expect.stringContaining('3') });
  expect(events(later, wait['run_id'])).toEqual([]);
  for (const call of calls) {
    owner.approve(call);
    later.decide({ call, decision: 'approve' });
  }
  const end = await later.frame((frame) => isEnd(frame) && frame['run_id'] === wait['run_id']);
  expect(end['response']).toContain('Deleted 3 tasks');
  expect([...owner.deleted].toSorted()).toEqual(['task-1', 'task-2', 'task-3']);
  for (const sent of owner.payloads.values()) expect(new Set(sent).size).toBe(1);
  const all = [...events(device, wait['run_id']), ...events(later, wait['run_id'])];
  expect(seqs(all)).toEqual(all.map((_, index) => index + 1));
  later.close();
});

test('kill -9 of the backend between a decision and the next step: nothing is deleted twice, and the run ends', async () => {
  const { token, owner, device, calls, wait } = await waitingDevice();
  for (const call of calls) owner.approve(call);
  for (const call of calls) device.decide({ call, decision: 'approve' });
  await expect.poll(() => owner.deleted.length, { timeout: 10_000, interval: 1 }).toBe(3);
  await killBackend();
  await device.closed;
  const seen = Number(events(device, wait['run_id']).at(-1)?.['seq']);
  const later = await connectScriptDevice({
    backendUrl,
    token,
    answer: owner.answer,
    resume: { [String(wait['run_id'])]: seen },
  });
  const ended = device.frames.some(isEnd);
  if (!ended) expect((await later.frame(isEnd))['response']).toContain('Deleted 3 tasks');
  expect([...owner.deleted].toSorted()).toEqual(['task-1', 'task-2', 'task-3']);
  const all = [...events(device, wait['run_id']), ...events(later, wait['run_id'])];
  expect(seqs(all)).toEqual(all.map((_, index) => index + 1));
  later.close();
});

test('a device that decided while it was away is answered at its next hello', async () => {
  const { token, owner, device, calls, wait } = await waitingDevice();
  device.close();
  await device.closed;
  for (const call of calls) owner.reject(call, 'not now');
  const later = await connectScriptDevice({
    backendUrl,
    token,
    answer: owner.answer,
    resume: { [String(wait['run_id'])]: Number(wait['seq']) },
  });
  const end = await later.frame(isEnd);
  expect(end['run_id']).toBe(wait['run_id']);
  for (const { title } of tasks) expect(end['response']).toContain(`You rejected deleting “${title}”: not now.`);
  expect(end['response']).toContain('Nothing was changed.');
  expect(owner.deleted).toEqual([]);
  later.close();
});

test('another user’s decision is refused and wakes nothing; cancel ends the run', async () => {
  const { owner, device, calls, wait } = await waitingDevice();
  const stranger = await connectScriptDevice({ backendUrl, token: await newAccount(), answer: owner.answer });
  for (const call of calls) {
    stranger.decide({ call, decision: 'approve' });
    expect(await stranger.frame((frame) => frame.type === 'error')).toMatchObject({ code: 'unknown_tool_call' });
    stranger.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], deleted: true });
    expect(await stranger.frame((frame) => frame.type === 'error')).toMatchObject({ code: 'unknown_tool_call' });
  }
  expect(stranger.frames.filter(isDelete)).toEqual([]);
  for (const sent of owner.payloads.values()) expect(sent).toHaveLength(1);
  device.send({ type: 'run_cancel', run_id: wait['run_id'] });
  expect(await device.frame(isEnd)).toMatchObject({ run_id: wait['run_id'], status: 'cancelled', code: 'cancelled' });
  expect(owner.deleted).toEqual([]);
  device.close();
  stranger.close();
});
