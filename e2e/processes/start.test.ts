import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp } from '#e2e/fixtures/app-process.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { BACKEND, DESKTOP, LAUNCHER, isReady, startNodeProcess } from '#e2e/fixtures/node-process.ts';
import { descendants, findProcess, isAlive } from '#e2e/fixtures/process-tree.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

let home: string;
let remove: () => void;
beforeEach(() => {
  ({ home, remove } = temporaryHome());
});
afterEach(() => {
  remove();
});

const title = (task: Record<string, unknown>): unknown => task['title'];

test('start: a message in, an answer out, a row in SQLite; undo and redo by command; SIGTERM ends it all within 5 s', async () => {
  const app = await startApp({ home });
  app.process.write({ chat: 'Create a task called Buy milk due Friday' });
  const started = await app.process.event((event) => event.event === 'chat_started');
  const answer = await app.process.event((event) => event.event === 'answer');
  expect(answer).toMatchObject({ request_id: started['request_id'], status: 'success' });
  expect(answer['text']).toContain('Buy milk');
  expect(readWork(home).tasks.map(title)).toEqual(['Buy milk']);

  app.process.write({ undo: answer['run_id'] });
  expect(await app.process.event((event) => event.event === 'undone')).toMatchObject({
    run_id: answer['run_id'],
    changes: 1,
    kept: 0,
  });
  expect(readWork(home).tasks).toEqual([]);
  app.process.write({ redo: answer['run_id'] });
  expect(await app.process.event((event) => event.event === 'redone')).toMatchObject({
    run_id: answer['run_id'],
    changes: 1,
    kept: 0,
  });
  expect(readWork(home).tasks.map(title)).toEqual(['Buy milk']);

  const family = [app.process.pid, ...descendants(app.process.pid)];
  expect(family.length).toBeGreaterThan(3);
  const stopped = performance.now();
  await app.close();
  expect(performance.now() - stopped).toBeLessThan(5_000);
  expect(await app.process.ended).toBe(0);
  await expect.poll(() => family.filter(isAlive)).toEqual([]);
  expect(readWork(home).tasks.map(title)).toEqual(['Buy milk']);
});

test('a second start on the same home says which process holds it, exits 1, and does the first no harm', async () => {
  const app = await startApp({ home });
  const second = startNodeProcess({
    entry: LAUNCHER,
    args: ['--home', home, '--port', '0', '--json', '--no-open'],
  });
  expect(await second.ended).toBe(1);
  const holder = findProcess({ among: descendants(app.process.pid), text: BACKEND });
  expect(second.log()).toContain(`process ${holder}`);
  expect((await app.rpc.tasks.create({ title: 'Still here' })).title).toBe('Still here');
  await app.close();
});

test('nothing is lost when either side is killed: both come back by themselves, on the same addresses', async () => {
  const app = await startApp({ home });
  for (const [side, entry] of Object.entries({ backend: BACKEND, desktop: DESKTOP })) {
    const pid = findProcess({ among: descendants(app.process.pid), text: entry });
    process.kill(pid ?? 0, 'SIGKILL');
    // On its way to a process that is being killed, a line is not lost: the next one gets it.
    app.process.write({ chat: `Create a task called After the end of ${side}` });
    const started = await app.process.event((event) => event.event === 'chat_started');
    const answer = await app.process.event((event) => event.event === 'answer' && event['request_id'] === started['request_id'], {
      timeoutMs: 60_000,
    });
    expect(answer['status']).toBe('success');
  }
  expect(new Set(readWork(home).tasks.map(title))).toEqual(new Set(['After the end of backend', 'After the end of desktop']));
  await app.close();
});

test('lines written while the desktop is killed again and again are each done once, and answered once', async () => {
  const app = await startApp({ home });
  const names = Array.from({ length: 12 }, (_, n) => `Line ${n}`);
  for (const [n, name] of names.entries()) {
    if (n % 4 === 1) {
      const pid = findProcess({ among: descendants(app.process.pid), text: DESKTOP });
      app.process.write({ chat: `Create a task called ${name}` });
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    } else app.process.write({ chat: `Create a task called ${name}` });
  }
  const started = new Set<unknown>();
  for (const _name of names) {
    const event = await app.process.event((each) => each.event === 'chat_started', { timeoutMs: 60_000 });
    started.add(event['request_id']);
  }
  expect(started.size).toBe(names.length);
  const answered = new Set<unknown>();
  for (const id of started) {
    const answer = await app.process.event((each) => each.event === 'answer' && each['request_id'] === id, { timeoutMs: 60_000 });
    answered.add(answer['status']);
  }
  expect(answered).toEqual(new Set(['success']));
  const titles = readWork(home).tasks.map((task) => String(title(task)));
  expect(titles.toSorted((a, b) => a.localeCompare(b))).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  expect(app.process.events.filter(({ event }) => event === 'chat_started')).toHaveLength(names.length);
  expect(app.process.events.filter(({ event }) => event === 'command_done')).toEqual([]);
  await app.close();
}, 120_000);

test('a desktop without a backend starts, keeps what is written, and sends the message when the backend is there', async () => {
  const backend = () => startNodeProcess({ entry: BACKEND, args: ['--home', home, '--port', '0', '--json'] });
  const first = backend();
  const url = String((await first.event(isReady, { timeoutMs: 60_000 }))['backend_url']);
  const registered = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'anna@example.com', password: 'correct horse battery' }),
  });
  expect(registered.status).toBe(201);
  const { access_token: token } = (await registered.json()) as { access_token: string };
  expect(await first.stop()).toBe(0);

  const desktop = startNodeProcess({
    entry: DESKTOP,
    args: ['--home', home, '--port', '0', '--json', '--no-open', '--backend-url', url],
    env: { ADIUVA_ACCESS_TOKEN: token },
  });
  await desktop.event(isReady);
  desktop.write({ chat: 'Create a task called Written while nobody listened' });
  await desktop.event((event) => event.event === 'chat_started');
  desktop.write('this is not JSON');
  await desktop.event((event) => event.event === 'error');

  const second = startNodeProcess({
    entry: BACKEND,
    args: ['--home', home, '--port', new URL(url).port, '--json'],
  });
  await second.event(isReady, { timeoutMs: 60_000 });
  const answer = await desktop.event((event) => event.event === 'answer', { timeoutMs: 60_000 });
  expect(answer['status']).toBe('success');
  expect(readWork(home).tasks.map(title)).toEqual(['Written while nobody listened']);
  expect(await desktop.stop()).toBe(0);
  expect(await second.stop()).toBe(0);
});
