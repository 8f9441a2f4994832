import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, openCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

const turns = async ({ rpc }: Pick<ConnectedCore, 'rpc'>, session_id: string) =>
  (await rpc.chat.transcript({ session_id, limit: 50 })).turns;

describe('a message', () => {
  test('waits while no backend is there, over restarts, and is sent in order when one is', async () => {
    const alone = openCore({});
    const first = await alone.rpc.chat.send({ text: 'One\nand more' });
    const second = await alone.rpc.chat.send({ text: 'Two', session_id: first.session_id });
    const third = await alone.rpc.chat.send({ text: 'Elsewhere' });
    expect((await turns(alone, first.session_id)).map((turn) => [turn.text, turn.delivery])).toEqual([
      ['One\nand more', 'queued'],
      ['Two', 'queued'],
    ]);
    expect((await alone.rpc.app.status()).queued_messages).toBe(3);
    await alone.close();

    const core = await connectCore({ device: alone.device });
    const sent = [];
    for (let n = 0; n < 3; n += 1) sent.push(await core.socket.frame({ type: 'chat_request' }));
    expect(sent.map((frame) => frame['request_id'])).toEqual([first.request_id, second.request_id, third.request_id]);
    expect(sent[0]).toEqual({
      type: 'chat_request',
      request_id: first.request_id,
      message: 'One\nand more',
      context: { session_id: first.session_id, timezone: core.clock.timezone() },
    });
    const sessions = await core.rpc.chat.sessions({ offset: 0, limit: 10 });
    expect(sessions.items.map((session) => session.title).sort()).toEqual(['Elsewhere', 'One']);
  });

  test('unanswered is sent again after a reconnect; answered is not', async () => {
    const core = await connectCore();
    await startRun(core);
    const { request_id } = await core.rpc.chat.send({ text: 'Unanswered' });
    await core.socket.frame({ type: 'chat_request', request_id } as never);
    core.socket.socket.close(4013);
    const socket = await core.backend.connection(2);
    expect(await socket.frame({ type: 'chat_request' })).toMatchObject({ request_id });
    expect(socket.frames.filter((frame) => frame.type === 'chat_request')).toHaveLength(1);
    expect(socket.frames[0]?.['resume']).toEqual({ 'run-1': 1 });
  });

  test('that the backend refuses for good has failed; for now, it is tried again', async () => {
    const core = await connectCore();
    const { request_id, session_id } = await core.rpc.chat.send({ text: 'Hello' });
    await core.socket.frame({ type: 'chat_request' });
    core.socket.send({ type: 'error', code: 'busy', message: 'Later.', request_id, retryable: true });
    await core.socket.call({ id: 'c-1', run_id: 'r', action: 'select' });
    core.clock.advance(1_000);
    expect(await core.socket.frame({ type: 'chat_request' })).toMatchObject({ request_id });
    core.socket.send({ type: 'error', code: 'not_available', message: 'No model is set up.', request_id, retryable: false });
    await expect
      .poll(async () => (await turns(core, session_id))[0])
      .toMatchObject({ delivery: 'failed', failure: 'No model is set up.' });
    expect(core.events.at(-1)).toMatchObject({
      event: 'answer',
      request_id,
      session_id,
      status: 'error',
      text: 'No model is set up.',
    });
    core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id });
    expect(await core.socket.call({ id: 'c-2', run_id: 'run-1', action: 'select', table: 'tasks' })).toMatchObject({
      code: 'run_not_granted',
    });
  });

  test('is 1 to 100,000 characters', async () => {
    const { rpc } = openCore({});
    await expect(rpc.chat.send({ text: ' \n ' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(rpc.chat.send({ text: 'x'.repeat(100_001) })).rejects.toThrow();
    await rpc.chat.send({ text: '\u0001'.repeat(100_000) });
  });
});

describe('cancel', () => {
  test('closes the grant at once and tells the backend; the end still arrives', async () => {
    const core = await connectCore();
    const { requestId, sessionId } = await startRun(core);
    await core.socket.call({ id: 'c-1', run_id: 'run-1', action: 'select', table: 'tasks' });
    await core.rpc.chat.cancel({ request_id: requestId });
    expect(await core.socket.frame({ type: 'run_cancel' })).toEqual({ type: 'run_cancel', run_id: 'run-1' });
    expect(await core.socket.call({ id: 'c-2', run_id: 'run-1', action: 'select', table: 'tasks' })).toMatchObject({
      code: 'run_closed',
    });
    expect((await turns(core, sessionId))[0]?.answer?.status).toBe('cancelled');
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'cancelled', response: 'Stopped.', usage });
    await expect.poll(async () => (await turns(core, sessionId))[0]?.answer?.text).toBe('Stopped.');
    expect(core.events.at(-1)).toMatchObject({ event: 'answer', status: 'cancelled', text: 'Stopped.', run_id: 'run-1' });
  });

  test('is told to a backend that was away', async () => {
    const core = await connectCore();
    const { requestId } = await startRun(core);
    await core.socket.call({ id: 'c-1', run_id: 'run-1', action: 'select', table: 'tasks' });
    core.backend.refuseWith(503);
    core.socket.socket.terminate();
    await expect.poll(async () => (await core.rpc.app.status()).connection.state).toBe('waiting');
    await core.rpc.chat.cancel({ request_id: requestId });
    core.backend.refuseWith(101);
    await core.rpc.app.reconnect();
    const socket = await core.backend.connection(2);
    expect(await socket.frame({ type: 'run_cancel' })).toMatchObject({ run_id: 'run-1' });
  });

  test('takes a waiting message back; a run that comes for it all the same is ended', async () => {
    const alone = openCore({});
    const queued = await alone.rpc.chat.send({ text: 'Queued' });
    await alone.rpc.chat.cancel({ request_id: queued.request_id });
    expect((await turns(alone, queued.session_id))[0]).toMatchObject({
      delivery: 'failed',
      failure: expect.stringMatching(/took .* back/),
    });

    const core = await connectCore();
    const { request_id } = await core.rpc.chat.send({ text: 'Sent' });
    await core.socket.frame({ type: 'chat_request' });
    await core.rpc.chat.cancel({ request_id });
    core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id });
    expect(await core.socket.frame({ type: 'run_cancel' })).toMatchObject({ run_id: 'run-1' });
    await expect(core.rpc.chat.cancel({ request_id: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('tool cards open to the rows that their calls touched; hostile input is shown bounded', async () => {
  const core = await connectCore();
  const milk = await core.rpc.tasks.create({ title: 'Buy milk' });
  const { sessionId } = await startRun(core);
  await core.socket.call({ id: 'run-1:1:0:0', run_id: 'run-1', action: 'select', table: 'tasks' });
  await core.socket.call({ id: 'run-1:2:0:0', run_id: 'run-1', action: 'get', table: 'tasks', data: { id: milk.id } });
  const update = { id: milk.id, updates: { status: 'done' } };
  await core.socket.call({ id: 'run-1:2:0:1', run_id: 'run-1', action: 'update', table: 'tasks', data: update });
  const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
  const trace = (seq: number, more: string) => `{"type":"tool_trace","run_id":"run-1","seq":${seq},"turn":1,"at":1,${more}}`;
  core.socket.send(
    trace(
      2,
      `"trace_id":"t-1","tool":"list_tasks","phase":"start","tool_call_id":"run-1:1:0:0","input":{"__proto__":{"x":1},"deep":${deep}}`,
    ),
  );
  core.socket.send(
    trace(3, `"trace_id":"t-1","tool":"list_tasks","phase":"finish","outcome":"ok","output_summary":"1 task","latency_ms":3`),
  );
  core.socket.send(trace(4, `"trace_id":"t-2","tool":"update_task","phase":"start","tool_call_id":"run-1:2:0:0","input":{}`));
  core.socket.send(trace(5, `"trace_id":"t-2","tool":"update_task","phase":"finish","outcome":"error","error":"No."`));
  await expect
    .poll(async () => (await turns(core, sessionId))[0]?.answer?.cards)
    .toMatchObject([
      {
        tool: 'list_tasks',
        state: 'ok',
        summary: '1 task',
        latency_ms: 3,
        row_count: 1,
        rows: [{ table: 'tasks', id: milk.id, label: 'Buy milk', missing: false }],
      },
      { tool: 'update_task', state: 'error', error: 'No.', row_count: 1, rows: [{ id: milk.id }] },
    ]);
  const answer = (await turns(core, sessionId))[0]?.answer;
  expect(answer).toMatchObject({ changes: 1, undone: 'none' });
  expect(JSON.stringify(answer?.cards[0]?.input).length).toBeLessThan(200);
});
