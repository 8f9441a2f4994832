import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, openCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

/** Sends a message by command and lets the backend answer it after some calls. */
async function converse(core: ConnectedCore, { runId, calls }: { runId: string; calls: object[] }): Promise<void> {
  core.core.commands.run(JSON.stringify({ chat: 'Do it' }));
  const request_id = core.events.findLast((event) => event.event === 'chat_started')?.['request_id'];
  await core.socket.frame((frame) => frame.type === 'chat_request' && frame['request_id'] === request_id);
  core.socket.send({ type: 'run_started', run_id: runId, seq: 1, kind: 'chat', request_id });
  for (const [n, call] of calls.entries())
    await core.socket.call({ id: `${runId}:${n}`, run_id: runId, action: 'insert', ...call });
  core.socket.send({ type: 'final', run_id: runId, seq: 2, status: 'success', response: 'Done.', usage });
  await expect.poll(() => core.events.at(-1)).toMatchObject({ event: 'answer', run_id: runId });
}

describe('lines of JSON', () => {
  test('chat, undo and redo', async () => {
    const core = await connectCore();
    await converse(core, {
      runId: 'run-1',
      calls: [
        { table: 'tasks', data: { title: 'A' } },
        { table: 'tasks', data: { title: 'B' } },
      ],
    });
    expect(core.events).toEqual([
      { event: 'chat_started', request_id: expect.any(String) },
      {
        event: 'answer',
        request_id: core.events[0]?.['request_id'],
        session_id: expect.any(String),
        run_id: 'run-1',
        status: 'success',
        text: 'Done.',
      },
    ]);
    const count = async () => (await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 0 })).total;
    const ask = (command: object) => {
      core.core.commands.run(JSON.stringify(command));
      return core.events.at(-1);
    };
    expect(ask({ undo: 'run-1' })).toEqual({ event: 'undone', run_id: 'run-1', changes: 2, kept: 0, kept_rows: [] });
    expect([await count(), ask({ undo: 'run-1' })]).toMatchObject([0, { changes: 0, kept: 0 }]);
    expect(ask({ redo: 'run-1' })).toEqual({ event: 'redone', run_id: 'run-1', changes: 2, kept: 0, kept_rows: [] });
    const { items } = await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 });
    await core.rpc.tasks.update({ id: items[0]?.id ?? '', updates: { title: 'Mine now' } });
    expect(ask({ undo: 'run-1' })).toMatchObject({ changes: 1, kept: 1, kept_rows: [{ table: 'tasks', label: 'Mine now' }] });
    expect((await core.rpc.activity.runs({ offset: 0, limit: 1, with_changes: true })).items[0]).toMatchObject({
      undone: 'some',
      change_count: 2,
    });
    expect(ask({ undo: 'nowhere' })).toMatchObject({ event: 'error', message: expect.stringContaining('no such run') });
  });

  test.each(['nonsense', '{}', '[]', '5', 'null', '{"chat":5}', '{"undo":""}', '{"chat":"x","more":1}', '{"chat":" "}'])(
    'a bad line is answered by an error: %s',
    (line) => {
      const { core, events } = openCore({});
      core.commands.run(line);
      expect(events).toEqual([{ event: 'error', message: expect.any(String) }]);
    },
  );

  test('an answer that nobody was told is told after a restart, once', async () => {
    const device = await (async () => {
      const core = await connectCore();
      core.core.commands.run('{"chat":"Hello"}');
      await core.socket.frame({ type: 'chat_request' });
      const request_id = core.events[0]?.['request_id'];
      core.socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id });
      await core.socket.call({ id: 'c', run_id: 'run-1', action: 'select', table: 'tasks' });
      await core.close();
      return core.device;
    })();
    const again = await connectCore({ device });
    again.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'Late.', usage });
    await expect.poll(() => again.events).toMatchObject([{ event: 'answer', run_id: 'run-1', text: 'Late.' }]);
    await again.close();
    expect(openCore({ device }).events).toEqual([]);
  });
});

test('an undo by a line names the fields that keep a later value', async () => {
  const core = await connectCore();
  const task = await core.rpc.tasks.create({ title: 'Base' });
  await converse(core, {
    runId: 'run-1',
    calls: [{ action: 'update', table: 'tasks', data: { id: task.id, updates: { title: 'By the run', priority: 'high' } } }],
  });
  await core.rpc.tasks.update({ id: task.id, updates: { title: 'By me' } });
  core.core.commands.run('{"undo":"run-1"}');
  expect(core.events.at(-1)).toMatchObject({
    event: 'undone',
    changes: 1,
    conflicts: [{ row_id: task.id, field: 'title', kept: 'By me', would_be: 'Base', by: 'human' }],
  });
});

test('undoing an open run cancels it first', async () => {
  const core = await connectCore();
  await startRun(core);
  await core.socket.call({ id: 'c-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'x' } });
  expect(await core.rpc.activity.undo({ run_id: 'run-1' })).toMatchObject({
    run_id: 'run-1',
    changes: 1,
    kept: [],
    conflicts: [],
  });
  await core.socket.frame({ type: 'run_cancel' });
  const late = { id: 'c-2', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'y' } };
  expect(await core.socket.call(late)).toMatchObject({ code: 'run_closed' });
});
