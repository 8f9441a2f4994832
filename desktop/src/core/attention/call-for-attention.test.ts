import { expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { createMemoryNotifications } from '#core/ports/notifications.ts';
import { connectCore, startRun } from '#core/test/open-core.ts';

test('what waits for the user and what is answered is told outside of the window, each once and in plain words', async () => {
  const notifications = createMemoryNotifications();
  const core = await connectCore({ notifications });
  const task = await core.rpc.tasks.create({ title: 'Call the bank' });
  const { sessionId } = await startRun(core);
  const deletion = { id: 'd-1', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id: task.id } };
  await core.socket.call(deletion);
  await core.socket.call(deletion);
  expect(notifications.shown).toEqual([
    { title: 'Adiuva asks for your word', body: expect.stringContaining('Call the bank'), opens: { kind: 'waiting' } },
  ]);
  const [waiting] = (await core.rpc.approvals.list({ state: 'pending', offset: 0, limit: 1 })).items;
  await core.rpc.approvals.reject({ approval_id: waiting?.approval_id ?? '' });
  core.socket.send({
    type: 'final',
    run_id: 'run-1',
    seq: 2,
    status: 'success',
    response: `Nothing was deleted.\n\n\u202e${'word '.repeat(100)}`,
    usage,
  });
  await expect.poll(() => notifications.shown.length).toBe(2);
  const answered = notifications.shown[1];
  expect(answered).toMatchObject({ title: 'Adiuva has answered', opens: { kind: 'conversation', session_id: sessionId } });
  expect(answered?.body).toMatch(/^Nothing was deleted\. (word ){20,}word?…$/);
});

test('what the user stopped themselves is no news', async () => {
  const notifications = createMemoryNotifications();
  const core = await connectCore({ notifications });
  await startRun(core);
  core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'cancelled', response: 'Stopped.', usage });
  await expect.poll(() => core.events.at(-1)).toMatchObject({ event: 'answer', status: 'cancelled' });
  expect(notifications.shown).toEqual([]);
});
