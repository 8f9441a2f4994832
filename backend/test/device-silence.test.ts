import { afterEach, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

let backend: TestBackend;
let device: BareDevice;
let clock: FakeClock;
let token: string;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

const calls = (): Frame[] => device.frames.filter((frame) => frame.type === 'tool_call');
const isFinal = (frame: Frame): boolean => frame.type === 'final';
const isCall = (frame: Frame): boolean => frame.type === 'tool_call';
const create = (title: string) => ({ name: 'create_task', input: { title } });

async function start(answer: NonNullable<Parameters<typeof startTestBackend>[0]['answer']>): Promise<void> {
  clock = createFakeClock();
  backend = await startTestBackend({ database: await createTestDatabase(), answer, clock });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
}

function toolOutputs(prompt: number): { error?: string; code?: string }[] {
  const messages = backend.prompts[prompt]?.prompt ?? [];
  return messages.flatMap((message) =>
    message.role === 'tool'
      ? message.content.flatMap((part) =>
          part.type === 'tool-result' && part.output.type === 'text'
            ? [JSON.parse(part.output.value) as { error?: string; code?: string }]
            : [],
        )
      : [],
  );
}

test('a device that never answers: after 30 s the tool says so, parallel and later calls do not wait again', async () => {
  await start((_, count) => {
    if (count === 1) return { calls: [create('a'), create('b')] };
    return count <= 4 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Your device does not answer.'] };
  });
  chat({ device, message: 'Create two tasks' });
  await device.until((frame) => isCall(frame) && calls().length === 2);
  clock.advance(29_999);
  expect(device.frames.some(isFinal)).toBe(false);
  clock.advance(1);
  const final = await device.until(isFinal);

  expect(final).toMatchObject({ status: 'success', response: 'Your device does not answer.' });
  expect(calls()).toHaveLength(2);
  expect(toolOutputs(1)).toHaveLength(2);
  for (const output of toolOutputs(1))
    expect(output).toMatchObject({
      code: 'no_answer',
      error: expect.stringMatching(/may have been done.*read before repeating/i),
    });
  const finishes = device.frames.filter((frame) => frame.type === 'tool_trace' && frame['phase'] === 'finish');
  expect(finishes.map((frame) => frame['outcome'])).toEqual(['error', 'error', 'error', 'error', 'error']);
});

test('a late result is no error, and lets the run ask again', async () => {
  await start((_, count) => {
    if (count === 1) return { calls: [create('a')] };
    return count === 2 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Done.'] };
  });
  // The second model call waits until the late result has been heard.
  chat({ device, message: 'Create a task' });
  const call = await device.until(isCall);
  clock.advance(30_000);
  await device.until(isFinal);
  device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], row: { id: 't-1' } });
  device.send({ type: 'tool_result', id: 'never-asked', run_id: call['run_id'], row: { id: 't-1' } });
  const error = await device.until((frame) => frame.type === 'error');
  expect(error).toMatchObject({ code: 'unknown_tool_call', message: expect.stringContaining('never-asked') });
  expect(device.frames.filter((frame) => frame.type === 'error')).toHaveLength(1);
});

test('a device that comes back within the 30 s gets its pending calls again, with the same ids', async () => {
  await start((_, count) => (count === 1 ? { calls: [create('a')] } : { text: ['Created.'] }));
  chat({ device, message: 'Create a task' });
  const first = await device.until(isCall);
  await device.close();
  clock.advance(10_000);
  device = await connectDevice({ url: backend.url, token, hello: { resume: { [String(first['run_id'])]: 2 } } });
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: 'a' } }) });
  const again = await device.until(isCall);
  expect(again).toEqual(first);
  device.send({ type: 'tool_result', id: again['id'], run_id: again['run_id'], row: { id: 't-1', title: 'a' } });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success', response: 'Created.' });
  expect(device.frames.filter((frame) => 'seq' in frame).map((frame) => frame['seq'])).toEqual([3, 4, 5]);
});

test('a new hello lets a run that had no answer ask again', async () => {
  await start((_, count) => {
    if (count === 1) return { calls: [create('a')] };
    return count === 2 ? { calls: [{ name: 'list_tasks', input: {} }] } : { text: ['Done.'] };
  });
  chat({ device, message: 'Create a task' });
  const call = await device.until(isCall);
  await device.close();
  // It says hello in the same moment in which the call is given up: whichever comes first, the answer comes.
  clock.advance(30_000);
  device = await connectDevice({ url: backend.url, token, hello: { resume: { [String(call['run_id'])]: 2 } } });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  expect(await device.until(isFinal)).toMatchObject({ status: 'success', response: 'Done.' });
});

test('run_cancel reaches a call that waits: cancelled, what was done is kept', async () => {
  await start((_, count) => (count === 1 ? { calls: [create('a'), create('b')] } : { text: ['Done.'] }));
  chat({ device, message: 'Create two tasks' });
  const call = await device.until(isCall);
  device.send({ type: 'run_cancel', run_id: call['run_id'] });
  const final = await device.until(isFinal, 1_000);
  expect(final).toMatchObject({ status: 'cancelled', code: 'cancelled' });
  expect(device.frames.at(-1)).toBe(final);
  const finishes = device.frames.filter((frame) => frame.type === 'tool_trace' && frame['phase'] === 'finish');
  expect(finishes.map((frame) => frame['outcome'])).toEqual(['interrupted', 'interrupted']);
  device.send({ type: 'run_cancel', run_id: call['run_id'] });
  device.send({ type: 'run_cancel', run_id: 'no-such-run' });
  expect(await device.until((frame) => frame.type === 'error')).toMatchObject({ code: 'unknown_run' });
});

test('run_cancel reaches a model that hangs; its text so far is kept', async () => {
  await start(() => ({ text: ['Half an ans'], hangs: true }));
  chat({ device, message: 'Hello' });
  const started = await device.until((frame) => frame.type === 'run_started');
  const sees = (fits: (frame: Frame) => boolean): boolean => {
    clock.advance(40);
    return device.frames.some(fits);
  };
  await expect.poll(() => sees((frame) => frame.type === 'text_chunk'), { timeout: 10_000 }).toBe(true);
  device.send({ type: 'run_cancel', run_id: started['run_id'] });
  await expect.poll(() => sees(isFinal), { timeout: 10_000 }).toBe(true);
  expect(device.frames.find(isFinal)).toMatchObject({ status: 'cancelled', response: 'Half an ans' });
});

test('a run whose device is reset ends with device_reset, and its call is not sent to the new store', async () => {
  await start((_, count) => (count === 1 ? { calls: [create('a')] } : { text: ['Done.'] }));
  chat({ device, message: 'Create a task' });
  const call = await device.until(isCall);
  await device.close();
  device = await connectDevice({ url: backend.url, token, hello: { store_id: 'store-2' } });
  expect(await device.until(isFinal)).toMatchObject({ run_id: call['run_id'], status: 'error', code: 'device_reset' });
  expect(calls()).toEqual([]);
  device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], row: { id: 't-1' } });
  chat({ device, message: 'Again' });
  expect(await device.until((frame) => isFinal(frame) && frame['run_id'] !== call['run_id'])).toMatchObject({
    status: 'success',
  });
  expect(device.frames.filter((frame) => frame.type === 'error')).toEqual([]);
});
