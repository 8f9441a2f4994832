import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, isReady, startRun, type ConnectedCore } from '#core/test/open-core.ts';

/** Everything in the six tables and in the tables that no frame may reach, as text. */
function everything({ device }: ConnectedCore): string {
  const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
  try {
    const tables = [
      'tasks',
      'projects',
      'clients',
      'notes',
      'checkpoints',
      'task_comments',
      'settings',
      'executed_calls',
      'journal_changes',
    ];
    return JSON.stringify(tables.map((table) => sqlite.prepare(`select * from ${table}`).all()));
  } finally {
    sqlite.close();
  }
}

async function withRows(): Promise<ConnectedCore & { taskId: string }> {
  const core = await connectCore();
  const client = await core.rpc.clients.create({ name: 'Acme' });
  const project = await core.rpc.projects.create({ name: 'Site', clientId: client.id });
  const task = await core.rpc.tasks.create({ title: 'Secret plan', projectId: project.id });
  return { ...core, taskId: task.id };
}

describe('a backend that means harm', () => {
  test('may not go on after the end, nor begin again', async () => {
    const core = await withRows();
    const { requestId } = await startRun(core);
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: '', usage });
    core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 3, kind: 'chat', request_id: requestId });
    core.socket.send({ type: 'run_started', run_id: 'run-2', seq: 1, kind: 'chat', request_id: requestId });
    const before = everything(core);
    for (const [n, action] of ['select', 'insert', 'update', 'get'].entries()) {
      const data = { id: core.taskId, title: 'x', updates: { title: 'x' } };
      expect(await core.socket.call({ id: `a-${n}`, run_id: 'run-1', action, table: 'tasks', data })).toMatchObject({
        code: 'run_closed',
      });
      expect(await core.socket.call({ id: `b-${n}`, run_id: 'run-2', action, table: 'tasks', data })).toMatchObject({
        code: 'run_not_granted',
      });
    }
    expect(everything(core)).toBe(before);
  });

  test('cannot drown the device: 10,000 frames at once, and the page is still answered', { timeout: 60_000 }, async () => {
    const core = await withRows();
    await startRun(core);
    const before = everything(core);
    for (let n = 0; n < 10_000; n += 1) {
      const kind = n % 4;
      if (kind === 0) core.socket.send({ type: 'tool_call', id: `f-${n}`, run_id: 'nobody', action: 'delete', table: 'tasks' });
      else if (kind === 1)
        core.socket.send({ type: 'text_chunk', run_id: 'nobody', seq: n, message_id: 'm', text: 'x'.repeat(200) });
      else if (kind === 2)
        core.socket.send({ type: 'run_started', run_id: `r-${n}`, seq: 1, kind: 'chat', request_id: `guess-${n}` });
      else core.socket.send({ type: 'agent_run', run_id: `r-${n}`, agent_id: 'a' });
    }
    const created = await core.rpc.projects.create({ name: 'Meanwhile' });
    expect(created.name).toBe('Meanwhile');
    await core.socket.frame((frame) => frame['id'] === 'f-9996', { timeoutMs: 30_000 });
    expect(core.socket.frames.filter((frame) => frame.type === 'tool_result')).toHaveLength(2_500);
    expect(everything(core).replaceAll(/Meanwhile/g, '').length).toBeGreaterThan(before.length);
    expect((await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 0 })).total).toBe(1);
    expect((await core.rpc.activity.runs({ offset: 0, limit: 10, with_changes: false })).total).toBe(1);
  });

  test('that asks and never reads its answers does not fill the memory', { timeout: 60_000 }, async () => {
    const core = await withRows();
    await core.rpc.tasks.create({ title: 'Big', description: 'x'.repeat(800_000) });
    await startRun(core);
    await core.socket.call({ id: 'first', run_id: 'run-1', action: 'select', table: 'tasks', limit: 0 });
    core.socket.socket.pause();
    const before = process.memoryUsage().rss;
    const insert = {
      run_id: 'run-1',
      action: 'insert',
      table: 'tasks',
      data: { title: 'Big', description: 'y'.repeat(900_000) },
    };
    core.socket.send({ type: 'tool_call', id: 'w', ...insert });
    for (let n = 0; n < 300; n += 1) core.socket.send({ type: 'tool_call', id: 'w', ...insert, data: insert.data });
    const total = async (): Promise<number> =>
      (await core.rpc.tasks.list({ filter: { search: 'big' }, order: 'position', offset: 0, limit: 0 })).total;
    await expect.poll(total).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await total()).toBe(2);
    // The test's own 270 MB of unsent frames are in this process too: what is bounded is the device's part.
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
    core.socket.socket.terminate();
  });

  test('cannot fill the disk with one run', { timeout: 60_000 }, async () => {
    const core = await withRows();
    const { sessionId } = await startRun(core);
    const text = 'x'.repeat(1_000_000);
    for (let seq = 2; seq < 45; seq += 1) core.socket.send({ type: 'text_chunk', run_id: 'run-1', seq, message_id: 'm', text });
    await core.socket.frame({ type: 'run_cancel' }, { timeoutMs: 30_000 });
    expect(await core.socket.call({ id: 'c', run_id: 'run-1', action: 'select', table: 'tasks' })).toMatchObject({
      code: 'run_closed',
    });
    const { turns } = await core.rpc.chat.transcript({ session_id: sessionId, limit: 1 });
    expect(turns[0]?.answer).toMatchObject({ status: 'error', text: expect.stringMatching(/more than the device keeps/) });
  });

  test('that sends frames of every broken kind leaves a device that comes back', async () => {
    const core = await withRows();
    const before = everything(core);
    for (let n = 0; n < 30; n += 1) core.socket.send('{"type":"tool_call","id":');
    expect(await core.socket.closed).toBe(4002);
    core.clock.advance(10_000);
    await expect
      .poll(async () => {
        const { state } = (await core.rpc.app.status()).connection;
        if (state === 'waiting') core.clock.advance(10_000);
        return state;
      })
      .toBe('ready');
    await isReady(core);
    expect(everything(core)).toBe(before);
  });
});
