import { expect, test } from 'vitest';
import type { Notice } from '#rpc/screen.ts';
import { connectCore, startRun, type ConnectedCore, type OpenedCore } from '#core/test/open-core.ts';
import { SETTLE_MS } from './app-screen.ts';

interface Page {
  seen: Notice[];
  leave: () => void;
}

/** A window as the page is one: follows, and keeps what it is told to open. */
async function openWindow(
  { rpc }: Pick<OpenedCore, 'rpc'>,
  place: { window_id: string; session_id?: string; active?: boolean },
): Promise<Page> {
  const abort = new AbortController();
  const openings = await rpc.screen.openings({ active: false, ...place }, { signal: abort.signal });
  const seen: Notice[] = [];
  const read = async (): Promise<void> => {
    for await (const opening of openings) seen.push(opening);
  };
  const reading = read();
  return {
    seen,
    leave: () => {
      abort.abort();
      void reading;
    },
  };
}

async function asked(): Promise<ConnectedCore & { sessionId: string; go: (screen: string) => Promise<void> }> {
  const core = await connectCore();
  const { sessionId } = await startRun(core);
  let last = 0;
  const go = async (screen: string): Promise<void> => {
    last += 1;
    const call = { id: `go-${last}`, run_id: 'run-1', action: 'ui.navigate_to', data: { screen } };
    expect(await core.socket.call(call)).toMatchObject({ ok: true });
  };
  return { ...core, sessionId, go };
}

const screens = (notices: readonly Notice[]): unknown[] =>
  notices.map(({ subject }) => (subject.kind === 'screen' ? subject.screen : subject.kind));
const offered = async ({ rpc }: Pick<OpenedCore, 'rpc'>): Promise<unknown[]> => screens((await rpc.screen.notices()).items);

test('one window goes there: the one that shows the conversation, else the one that was active last', async () => {
  const core = await asked();
  const a = await openWindow(core, { window_id: 'a', active: true });
  const b = await openWindow(core, { window_id: 'b', session_id: 'another', active: true });
  const c = await openWindow(core, { window_id: 'c' });
  await core.go('tasks');
  await expect.poll(() => screens(b.seen)).toEqual(['tasks']);
  await core.rpc.screen.moved({ window_id: 'a', active: true });
  await core.go('activity');
  await expect.poll(() => screens(a.seen)).toEqual(['activity']);
  await core.rpc.screen.moved({ window_id: 'c', session_id: core.sessionId, active: false });
  await core.go('settings');
  await expect.poll(() => screens(c.seen)).toEqual(['settings']);
  await core.rpc.screen.moved({ window_id: 'b', session_id: core.sessionId, active: true });
  await core.go('chat');
  await expect.poll(() => screens(b.seen)).toEqual(['tasks', 'chat']);
  b.leave();
  await core.go('waiting');
  await expect.poll(() => screens(c.seen)).toEqual(['settings', 'waiting']);
  expect([a.seen.length, b.seen.length, c.seen.length]).toEqual([1, 2, 2]);
});

test('what a window went to is over; what it did not settle in time is offered, and gone to by nobody else', async () => {
  const core = await asked();
  const a = await openWindow(core, { window_id: 'a', active: true });
  await core.go('tasks');
  await core.go('activity');
  await core.go('settings');
  await expect.poll(() => a.seen.length).toBe(3);
  const [tasks, activity, settings] = a.seen.map(({ notice_id }) => notice_id);
  await core.rpc.screen.settle({ notice_id: tasks ?? 0, outcome: 'shown' });
  await core.rpc.screen.settle({ notice_id: activity ?? 0, outcome: 'offered' });
  expect(await offered(core)).toEqual(['activity']);
  core.clock.advance(SETTLE_MS);
  await expect.poll(() => offered(core)).toEqual(['settings', 'activity']);
  const b = await openWindow(core, { window_id: 'b', active: true });
  // The window was slow, and went there all the same.
  await core.rpc.screen.settle({ notice_id: settings ?? 0, outcome: 'shown' });
  expect(await offered(core)).toEqual(['activity']);
  await core.rpc.screen.dismiss({ notice_id: activity ?? 0 });
  await core.rpc.screen.settle({ notice_id: activity ?? 0, outcome: 'offered' });
  expect(await offered(core)).toEqual([]);
  expect(b.seen).toEqual([]);
});

test('without a window it is offered at once, and the next window is not moved by it', async () => {
  const core = await asked();
  await core.go('tasks');
  expect(await offered(core)).toEqual(['tasks']);
  const later = await openWindow(core, { window_id: 'later', active: true });
  await core.go('activity');
  await expect.poll(() => screens(later.seen)).toEqual(['activity']);
});

test('a core that is closed before the window settled offers it at its next start', async () => {
  const core = await asked();
  const a = await openWindow(core, { window_id: 'a', active: true });
  await core.go('tasks');
  await expect.poll(() => screens(a.seen)).toEqual(['tasks']);
  expect(await offered(core)).toEqual([]);
  await core.close();
  const again = await connectCore({ device: core.device });
  const b = await openWindow(again, { window_id: 'a', active: true });
  expect(await offered(again)).toEqual(['tasks']);
  expect(b.seen).toEqual([]);
});

test('a window that comes back before its old socket is known to be gone is one window', async () => {
  const core = await asked();
  const old = await openWindow(core, { window_id: 'a', active: true });
  const fresh = await openWindow(core, { window_id: 'a' });
  await core.go('tasks');
  await expect.poll(() => screens(fresh.seen)).toEqual(['tasks']);
  old.leave();
  await core.go('activity');
  await expect.poll(() => screens(fresh.seen)).toEqual(['tasks', 'activity']);
  expect(old.seen).toEqual([]);
});

test('a row is opened by the name that it has now, a comment with its task, and one that went since without a name', async () => {
  const core = await asked();
  const task = await core.rpc.tasks.create({ title: 'Plan' });
  const ask = (id: string, more: { action: string; table?: string; data: object }) =>
    core.socket.call({ id, run_id: 'run-1', ...more });
  const { row } = await ask('c', { action: 'insert', table: 'taskComments', data: { taskId: task.id, content: 'Hm' } });
  const comment = (row as { id: string }).id;
  await ask('o1', { action: 'ui.open_item', data: { table: 'tasks', id: task.id } });
  await ask('o2', { action: 'ui.open_item', data: { table: 'taskComments', id: comment } });
  const subjects = async () => (await core.rpc.screen.notices()).items.map(({ subject }) => subject);
  await core.rpc.tasks.update({ id: task.id, updates: { title: 'Plan B' } });
  expect(await subjects()).toMatchObject([
    { kind: 'row', table: 'taskComments', id: comment, task_id: task.id },
    { kind: 'row', table: 'tasks', id: task.id, label: 'Plan B' },
  ]);
  await core.rpc.tasks.remove({ id: task.id });
  for (const subject of await subjects()) expect(subject).not.toHaveProperty('label');
});
