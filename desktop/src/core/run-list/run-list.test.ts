import { expect, test } from 'vitest';
import type { OpenRun } from '#rpc/runs.ts';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, openCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

const open = async ({ rpc }: Pick<ConnectedCore, 'rpc'>) => (await rpc.runs.open({ offset: 0, limit: 50 })).items;
const first = async (core: Pick<ConnectedCore, 'rpc'>): Promise<OpenRun | undefined> => (await open(core))[0];
const phase = async (core: Pick<ConnectedCore, 'rpc'>) => (await first(core))?.phase;
const trace = (seq: number, more: object) => ({
  type: 'tool_trace',
  run_id: 'run-1',
  seq,
  trace_id: 't-1',
  tool: 'list_tasks',
  turn: 1,
  at: 1,
  phase: 'start',
  ...more,
});

test('a run is told from the message to its end: queued, at work, waiting, stopped, away', async () => {
  const core = await connectCore();
  const { id } = await core.rpc.tasks.create({ title: 'Old banner' });
  const { requestId, sessionId } = await startRun({ ...core, text: 'Delete the old banner' });
  await expect
    .poll(() => first(core))
    .toMatchObject({
      request_id: requestId,
      run_id: 'run-1',
      session_id: sessionId,
      title: 'Delete the old banner',
      asked_at: core.clock.now(),
      phase: { kind: 'queued' },
      used: { calls: 0, rows: 0, changes: 0 },
    });
  expect((await core.rpc.app.status()).open_runs).toBe(1);
  core.socket.send(trace(2, {}));
  core.socket.send(trace(3, { trace_id: 't-2', tool: 'list_projects' }));
  await expect.poll(() => phase(core)).toEqual({ kind: 'working', tools: ['list_tasks', 'list_projects'] });
  await core.socket.call({ id: 'c-1', run_id: 'run-1', action: 'select', table: 'tasks' });
  expect((await first(core))?.used).toMatchObject({ calls: 1, rows: 1 });
  core.socket.send(trace(4, { phase: 'finish', outcome: 'ok' }));
  core.socket.send(trace(5, { phase: 'finish', outcome: 'ok', trace_id: 't-2' }));
  await expect.poll(() => phase(core)).toEqual({ kind: 'thinking' });
  core.socket.send({ type: 'text_chunk', run_id: 'run-1', seq: 6, message_id: 'm', text: 'I would' });
  await expect.poll(() => phase(core)).toEqual({ kind: 'writing' });
  await core.socket.call({ id: 'd-1', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id } });
  core.socket.send({ type: 'final', run_id: 'run-1', seq: 7, status: 'waiting', response: '', usage });
  await expect
    .poll(() => first(core))
    .toMatchObject({
      phase: { kind: 'waiting', summaries: ['Delete the task “Old banner”'], count: 1 },
      usage: { input_tokens: 1 },
    });

  // What waits for the user waits, whether or not the backend is there.
  core.backend.refuseWith(503);
  core.socket.socket.terminate();
  await expect.poll(async () => (await core.rpc.app.status()).connection.state).toBe('waiting');
  expect(await phase(core)).toMatchObject({ kind: 'waiting' });
  await core.rpc.approvals.approve({ approval_id: 'd-1' });
  expect(await phase(core)).toEqual({ kind: 'away' });
  await core.rpc.chat.cancel({ request_id: requestId });
  expect(await phase(core)).toEqual({ kind: 'stopping' });
});

test('messages that wait are told beside the runs: held, not sent, sent', async () => {
  const alone = openCore({});
  const client = await alone.rpc.clients.create({ name: 'Acme' });
  await alone.rpc.privacy.setRule({ client_id: client.id, rule: 'never' });
  await alone.rpc.chat.send({ text: 'Hello' });
  await alone.rpc.chat.send({ text: 'How is Acme?' });
  const told = (items: OpenRun[]) => items.map(({ title, phase: { kind } }) => [title, kind]);
  expect(told(await open(alone))).toEqual([
    ['How is Acme?', 'held'],
    ['Hello', 'unsent'],
  ]);
  await alone.close();
  const core = await connectCore({ device: alone.device });
  await core.socket.frame({ type: 'chat_request' });
  expect(told(await open(core))).toEqual([
    ['How is Acme?', 'held'],
    ['Hello', 'queued'],
  ]);
});

test('what is over is told newest first, with how it ended and what it used', async () => {
  const core = await connectCore();
  const ended = async () => (await core.rpc.runs.ended({ offset: 0, limit: 10 })).items;
  await startRun({ ...core, text: 'Add a task' });
  await core.socket.call({ id: 'c-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'New' } });
  core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'Added.', usage });
  await expect.poll(ended).toHaveLength(1);
  core.clock.advance(5_000);
  await startRun({ ...core, runId: 'run-2', text: 'Tidy up everything' });
  const sentence = 'This used the time it may take, so it was ended.';
  core.socket.send({ type: 'final', run_id: 'run-2', seq: 2, status: 'limit', code: 'time_limit', response: sentence, usage });
  await expect.poll(ended).toHaveLength(2);
  expect(await ended()).toMatchObject([
    { run_id: 'run-2', title: 'Tidy up everything', status: 'limit', code: 'time_limit', response: sentence, change_count: 0 },
    { run_id: 'run-1', title: 'Add a task', status: 'success', response: 'Added.', usage: { output_tokens: 1 }, change_count: 1 },
  ]);
  expect(await core.rpc.runs.ended({ offset: 1, limit: 1 })).toMatchObject({ items: [{ run_id: 'run-1' }], total: 2 });
  expect((await core.rpc.app.status()).open_runs).toBe(0);
});

test('the page hears of every step of a run, and not of every piece of its text', async () => {
  const core = await connectCore();
  const { sessionId } = await startRun(core);
  const heard: string[] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const change of await core.rpc.app.changes(undefined, { signal: stop.signal })) heard.push(change.topic);
  })();
  await expect.poll(() => heard).toContain('hello');
  const text = async () => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 1 })).turns[0]?.answer?.text;
  const before = heard.filter((topic) => topic === 'runs').length;
  for (let seq = 2; seq <= 9; seq += 1) {
    core.socket.send({ type: 'text_chunk', run_id: 'run-1', seq, message_id: 'm', text: 'x' });
    await expect.poll(text).toHaveLength(seq - 1);
  }
  expect(heard.filter((topic) => topic === 'session').length).toBeGreaterThan(6);
  expect(heard.filter((topic) => topic === 'runs')).toHaveLength(before + 1);
  core.socket.send(trace(10, {}));
  await expect.poll(() => heard.filter((topic) => topic === 'runs')).toHaveLength(before + 2);
  stop.abort();
  await listening.catch(() => undefined);
});
