import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BACKEND, isReady, startNodeProcess, type NodeProcess } from '#e2e/fixtures/node-process.ts';
import { connectScriptDevice, register, upgradeStatus, type Frame, type ScriptDevice } from '#e2e/fixtures/script-device.ts';
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

function newAccount(): Promise<string> {
  accounts += 1;
  return register({ backendUrl, email: `user-${accounts}@example.com` });
}

function chat(
  device: ScriptDevice,
  { request_id, message, session_id }: { request_id: string; message: string; session_id?: string },
): void {
  device.send({
    type: 'chat_request',
    request_id,
    message,
    context: { timezone: 'Europe/Rome', ...(session_id ? { session_id } : {}) },
  });
}

const isFinal = (frame: Frame): boolean => frame.type === 'final';
const isCall = (frame: Frame): boolean => frame.type === 'tool_call';
const tasks = [
  { id: 'task-1', title: 'Draft the sitemap', status: 'todo', priority: 'high', assignee: [] },
  { id: 'task-2', title: 'Collect the photos', status: 'done' },
];
const answerTasks = (call: Frame): Record<string, unknown> =>
  call['action'] === 'select'
    ? { rows: call['table'] === 'tasks' ? tasks : [], total: call['table'] === 'tasks' ? tasks.length : 0 }
    : { row: { ...(call['data'] as object), id: 'task-3' } };

beforeAll(async () => {
  ({ home, remove } = temporaryHome());
  await startBackend();
});
afterAll(async () => {
  await backend.stop();
  remove();
});

describe('the socket', () => {
  test('without a token, with a bad one, and at another path there is no socket', async () => {
    expect(await upgradeStatus({ backendUrl })).toBe(401);
    expect(await upgradeStatus({ backendUrl, token: 'nonsense' })).toBe(401);
    expect(await upgradeStatus({ backendUrl, query: '?token=nonsense' })).toBe(401);
    const token = await newAccount();
    expect(await upgradeStatus({ backendUrl, token })).toBe(101);
    expect(await upgradeStatus({ backendUrl, query: `?token=${token}` })).toBe(101);
    expect(backend.log()).not.toContain(token);
  });

  test('bad frames are answered and survived; the 21st in a minute closes it', async () => {
    const device = await connectScriptDevice({ backendUrl, token: await newAccount() });
    const bad = [
      'not json',
      '[]',
      '7',
      '{"type":"nothing"}',
      '{"type":"ack"}',
      '{"type":"chat_request","request_id":"x"}',
      'null',
      '{"type":"tool_result","id":"a b","run_id":"r"}',
    ];
    for (let index = 0; index < 20; index += 1) {
      device.send(bad[index % bad.length] ?? '');
      expect(await device.frame((frame) => frame.type === 'error')).toMatchObject({ code: 'bad_frame' });
    }
    device.send({ type: 'ping' });
    await device.frame((frame) => frame.type === 'pong');
    device.send('once more');
    expect(await device.closed).toEqual({ code: 4002 });
  });

  test('another protocol version is closed with 4004, a frame before the hello with 4002, a huge frame with 4009', async () => {
    const token = await newAccount();
    const versioned = await connectScriptDevice({ backendUrl, token, hello: false });
    versioned.send({
      type: 'device_hello',
      device_id: 'd',
      store_id: 's',
      agent_ids: [],
      app_version: '9',
      protocol: 2,
      capabilities: [],
    });
    expect(await versioned.closed).toEqual({ code: 4004 });
    const early = await connectScriptDevice({ backendUrl, token, hello: false });
    chat(early, { request_id: 'early', message: 'List my tasks' });
    expect(await early.closed).toEqual({ code: 4002 });
    const huge = await connectScriptDevice({ backendUrl, token });
    huge.send('x'.repeat(1_048_577));
    expect(await huge.closed).toEqual({ code: 4009 });
  });

  test('a second socket of the same device replaces the first; another device of the user does not', async () => {
    const token = await newAccount();
    const first = await connectScriptDevice({ backendUrl, token });
    const other = await connectScriptDevice({ backendUrl, token, deviceId: 'device-2' });
    const second = await connectScriptDevice({ backendUrl, token });
    expect(await first.closed).toEqual({ code: 4003 });
    for (const device of [other, second]) {
      device.send({ type: 'ping' });
      await device.frame((frame) => frame.type === 'pong');
      device.close();
    }
  });
});

describe('a run', () => {
  test('"List my tasks" is one select on tasks, and an answer that names the real rows', async () => {
    const device = await connectScriptDevice({ backendUrl, token: await newAccount(), answer: answerTasks });
    chat(device, { request_id: 'list', message: 'List my tasks' });
    const final = await device.frame(isFinal);
    expect(final).toMatchObject({ status: 'success', usage: { model: 'offline:rules', cost_usd: 0 } });
    expect(final['response']).toContain('Draft the sitemap');
    expect(final['response']).toContain('Collect the photos');
    const calls = device.frames.filter(isCall);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ action: 'select', table: 'tasks' });
    const events = device.frames.filter((frame) => typeof frame['seq'] === 'number');
    expect(events.map((frame) => frame['seq'])).toEqual(events.map((_, index) => index + 1));
    expect(events[0]).toMatchObject({ type: 'run_started', kind: 'chat', request_id: 'list' });
    expect(events.at(-1)).toBe(final);
    const text = events.filter((frame) => frame.type === 'text_chunk');
    expect(text.map((frame) => frame['text']).join('')).toBe(final['response']);
    expect(events.filter((frame) => frame.type === 'tool_trace').map((frame) => frame['phase'])).toEqual(['start', 'finish']);
    device.close();
  });

  test('the same request again replays its run; nothing is done twice', async () => {
    const token = await newAccount();
    const device = await connectScriptDevice({ backendUrl, token, answer: answerTasks });
    const request = { request_id: 'twice', message: 'Create a task called Buy milk due Friday' };
    chat(device, request);
    chat(device, request);
    const final = await device.frame(isFinal);
    device.close();
    await device.closed;
    const later = await connectScriptDevice({ backendUrl, token, answer: answerTasks });
    chat(later, request);
    const started = await later.frame((frame) => frame.type === 'run_started');
    expect(started).toMatchObject({ run_id: final['run_id'], request_id: 'twice', seq: 1 });
    expect(await later.frame(isFinal)).toEqual(final);
    expect([...device.frames, ...later.frames].filter((frame) => isCall(frame) && frame['action'] === 'insert')).toHaveLength(1);
    later.close();
  });

  test('resume sends what came after the last event that the device has, and a run that is not there ends', async () => {
    const token = await newAccount();
    const device = await connectScriptDevice({ backendUrl, token, answer: answerTasks });
    chat(device, { request_id: 'resume', message: 'List my tasks' });
    const final = await device.frame(isFinal);
    const run = String(final['run_id']);
    const events = device.frames.filter((frame) => frame['run_id'] === run && typeof frame['seq'] === 'number');
    device.close();
    await device.closed;
    const later = await connectScriptDevice({ backendUrl, token, resume: { [run]: 2, 'no-such-run': 5 } });
    expect(await later.frame((frame) => isFinal(frame) && frame['run_id'] === run)).toEqual(final);
    expect(later.frames.filter((frame) => frame['run_id'] === run)).toEqual(events.slice(2));
    expect(await later.frame((frame) => isFinal(frame) && frame['run_id'] === 'no-such-run')).toMatchObject({
      code: 'resume_gone',
      status: 'error',
    });
    later.close();
  });

  test('a device that never answers: after 30 s the tool says so, and the answer comes within 45 s', async () => {
    const device = await connectScriptDevice({ backendUrl, token: await newAccount() });
    const asked = performance.now();
    chat(device, { request_id: 'silent', message: 'List my tasks' });
    const call = await device.frame(isCall);
    const final = await device.frame(isFinal, { timeoutMs: 50_000 });
    const waited = performance.now() - asked;
    expect(waited).toBeGreaterThan(29_000);
    expect(waited).toBeLessThan(45_000);
    expect(String(final['response']).length).toBeGreaterThan(0);
    const finish = device.frames.find((frame) => frame.type === 'tool_trace' && frame['phase'] === 'finish');
    expect(finish).toMatchObject({ outcome: expect.stringMatching(/error|interrupted/), error: expect.any(String) });
    // Late, but its own: not refused.
    device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 });
    device.send({ type: 'ping' });
    await device.frame((frame) => frame.type === 'pong');
    expect(device.frames.filter((frame) => frame.type === 'error')).toEqual([]);
    device.close();
  });

  test('rows are read as records: a device of another version does not break an answer', async () => {
    const odd = [
      { id: 'x' },
      { id: 'y', title: 7, status: 'unheard of', dueDate: 'soon', extra: { deep: [1] } },
      { id: 'z', title: 'Real title', assignee: null },
    ];
    const device = await connectScriptDevice({ backendUrl, token: await newAccount(), answer: () => ({ rows: odd, total: 3 }) });
    chat(device, { request_id: 'odd', message: 'List my tasks' });
    const final = await device.frame(isFinal);
    expect(final['status']).toBe('success');
    expect(final['response']).toContain('Real title');
    device.close();
  });

  test('nonsense asks the device for no write', async () => {
    const device = await connectScriptDevice({ backendUrl, token: await newAccount(), answer: answerTasks });
    chat(device, { request_id: 'nonsense', message: 'Colourless green ideas sleep furiously' });
    expect(await device.frame(isFinal)).toMatchObject({ status: 'success' });
    expect(device.frames.filter((frame) => isCall(frame) && frame['action'] !== 'select')).toEqual([]);
    device.close();
  });

  test.each([0, 1, 3, 250])('"How many todo tasks do I have?" is right on %i', async (count) => {
    const device = await connectScriptDevice({
      backendUrl,
      token: await newAccount(),
      answer: (call) => {
        const limit = typeof call['limit'] === 'number' ? call['limit'] : 100;
        return {
          rows: Array.from({ length: Math.min(count, limit) }, (_, index) => ({
            id: `t-${index}`,
            title: `Task ${index}`,
            status: 'todo',
          })),
          total: count,
        };
      },
    });
    chat(device, { request_id: `count-${count}`, message: 'How many todo tasks do I have?' });
    const { response } = await device.frame(isFinal);
    expect(response).toMatch(count === 0 ? /\b(no|0)\b/i : new RegExp(`\\b(${count}${count === 1 ? '|one' : ''})\\b`, 'i'));
    for (const call of device.frames.filter(isCall))
      expect(call).toMatchObject({ action: 'select', table: 'tasks', filters: { status: 'todo' } });
    device.close();
  });

  test('a result that nobody asked for is refused; another device’s call cannot be answered', async () => {
    const token = await newAccount();
    const device = await connectScriptDevice({ backendUrl, token });
    const other = await connectScriptDevice({ backendUrl, token, deviceId: 'device-2' });
    chat(device, { request_id: 'mine', message: 'List my tasks' });
    const call = await device.frame(isCall);
    other.send({
      type: 'tool_result',
      id: call['id'],
      run_id: call['run_id'],
      rows: [{ id: 'forged', title: 'Forged' }],
      total: 1,
    });
    expect(await other.frame((frame) => frame.type === 'error')).toMatchObject({ code: 'unknown_tool_call' });
    device.send({ type: 'tool_result', id: 'never-asked', run_id: call['run_id'], ok: true });
    expect(await device.frame((frame) => frame.type === 'error')).toMatchObject({ code: 'unknown_tool_call' });
    device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: tasks, total: 2 });
    device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], rows: [], total: 0 });
    const final = await device.frame(isFinal);
    expect(final['response']).toContain('Draft the sitemap');
    expect(final['response']).not.toContain('Forged');
    device.close();
    other.close();
  });

  test('cancel ends a run that waits for its device within a second', async () => {
    const device = await connectScriptDevice({ backendUrl, token: await newAccount() });
    chat(device, { request_id: 'cancel', message: 'List my tasks' });
    const call = await device.frame(isCall);
    device.send({ type: 'run_cancel', run_id: call['run_id'] });
    expect(await device.frame(isFinal, { timeoutMs: 2_000 })).toMatchObject({ status: 'cancelled' });
    device.close();
  });
});

describe('another user', () => {
  test('sees nothing of the first: not their session, their run, their events, or their call', async () => {
    const [anna, bruno] = await Promise.all([newAccount(), newAccount()]);
    const first = await connectScriptDevice({ backendUrl, token: anna, answer: answerTasks });
    chat(first, { request_id: 'anna-1', session_id: 'shared-name', message: 'Create a task called Confidential merger' });
    const final = await first.frame(isFinal);
    chat(first, { request_id: 'anna-2', session_id: 'shared-name', message: 'List my tasks' });
    await first.frame(isFinal);

    const second = await connectScriptDevice({ backendUrl, token: bruno, resume: { [String(final['run_id'])]: 0 } });
    expect(await second.frame(isFinal)).toMatchObject({ run_id: final['run_id'], code: 'resume_gone' });
    second.send({ type: 'run_cancel', run_id: final['run_id'] });
    second.send({ type: 'ack', run_id: final['run_id'], seq: 1 });
    chat(second, { request_id: 'anna-1', session_id: 'shared-name', message: 'Mark it as done' });
    const started = await second.frame((frame) => frame.type === 'run_started');
    expect(started['run_id']).not.toBe(final['run_id']);
    await second.frame((frame) => isFinal(frame) && frame['run_id'] === started['run_id'], { timeoutMs: 45_000 });
    expect(JSON.stringify(second.frames)).not.toMatch(/merger|sitemap|task-3/i);
    first.close();
    second.close();
  });
});

test('kill -9 of the backend between a result and the next step: no second write, and the run ends', async () => {
  const token = await newAccount();
  let inserts = 0;
  const seen = new Set<unknown>();
  const answer = (call: Frame): Record<string, unknown> => {
    if (call['action'] === 'insert') {
      if (!seen.has(call['id'])) inserts += 1;
      seen.add(call['id']);
      // The result is on its way when the backend dies: it may or may not have been stored.
      setImmediate(() => process.kill(backend.pid, 'SIGKILL'));
    }
    return answerTasks(call);
  };
  const device = await connectScriptDevice({ backendUrl, token, answer });
  chat(device, { request_id: 'killed', message: 'Create a task called Buy milk' });
  const started = await device.frame((frame) => frame.type === 'run_started');
  await device.closed;
  await backend.ended;
  await startBackend(new URL(backendUrl).port);
  const later = await connectScriptDevice({
    backendUrl,
    token,
    resume: { [String(started['run_id'])]: 1 },
    answer: (call) => {
      if (call['action'] === 'insert' && !seen.has(call['id'])) inserts += 1;
      return answerTasks(call);
    },
  });
  const final = await later.frame((frame) => isFinal(frame) && frame['run_id'] === started['run_id']);
  expect(final).toMatchObject({ status: 'success' });
  expect(inserts).toBe(1);
  later.close();
});
