import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp } from '#e2e/fixtures/app-process.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { descendants, findProcess } from '#e2e/fixtures/process-tree.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { BACKEND, DESKTOP } from '#e2e/fixtures/node-process.ts';

let home: string;
let remove: () => void;
beforeEach(() => {
  ({ home, remove } = temporaryHome());
});
afterEach(() => {
  remove();
});

const titles = (): unknown[] => readWork(home).tasks.map((task) => task['title']);

test('three deletions wait over a restart of everything; either side is killed; each decision is done once', async () => {
  let app = await startApp({ home });
  for (const title of ['Alpha', 'Beta', 'Gamma', 'Delta']) await app.rpc.tasks.create({ title });
  app.process.write({ chat: 'Delete the tasks Alpha, Beta and Gamma', session_id: 'tidy' });
  const ids = new Map<unknown, unknown>();
  for (let n = 0; n < 3; n += 1) {
    const event = await app.process.event((each) => each.event === 'approval' && !ids.has(each['summary']));
    expect(event).toMatchObject({ action: 'delete', table: 'tasks' });
    ids.set(event['summary'], event['approval_id']);
  }
  const idOf = (title: string): unknown => ids.get(`Delete the task “${title}”`);
  expect(titles()).toHaveLength(4);

  // Another message is answered meanwhile, and is not held up by what waits.
  app.process.write({ chat: 'How many tasks are open?', session_id: 'other' });
  expect(await app.process.event((event) => event.event === 'answer')).toMatchObject({ session_id: 'other', status: 'success' });
  await app.close();

  // Printed again after a restart; decided while the backend is gone.
  app = await startApp({ home });
  const printed = (title: string, options?: { timeoutMs: number }) =>
    app.process.event((event) => event.event === 'approval' && event['approval_id'] === idOf(title), options);
  expect(await printed('Alpha')).toMatchObject({ summary: 'Delete the task “Alpha”' });
  await printed('Beta');
  const backend = findProcess({ among: descendants(app.process.pid), text: BACKEND });
  process.kill(backend ?? 0, 'SIGKILL');
  app.process.write({ approve: idOf('Gamma') });
  expect(await app.process.event((event) => event.event === 'decided')).toMatchObject({ state: 'executed' });
  expect(titles()).toEqual(['Alpha', 'Beta', 'Delta']);
  app.process.write({ reject: idOf('Alpha'), reason: 'I still need it' });
  const desktop = findProcess({ among: descendants(app.process.pid), text: DESKTOP });
  await app.process.event((event) => event.event === 'decided' && event['approval_id'] === idOf('Alpha'));
  process.kill(desktop ?? 0, 'SIGKILL');
  // Its successor prints what still waits.
  await printed('Beta', { timeoutMs: 60_000 });
  app.process.write({ approve: idOf('Beta') });
  const answer = await app.process.event((event) => event.event === 'answer' && event['session_id'] === 'tidy', {
    timeoutMs: 60_000,
  });
  expect(answer['text']).toContain('Beta');
  expect(answer['text']).toContain('Gamma');
  expect(answer['text']).toContain('I still need it');
  expect(titles()).toEqual(['Alpha', 'Delta']);

  app.process.write({ undo: answer['run_id'] });
  expect(await app.process.event((event) => event.event === 'undone')).toMatchObject({ changes: 2, kept: 0 });
  expect(
    titles()
      .map(String)
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);
  await app.close();
}, 180_000);
