import { expect, onTestFinished, test } from 'vitest';
import { createFakeAccounts, type Asked } from '#core/test/fake-accounts.ts';
import { startFakeBackend, usage } from '#core/test/fake-backend.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { isReady, openCore, startRun } from '#core/test/open-core.ts';

const problem = (status: number, code: string, detail: string) => ({
  status,
  body: { type: 'about:blank', title: 'No', status, code, detail, request_id: 'r-1' },
});

/** A core and a backend that forgets. */
async function connected() {
  const accounts = createFakeAccounts();
  const deletion: { answer: ReturnType<typeof accounts.instead> } = { answer: { status: 204 } };
  const deleted: Asked[] = [];
  accounts.instead = (asked) => {
    if (asked.method !== 'DELETE') return undefined;
    deleted.push(asked);
    return deletion.answer;
  };
  const backend = await startFakeBackend({ answer: (...request) => accounts.handle(...request) });
  onTestFinished(() => backend.close());
  const core = openCore({ backendUrl: backend.url, clock: createFakeClock() });
  const socket = await backend.connection(1);
  await isReady(core);
  const forget = (sessionId: string) => core.rpc.chat.forget({ session_id: sessionId });
  const turns = async (sessionId: string) => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 50 })).turns;
  return { ...core, backend, socket, deletion, deleted, forget, turns };
}

test('the backend’s copy goes, what runs in it ends, what is here stays; what it still says does no harm', async () => {
  const core = await connected();
  const { sessionId } = await startRun(core);
  const task = { id: 'c-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'Kept' } };
  await core.socket.call(task);
  const later = await core.rpc.chat.send({ text: 'And this', session_id: sessionId });
  const other = await startRun({ ...core, runId: 'run-2', text: 'Elsewhere' });

  expect(await core.forget(sessionId)).toEqual({ backend_url: core.backend.url });
  expect(core.deleted).toMatchObject([{ path: `/api/v1/sessions/${sessionId}`, authorization: 'Bearer a-token' }]);
  expect(await core.socket.frame({ type: 'run_cancel' })).toMatchObject({ run_id: 'run-1' });
  const [first, second] = await core.turns(sessionId);
  expect(first?.answer).toMatchObject({
    status: 'cancelled',
    text: expect.stringMatching(/forget this conversation.*kept/),
    changes: 1,
  });
  expect(second).toMatchObject({ request_id: later.request_id, delivery: 'failed' });
  expect((await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 9 })).items).toMatchObject([
    { title: 'Kept' },
  ]);
  const { items } = await core.rpc.chat.sessions({ offset: 0, limit: 9 });
  expect(items.find(({ id }) => id === sessionId)).toMatchObject({ forgotten_at: expect.any(Number), running: false });
  expect(items.find(({ id }) => id === other.sessionId)).toMatchObject({ running: true });

  core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'cancelled', response: 'Stopped.', usage });
  expect(await core.socket.call({ ...task, id: 'c-2' })).toMatchObject({ code: 'run_closed' });
  expect((await core.turns(sessionId))[0]?.answer?.text).toMatch(/forget this conversation/);
  expect((await core.rpc.trust.warnings({ offset: 0, limit: 9 })).items.map(({ code }) => code)).not.toContain('event');
});

test('one that the backend does not have is forgotten; another no changes nothing, and is said', async () => {
  const core = await connected();
  const { sessionId } = await startRun(core);
  core.deletion.answer = problem(500, 'internal', 'Something failed.');
  await expect(core.forget(sessionId)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/Something failed\. So the backend has not forgotten.*nothing was changed/),
  });
  core.deletion.answer = { status: 404, body: 'no backend of ours' };
  await expect(core.forget(sessionId)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect((await core.turns(sessionId))[0]?.answer?.status).toBe('running');
  core.deletion.answer = problem(404, 'not_found', 'There is no such session.');
  await core.forget(sessionId);
  expect((await core.turns(sessionId))[0]?.answer?.status).toBe('cancelled');
  await expect(core.forget('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('with the backend away it cannot be done now, and says so', async () => {
  const core = await connected();
  const { sessionId } = await startRun(core);
  await core.socket.call({ id: 'c', run_id: 'run-1', action: 'select', table: 'tasks' });
  await core.backend.close();
  await expect(core.forget(sessionId)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/^Nothing answers at 127.*not forgotten this conversation.*Do it again/),
  });
  expect((await core.turns(sessionId))[0]?.answer?.status).toBe('running');
});
