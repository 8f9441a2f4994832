import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterEach, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let database: TestDatabase;
let device: BareDevice;
let clock: FakeClock;
let token: string;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

const isCall = (frame: Frame): boolean => frame.type === 'tool_call';
const isFinal = (frame: Frame): boolean => frame.type === 'final';
const isWait = (frame: Frame): boolean => isFinal(frame) && frame['status'] === 'waiting';
const isEnd = (frame: Frame): boolean => isFinal(frame) && frame['status'] !== 'waiting';
const isError = (frame: Frame): boolean => frame.type === 'error';
const needsApproval = { error: 'The user is asked first.', code: 'needs_approval' };
const remove = (id: string): { name: string; input: unknown } => ({ name: 'delete_task', input: { task_id: id } });
const idOf = (call: Frame): unknown => (call['data'] as { id?: string } | undefined)?.id;
const callsTo = (from: BareDevice, id: string): Frame[] => from.frames.filter((frame) => isCall(frame) && idOf(frame) === id);
const traces = (from: BareDevice): [unknown, unknown, unknown][] =>
  from.frames
    .filter((frame) => frame.type === 'tool_trace')
    .map((frame) => [frame['tool_call_id'], frame['phase'], frame['outcome']]);

/** Deletes what the first message names, and says "Done." once it has the answers. Any other message is answered at once. */
function deleter(ids: string[]): (options: LanguageModelV4CallOptions) => ScriptedAnswer {
  return (options) => {
    const last = options.prompt.at(-1);
    if (last?.role === 'tool') return { text: ['Done.'] };
    return JSON.stringify(last).includes('Delete') ? { calls: ids.map(remove) } : { text: ['Hello.'] };
  };
}

async function start(answer: NonNullable<Parameters<typeof startTestBackend>[0]['answer']>): Promise<void> {
  clock = createFakeClock();
  database = await createTestDatabase();
  backend = await startTestBackend({ database, answer, clock });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
}

/** A device that asks its owner about every call, until the owner has decided. */
function askingOwner(from: BareDevice): Map<unknown, Record<string, unknown>> {
  const decided = new Map<unknown, Record<string, unknown>>();
  answerCalls({ device: from, answer: (call) => decided.get(idOf(call)) ?? needsApproval });
  return decided;
}

function decide({ from = device, call, decision = 'approve' }: { from?: BareDevice; call: Frame; decision?: string }): void {
  from.send({ type: 'approval_response', approval_id: call['id'], decision });
}

/** Everything that the device sent before is handled. */
async function settled(from: BareDevice = device): Promise<void> {
  const before = from.frames.filter((frame) => frame.type === 'error').length;
  from.send({ type: 'run_cancel', run_id: 'nothing' });
  await from.until(() => from.frames.filter((frame) => frame.type === 'error').length > before);
}

function toolOutputs(): unknown[] {
  const messages = backend.prompts.at(-1)?.prompt ?? [];
  return messages.flatMap((message) =>
    message.role === 'tool'
      ? message.content.flatMap((part) =>
          part.type === 'tool-result' && part.output.type === 'text' ? [JSON.parse(part.output.value) as unknown] : [],
        )
      : [],
  );
}

const runRow = async (): Promise<unknown> =>
  (await queryDatabase({ address: database, text: 'select status, lease_owner from runs order by created_at limit 1' }))[0];

test('a call that needs approval makes the run wait without a worker; decided, the identical call is sent and the run goes on', async () => {
  await start(deleter(['a']));
  const decided = askingOwner(device);
  chat({ device, message: 'Delete a' });
  const wait = await device.until(isWait);
  expect(wait).toMatchObject({
    response: 'Waiting for your approval of deleting a task. Until you decide, nothing of it is done.',
    usage: { input_tokens: 100, output_tokens: 10 },
  });
  expect(await runRow()).toEqual({ status: 'waiting', lease_owner: null });
  expect(backend.prompts).toHaveLength(1);

  decided.set('a', { deleted: true });
  const [call] = callsTo(device, 'a');
  decide({ call: call! });
  const end = await device.until(isEnd);
  expect(end).toMatchObject({ run_id: wait['run_id'], status: 'success', response: 'Done.', usage: { input_tokens: 200 } });
  const [first, again, ...more] = callsTo(device, 'a');
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  expect(more).toEqual([]);
  expect(toolOutputs()).toEqual([{ deleted: true, task_id: 'a' }]);
  expect(traces(device)).toEqual([
    [call!['id'], 'start', undefined],
    [call!['id'], 'finish', 'ok'],
  ]);
  const seqs = device.frames.flatMap((frame) => ('seq' in frame ? [frame['seq']] : []));
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test('several calls of a step are decided in any order; the others of the step are done at once, and the model hears all together', async () => {
  await start((options) =>
    options.prompt.at(-1)?.role === 'tool'
      ? { text: ['Done.'] }
      : { calls: [remove('a'), { name: 'list_tasks', input: {} }, remove('b'), remove('c')] },
  );
  const decided = new Map<unknown, Record<string, unknown>>();
  answerCalls({
    device,
    answer: (call) => (call['action'] === 'select' ? { rows: [], total: 0 } : (decided.get(idOf(call)) ?? needsApproval)),
  });
  chat({ device, message: 'Delete a, b and c' });
  await device.until(isWait);
  const deletes = device.frames.filter((frame) => frame['action'] === 'delete');
  expect(deletes).toHaveLength(3);
  decided.set('b', { error: 'The user said no: I need it.', code: 'rejected' });
  decided.set('c', { deleted: true });
  decided.set('a', { deleted: true });
  for (const id of ['c', 'a']) {
    decide({ call: deletes.find((call) => idOf(call) === id)! });
    await device.until(
      (frame) =>
        frame.type === 'tool_trace' &&
        frame['phase'] === 'finish' &&
        frame['tool_call_id'] === deletes.find((call) => idOf(call) === id)!['id'],
    );
    expect(device.frames.filter(isEnd)).toEqual([]);
  }
  decide({ call: deletes.find((call) => idOf(call) === 'b')!, decision: 'reject' });
  await device.until(isEnd);
  expect(toolOutputs()).toEqual([
    { deleted: true, task_id: 'a' },
    { total: 0, tasks: [] },
    { error: 'The user said no: I need it.', code: 'rejected' },
    { deleted: true, task_id: 'c' },
  ]);
  expect(device.frames.filter(isWait)).toHaveLength(1);
  expect(backend.prompts).toHaveLength(2);
  const ends = traces(device).filter(([, phase]) => phase === 'finish');
  expect(ends).toHaveLength(4);
  expect(ends.filter(([, , outcome]) => outcome === 'refused')).toHaveLength(1);
  expect(ends.filter(([, , outcome]) => outcome === 'ok')).toHaveLength(3);
  expect(new Set(ends.map(([id]) => id)).size).toBe(4);
});

test('a decision in the same breath as needs_approval is not missed', async () => {
  await start(deleter(['a', 'b', 'c']));
  const seen = new Set<unknown>();
  device.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    if (!isCall(frame)) return;
    const answer = seen.has(idOf(frame)) ? { deleted: true } : needsApproval;
    device.send({ type: 'tool_result', id: frame['id'], run_id: frame['run_id'], ...answer });
    if (!seen.has(idOf(frame))) decide({ call: frame });
    seen.add(idOf(frame));
  });
  chat({ device, message: 'Delete a' });
  expect(await device.until(isEnd)).toMatchObject({ status: 'success', response: 'Done.' });
  expect(toolOutputs()).toEqual(['a', 'b', 'c'].map((id) => ({ deleted: true, task_id: id })));
});

test('a decision while another call of the step is still being done announces no wait', async () => {
  await start((options) =>
    options.prompt.at(-1)?.role === 'tool' ? { text: ['Done.'] } : { calls: [remove('a'), { name: 'list_tasks', input: {} }] },
  );
  const decided = new Map<unknown, Record<string, unknown>>();
  answerCalls({
    device,
    answer: (call) => (call['action'] === 'select' ? undefined : (decided.get(idOf(call)) ?? needsApproval)),
  });
  chat({ device, message: 'Delete a' });
  await device.until(() => device.frames.filter(isCall).length === 2);
  const [slow] = device.frames.filter((frame) => frame['action'] === 'select');
  await settled();
  decided.set('a', { deleted: true });
  decide({ call: callsTo(device, 'a')[0]! });
  await device.until(() => callsTo(device, 'a').length === 2);
  await settled();
  device.send({ type: 'tool_result', id: slow!['id'], run_id: slow!['run_id'], rows: [], total: 0 });
  await device.until(isEnd);
  expect(toolOutputs()).toEqual([
    { deleted: true, task_id: 'a' },
    { total: 0, tasks: [] },
  ]);
  expect(device.frames.filter(isFinal)).toHaveLength(1);
});

test('a call past a limit waits as well, and its rows are the answer', async () => {
  await start((options) =>
    options.prompt.at(-1)?.role === 'tool' ? { text: ['One.'] } : { calls: [{ name: 'list_tasks', input: {} }] },
  );
  let isApproved = false;
  answerCalls({ device, answer: () => (isApproved ? { rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 } : needsApproval) });
  chat({ device, message: 'List' });
  expect(await device.until(isWait)).toMatchObject({
    response: 'Waiting for your approval of reading tasks. Until you decide, nothing of it is done.',
  });
  isApproved = true;
  decide({ call: device.frames.find(isCall)! });
  await device.until(isEnd);
  expect(toolOutputs()).toEqual([{ total: 1, tasks: [{ id: 't-1', title: 'Buy milk' }] }]);
});

test('needs_approval again keeps it waiting, and the call is sent only when asked for', async () => {
  await start(deleter(['a']));
  askingOwner(device);
  chat({ device, message: 'Delete a' });
  await device.until(isWait);
  const [call] = callsTo(device, 'a');
  for (let sent = 2; sent <= 4; sent += 1) {
    decide({ call: call! });
    await device.until(() => callsTo(device, 'a').length === sent);
    await settled();
  }
  expect(callsTo(device, 'a')).toHaveLength(4);
  expect(device.frames.filter(isFinal)).toHaveLength(1);
  expect(await runRow()).toMatchObject({ status: 'waiting' });
});

test('no timeout runs while a call waits, and a resend that is not answered leaves it waiting', async () => {
  await start(deleter(['a']));
  let isAway = false;
  answerCalls({ device, answer: () => (isAway ? undefined : needsApproval) });
  chat({ device, message: 'Delete a' });
  await device.until(isWait);
  for (let count = 0; count < 3; count += 1) {
    clock.advance(31_000);
    await settled();
  }
  isAway = true;
  const [call] = callsTo(device, 'a');
  decide({ call: call! });
  await device.until(() => callsTo(device, 'a').length === 2);
  clock.advance(31_000);
  await settled();
  expect(device.frames.filter(isEnd)).toEqual([]);
  expect(await runRow()).toMatchObject({ status: 'waiting' });
  // However late, the answer counts: the device did it.
  device.send({ type: 'tool_result', id: call!['id'], run_id: call!['run_id'], deleted: true });
  expect(await device.until(isEnd)).toMatchObject({ status: 'success' });
});

test('a device that comes back gets the identical call; one that was decided while it was away is done', async () => {
  await start(deleter(['a', 'b']));
  askingOwner(device);
  chat({ device, message: 'Delete a and b' });
  const wait = await device.until(isWait);
  const before = device.frames.filter(isCall);
  await device.close();
  device = await connectDevice({ url: backend.url, token, hello: { resume: { [String(wait['run_id'])]: Number(wait['seq']) } } });
  await device.until(() => device.frames.filter(isCall).length === 2);
  expect(device.frames.filter(isCall).map((frame) => JSON.stringify(frame))).toEqual(
    before.map((frame) => JSON.stringify(frame)),
  );
  for (const frame of before) device.send({ type: 'tool_result', id: frame['id'], run_id: frame['run_id'], deleted: true });
  const end = await device.until(isEnd);
  expect(end).toMatchObject({ run_id: wait['run_id'], status: 'success' });
  const seqs = device.frames.flatMap((frame) => ('seq' in frame ? [Number(frame['seq'])] : []));
  expect(seqs).toEqual(seqs.map((_, index) => Number(wait['seq']) + 1 + index));
});

test('while a run waits its session goes on; the other message is told that it is not done', async () => {
  await start(deleter(['a']));
  const decided = askingOwner(device);
  chat({ device, message: 'Delete a', sessionId: 's-1' });
  const wait = await device.until(isWait);
  chat({ device, message: 'Hello', sessionId: 's-1' });
  const other = await device.until(isEnd);
  expect(other['run_id']).not.toBe(wait['run_id']);
  expect(other).toMatchObject({ status: 'success', response: 'Hello.' });
  expect(toolOutputs()).toEqual([{ error: expect.stringContaining('not done yet'), code: 'needs_approval' }]);
  decided.set('a', { deleted: true });
  decide({ call: callsTo(device, 'a')[0]! });
  const end = await device.until((frame) => isEnd(frame) && frame['run_id'] === wait['run_id']);
  expect(end).toMatchObject({ status: 'success', response: 'Done.' });
  chat({ device, message: 'And now?', sessionId: 's-1' });
  await device.until(() => device.frames.filter(isEnd).length === 3);
  expect(toolOutputs()).toEqual([{ deleted: true, task_id: 'a' }]);
});

test('a chat_request that is sent again while its run waits replays it, and does not wake it', async () => {
  await start(deleter(['a']));
  askingOwner(device);
  const requestId = chat({ device, message: 'Delete a' });
  await device.until(isWait);
  chat({ device, message: 'Delete a', requestId });
  await device.until(() => device.frames.filter((frame) => frame.type === 'run_started').length === 2);
  await settled();
  expect(callsTo(device, 'a')).toHaveLength(1);
  expect(await runRow()).toEqual({ status: 'waiting', lease_owner: null });
});

test('run_cancel ends a run that waits, and a decision after that does nothing', async () => {
  await start(deleter(['a']));
  askingOwner(device);
  chat({ device, message: 'Delete a' });
  const wait = await device.until(isWait);
  device.send({ type: 'run_cancel', run_id: wait['run_id'] });
  expect(await device.until(isEnd)).toMatchObject({ status: 'cancelled', code: 'cancelled', seq: Number(wait['seq']) + 2 });
  const [call] = callsTo(device, 'a');
  expect(traces(device).at(-1)).toEqual([call!['id'], 'finish', 'interrupted']);
  decide({ call: call! });
  await settled();
  expect(callsTo(device, 'a')).toHaveLength(1);
  expect(device.frames.filter((frame) => isError(frame) && frame['code'] !== 'unknown_run')).toEqual([]);
});

test('a run that waits ends when its device is reset', async () => {
  await start(deleter(['a']));
  askingOwner(device);
  chat({ device, message: 'Delete a' });
  const wait = await device.until(isWait);
  await device.close();
  device = await connectDevice({ url: backend.url, token, hello: { store_id: 'store-2' } });
  expect(await device.until(isEnd)).toMatchObject({ run_id: wait['run_id'], code: 'device_reset' });
  expect(device.frames.filter(isCall)).toEqual([]);
});

test('a decision that is not this device’s is refused, audited, and sends nothing', async () => {
  await start(deleter(['a']));
  askingOwner(device);
  chat({ device, message: 'Delete a' });
  await device.until(isWait);
  const [call] = callsTo(device, 'a');
  const stranger = await connectDevice({ url: backend.url, token: (await registerUser(backend)).access });
  const sibling = await connectDevice({ url: backend.url, token, hello: { device_id: 'dev-2' } });
  for (const from of [stranger, sibling]) {
    decide({ from, call: call! });
    expect(await from.until(isError)).toMatchObject({
      code: 'unknown_tool_call',
      message: expect.stringContaining(String(call!['id'])),
    });
  }
  device.send({ type: 'approval_response', approval_id: 'never-asked', decision: 'approve' });
  expect(await device.until(isError)).toMatchObject({ code: 'unknown_tool_call' });
  expect([...stranger.frames, ...sibling.frames].filter(isCall)).toEqual([]);
  expect(callsTo(device, 'a')).toHaveLength(1);
  const audited = await queryDatabase({ address: database, text: 'select event, device_id, detail from audit order by at, id' });
  expect(audited.map((row) => [row['event'], row['detail']])).toEqual([
    ['approval_response_unknown', { approval_id: call!['id'] }],
    ['approval_response_unknown', { approval_id: call!['id'] }],
    ['approval_response_unknown', { approval_id: 'never-asked' }],
  ]);
  stranger.socket.terminate();
  sibling.socket.terminate();
});

test('a wait is no error of the tool, and another step may wait again', async () => {
  let steps = 0;
  await start(() => {
    steps += 1;
    return steps <= 2 ? { calls: [remove(`t-${steps}`)] } : { text: ['Both.'] };
  });
  const decided = askingOwner(device);
  chat({ device, message: 'Delete two, one after the other' });
  for (const id of ['t-1', 't-2']) {
    await device.until(() => callsTo(device, id).length === 1);
    await device.until(() => device.frames.filter(isWait).length === Number(id.at(-1)));
    decided.set(id, { deleted: true });
    decide({ call: callsTo(device, id)[0]! });
  }
  expect(await device.until(isEnd)).toMatchObject({ response: 'Both.' });
  expect(traces(device).map(([, phase, outcome]) => [phase, outcome])).toEqual([
    ['start', undefined],
    ['finish', 'ok'],
    ['start', undefined],
    ['finish', 'ok'],
  ]);
});

test('a device that answers a delete with something else has not deleted for sure', async () => {
  await start(deleter(['a']));
  answerCalls({ device, answer: () => ({ row: { id: 'a' } }) });
  chat({ device, message: 'Delete a' });
  await device.until(isEnd);
  expect(toolOutputs()).toEqual([{ code: 'internal', error: expect.stringContaining('It may have been done') }]);
});
