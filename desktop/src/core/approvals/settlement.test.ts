import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

const ID = 'run-1:2:0';
const input = { channel: 'webhook', url: 'https://example.com/hook', text: 'Done' };

/** A run whose backend asks before it uses a tool of its own. */
async function asked() {
  const core = await connectCore();
  await startRun(core);
  const trace = { type: 'tool_trace', run_id: 'run-1', trace_id: ID, tool: 'send_notification', turn: 1, at: 1 };
  core.socket.send({ ...trace, seq: 2, phase: 'start', input });
  core.socket.send({
    type: 'approval_request',
    run_id: 'run-1',
    seq: 3,
    approval_id: ID,
    tool: 'send_notification',
    input,
    reason: 'It leaves for another address.',
    expires_at: core.clock.now() + 86_400_000,
  });
  core.socket.send({ type: 'final', run_id: 'run-1', seq: 4, status: 'waiting', response: '', usage });
  await expect.poll(() => pendingIds(core)).toEqual([ID]);
  const finish = (outcome: string, seq = 5): void => core.socket.send({ ...trace, seq, phase: 'finish', outcome, latency_ms: 4 });
  return { ...core, finish };
}

async function pendingIds({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<string[]> {
  return (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 9 })).items.map(({ approval_id: id }) => id);
}

async function decided({ rpc }: Pick<ConnectedCore, 'rpc'>) {
  return (await rpc.approvals.list({ state: 'decided', offset: 0, limit: 9 })).items[0];
}

/** What is told of approvals at the next hello: everything before the answer to a call. */
async function toldAgain(core: ConnectedCore): Promise<unknown[]> {
  const last = core.backend.connections.length;
  core.backend.connections.at(-1)?.socket.close(4013);
  const socket = await core.backend.connection(last + 1);
  await socket.frame({ type: 'device_hello' });
  await socket.call({ id: 'probe', run_id: 'run-1', action: 'select', table: 'tasks' });
  return socket.frames.filter(({ type }) => type === 'approval_response');
}

describe('a tool that the backend runs itself', () => {
  test('is shown as it was asked, and its card waits', async () => {
    const core = await asked();
    const { items } = await core.rpc.approvals.list({ state: 'pending', offset: 0, limit: 9 });
    expect(items[0]).toMatchObject({
      kind: 'backend',
      action: 'send_notification',
      input,
      why: [{ sentence: 'It leaves for another address.' }],
    });
    const session = items[0]?.session_id ?? '';
    const { turns } = await core.rpc.chat.transcript({ session_id: session, limit: 1 });
    expect(turns[0]?.answer).toMatchObject({ waiting_for: [ID], cards: [{ tool: 'send_notification', state: 'waiting' }] });
  });

  test.each([
    {
      word: 'approved',
      decide: (core: ConnectedCore) => core.rpc.approvals.approve({ approval_id: ID }),
      frame: { type: 'approval_response', approval_id: ID, decision: 'approve' },
    },
    {
      word: 'edited',
      decide: (core: ConnectedCore) => core.rpc.approvals.approve({ approval_id: ID, edited: { ...input, text: 'Mine' } }),
      frame: { type: 'approval_response', approval_id: ID, decision: 'edit', input: { ...input, text: 'Mine' } },
    },
    {
      word: 'rejected',
      decide: (core: ConnectedCore) => core.rpc.approvals.reject({ approval_id: ID, reason: 'Not now' }),
      frame: { type: 'approval_response', approval_id: ID, decision: 'reject', reason: 'Not now' },
    },
  ])('$word is told at once, again at each hello, and not once the backend has it', async ({ decide, frame }) => {
    const core = await asked();
    await decide(core);
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual(frame);
    expect(await toldAgain(core)).toEqual([frame]);
    const socket = core.backend.connections.at(-1);
    socket?.send({
      type: 'error',
      code: 'already_answered',
      message: `${ID} was answered before: approved.`,
      retryable: false,
    });
    await socket?.call({ id: 'probe-2', run_id: 'run-1', action: 'select', table: 'tasks' });
    expect(await toldAgain(core)).toEqual([]);
  });

  test('that was approved and done stays approved when its run ends', async () => {
    const core = await asked();
    await core.rpc.approvals.approve({ approval_id: ID });
    core.finish('ok');
    await expect.poll(async () => (await decided(core))?.state).toBe('executed');
    expect(await toldAgain(core)).toEqual([]);
    core.backend.connections
      .at(-1)
      ?.send({ type: 'final', run_id: 'run-1', seq: 6, status: 'success', response: 'Sent.', usage });
    await expect.poll(async () => (await core.rpc.runs.open({ offset: 0, limit: 9 })).total).toBe(0);
    expect(await decided(core)).toMatchObject({ state: 'executed' });
  });

  test.each([
    { outcome: 'ok', reason: /approved elsewhere, and the backend did it/ },
    { outcome: 'refused', reason: /rejected elsewhere, so nothing was done/ },
    { outcome: 'error', reason: /could not do it/ },
    { outcome: 'interrupted', reason: /gave it up/ },
  ])('decided elsewhere ($outcome) does not wait here any more, and says so', async ({ outcome, reason }) => {
    const core = await asked();
    core.finish(outcome);
    await expect.poll(() => pendingIds(core)).toEqual([]);
    expect(await decided(core)).toMatchObject({ state: 'closed', reason: expect.stringMatching(reason) });
    await expect(core.rpc.approvals.approve({ approval_id: ID })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await toldAgain(core)).toEqual([]);
    expect((await core.rpc.app.status()).pending_approvals).toBe(0);
  });

  test.each([
    {
      word: 'approved here, rejected elsewhere before',
      decide: (core: ConnectedCore) => core.rpc.approvals.approve({ approval_id: ID }),
      outcome: 'refused',
      reason: /You approved it here, but it had been rejected elsewhere.*nothing was done/,
    },
    {
      word: 'rejected here, approved elsewhere before',
      decide: (core: ConnectedCore) => core.rpc.approvals.reject({ approval_id: ID }),
      outcome: 'ok',
      reason: /You rejected it here, but it had been approved elsewhere/,
    },
  ])('$word: the backend’s word is what counts, and the card says it', async ({ decide, outcome, reason }) => {
    const core = await asked();
    await decide(core);
    core.socket.send({ type: 'error', code: 'already_answered', message: `"${ID} was answered before."`, retryable: false });
    core.finish(outcome);
    await expect.poll(async () => (await decided(core))?.state).toBe('closed');
    expect(await decided(core)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  test('that the backend cannot do as it was edited waits again, and says why', async () => {
    const core = await asked();
    await core.rpc.approvals.approve({ approval_id: ID, edited: { ...input, url: 'nonsense' } });
    const message = `${ID} cannot be answered so. input.url: is no address. It still waits.`;
    core.socket.send({ type: 'error', code: 'invalid_data', message, retryable: false });
    await expect.poll(() => pendingIds(core)).toEqual([ID]);
    const { items } = await core.rpc.approvals.list({ state: 'pending', offset: 0, limit: 9 });
    expect(items[0]).toMatchObject({
      edited: false,
      input,
      why: [{}, { sentence: expect.stringContaining('input.url: is no address') }],
    });
    expect(items[0]).not.toHaveProperty('decided_at');
    expect(await toldAgain(core)).toEqual([]);
    await core.rpc.approvals.approve({ approval_id: ID, version: items[0]?.version });
    expect(await core.backend.connections.at(-1)?.frame({ type: 'approval_response', decision: 'approve' })).not.toHaveProperty(
      'input',
    );
  });

  test('is not settled by a word about another one, nor by its beginning', async () => {
    const core = await asked();
    await core.rpc.approvals.reject({ approval_id: ID });
    core.socket.send({ type: 'error', code: 'already_answered', message: 'run-1:9:9 was answered before.', retryable: false });
    core.socket.send({ type: 'tool_trace', run_id: 'run-1', seq: 5, trace_id: ID, tool: 'x', turn: 1, at: 1, phase: 'start' });
    expect(await toldAgain(core)).toHaveLength(1);
  });
});

test('a device action that waits is not settled by what the backend says it did', async () => {
  const core = await connectCore();
  const { id } = await core.rpc.tasks.create({ title: 'Mine' });
  await startRun(core);
  const call = { id: 'd-1', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id } };
  await core.socket.call(call);
  const trace = {
    type: 'tool_trace',
    run_id: 'run-1',
    seq: 2,
    trace_id: 'd-1',
    tool_call_id: 'd-1',
    tool: 'delete_task',
    turn: 1,
  };
  core.socket.send({ ...trace, at: 1, phase: 'finish', outcome: 'ok' });
  expect(await core.socket.call(call)).toMatchObject({ code: 'needs_approval' });
  expect(await pendingIds(core)).toEqual(['d-1']);
});
