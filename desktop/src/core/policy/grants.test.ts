import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun } from '#core/test/open-core.ts';
import { pass, reconnected } from '#core/test/pass-time.ts';

const select = (id: string, runId = 'run-1') => ({ id, run_id: runId, action: 'select', table: 'tasks' });
const final = (seq: number, more: object = {}) => ({
  type: 'final',
  run_id: 'run-1',
  seq,
  status: 'success',
  response: 'Done.',
  usage,
  ...more,
});
const MINUTE = 60_000;

describe('a run', () => {
  test('that nobody asked for may do nothing', async () => {
    const { socket, rpc } = await connectCore();
    expect(await socket.call(select('c-1', 'unknown'))).toMatchObject({ code: 'run_not_granted', run_id: 'unknown' });
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: 'guessed' });
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat' });
    expect(await socket.call(select('c-2'))).toMatchObject({ code: 'run_not_granted' });
    expect((await rpc.activity.runs({ offset: 0, limit: 10, with_changes: false })).total).toBe(0);
    expect((await rpc.app.status()).refused_calls).toBe(4);
  });

  test('is bound to its request once, for good', async () => {
    const core = await connectCore();
    const { requestId } = await startRun(core);
    expect(await core.socket.call(select('c-1'))).toMatchObject({ total: 0 });
    core.socket.send({ type: 'run_started', run_id: 'run-2', seq: 1, kind: 'chat', request_id: requestId });
    expect(await core.socket.call(select('c-2', 'run-2'))).toMatchObject({ code: 'run_not_granted' });
    const other = await core.rpc.chat.send({ text: 'Another' });
    await core.socket.frame({ type: 'chat_request' });
    core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 2, kind: 'chat', request_id: other.request_id });
    expect(await core.socket.call(select('c-3'))).toMatchObject({ total: 0 });
    const { turns } = await core.rpc.chat.transcript({ session_id: other.session_id, limit: 10 });
    expect(turns[0]).toMatchObject({ delivery: 'sent' });
  });

  test('of another kind than was asked for is not bound', async () => {
    const { rpc, socket } = await connectCore();
    const { request_id } = await rpc.chat.send({ text: 'Hello' });
    await socket.frame({ type: 'chat_request' });
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'agent', request_id });
    expect(await socket.call(select('c-1'))).toMatchObject({ code: 'run_not_granted' });
  });

  test('is closed by its final, but not by one that announces a wait', async () => {
    const core = await connectCore();
    await startRun(core);
    core.socket.send(final(2, { status: 'waiting', response: 'I wait.' }));
    expect(await core.socket.call(select('c-1'))).toMatchObject({ total: 0 });
    const insert = { id: 'c-2', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'x' } };
    expect(await core.socket.call(insert)).toMatchObject({ row: { title: 'x' } });
    core.socket.send(final(3));
    expect(await core.socket.call(select('c-3'))).toMatchObject({ code: 'run_closed' });
    expect(await core.socket.call(insert)).toMatchObject({ code: 'run_closed' });
    core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 4, kind: 'chat' });
    expect(await core.socket.call(select('c-4'))).toMatchObject({ code: 'run_closed' });
  });

  test('is closed by ten idle minutes, which count only while the backend is there', async () => {
    const core = await connectCore();
    await startRun(core);
    await core.socket.call(select('c-1'));
    await pass({ ...core, minutes: 9 });
    expect(await core.socket.call(select('c-2'))).toMatchObject({ total: 0 });
    await pass({ ...core, minutes: 6 });
    core.socket.socket.terminate();
    core.backend.refuseWith(503);
    await expect.poll(async () => (await core.rpc.app.status()).connection.state).toBe('waiting');
    core.clock.advance(30 * MINUTE);
    core.backend.refuseWith(101);
    const socket = await reconnected(core);
    expect(await socket.call(select('c-3'))).toMatchObject({ total: 0 });
    await pass({ ...core, socket, minutes: 10 });
    expect(await socket.call(select('c-4'))).toMatchObject({ code: 'run_closed' });
  });

  test('that came more than 24 hours after the first sending is too late', async () => {
    const { rpc, socket, clock } = await connectCore();
    const { request_id } = await rpc.chat.send({ text: 'Hello' });
    await socket.frame({ type: 'chat_request' });
    clock.jump(24 * 60 * MINUTE + 1);
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id });
    expect(await socket.call(select('c-1'))).toMatchObject({ code: 'run_not_granted' });
  });

  test('keeps its grant over a restart of the core', async () => {
    const core = await connectCore();
    await startRun(core);
    const insert = { id: 'w-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'Once' } };
    const first = await core.socket.call(insert);
    await core.close();
    const again = await connectCore({ device: core.device });
    expect(await again.socket.call(insert)).toEqual(first);
    expect(await again.socket.call(select('c-1'))).toMatchObject({ total: 1 });
  });
});

describe('limits', () => {
  const limits = { calls: 4, rows: 3, bytes: 100_000, inserts: 2, updates: 1 };
  const insert = (id: string, title = id) => ({ id, run_id: 'run-1', action: 'insert', table: 'tasks', data: { title } });

  test('count what was answered without an error, not repeats; what would pass one waits whole', async () => {
    const core = await connectCore({ chatLimits: limits });
    await startRun(core);
    expect(await core.socket.call(insert('i-1'))).toMatchObject({ row: {} });
    expect(await core.socket.call(insert('i-1'))).toMatchObject({ row: {} });
    expect(await core.socket.call({ ...insert('i-x'), data: {} })).toMatchObject({ code: 'invalid_data' });
    const { row } = await core.socket.call(insert('i-2'));
    expect(await core.socket.call(insert('i-3'))).toMatchObject({
      code: 'needs_approval',
      error: expect.stringContaining('approve'),
    });
    const { id } = row as { id: string };
    const update = (call: string) => ({
      id: call,
      run_id: 'run-1',
      action: 'update',
      table: 'tasks',
      data: { id, updates: { title: call } },
    });
    expect(await core.socket.call(update('u-1'))).toMatchObject({ row: { title: 'u-1' } });
    expect(await core.socket.call(update('u-2'))).toMatchObject({ code: 'needs_approval' });
    expect(await core.socket.call(select('s-1'))).toMatchObject({ total: 2 });
    expect(await core.socket.call(select('s-1'))).toMatchObject({ total: 2 });
    expect(await core.socket.call(select('s-2'))).toMatchObject({ code: 'needs_approval' });
    expect(
      (await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 })).items.map((task) => task.title),
    ).toEqual(['i-1', 'u-1']);
  });

  test('rows and bytes are counted too, and outlive a restart', async () => {
    const core = await connectCore({ chatLimits: { ...limits, calls: 100 } });
    for (let n = 0; n < 2; n += 1) await core.rpc.tasks.create({ title: `T${n}` });
    await startRun(core);
    expect(await core.socket.call(select('s-1'))).toMatchObject({ total: 2 });
    expect(await core.socket.call(select('s-2'))).toMatchObject({ code: 'needs_approval' });
    await core.close();
    const again = await connectCore({ device: core.device });
    expect(await again.socket.call(select('s-3'))).toMatchObject({ code: 'needs_approval' });
    expect(await again.socket.call(select('s-1'))).toMatchObject({ total: 2 });
    await again.rpc.tasks.create({ title: 'Long', description: 'x'.repeat(99_990), position: -1 });
    expect(await again.socket.call({ ...select('s-4'), limit: 1 })).toMatchObject({ code: 'needs_approval' });
    expect(await again.socket.call({ ...select('s-5'), limit: 0 })).toMatchObject({ total: 3 });
  });
});
