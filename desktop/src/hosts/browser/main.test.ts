import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFakeBackend, usage, type Connection } from '#core/test/fake-backend.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { startDesktop } from '#hosts/test/desktop-process.ts';

async function backendOf() {
  const backend = await startFakeBackend();
  onTestFinished(() => backend.close());
  return backend;
}

/** What lies in the file, read beside the process that has it open. */
function read(home: string, query: string): unknown[] {
  const sqlite = new Database(join(home, 'device', 'adiuva.sqlite'), { readonly: true });
  try {
    return sqlite.prepare(query).all();
  } finally {
    sqlite.close();
  }
}

/** A message by standard input, and the run that the backend binds to it. */
async function bindRun({ socket, runId }: { socket: Connection; runId: string }): Promise<void> {
  const request = await socket.frame({ type: 'chat_request' }, { timeoutMs: 20_000 });
  socket.send({ type: 'run_started', run_id: runId, seq: 1, kind: 'chat', request_id: request['request_id'] });
}

describe('npm run desktop', () => {
  test('is ready without a backend, keeps its files to itself, and ends by SIGTERM', async () => {
    const home = join(temporaryFolder(), 'home');
    const desktop = startDesktop({
      home,
      args: ['--backend-url', 'http://127.0.0.1:1'],
      env: { ADIUVA_ACCESS_TOKEN: 'secret-token' },
    });
    const ready = await desktop.event('ready');
    expect(ready).toEqual({ event: 'ready', app_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/) });
    desktop.write({ chat: 'A very private message' });
    desktop.write('nonsense');
    desktop.endInput();
    await desktop.event('error');
    expect(desktop.events.map((event) => event.event)).toEqual(['ready', 'chat_started', 'error']);
    const mode = (file: string): string => (statSync(join(home, file)).mode & 0o777).toString(8);
    expect([mode('device'), mode('device/adiuva.sqlite'), mode('device/adiuva.sqlite-wal')]).toEqual(['700', '600', '600']);

    const second = startDesktop({ home });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain(`process ${desktop.pid}`);
    expect(await desktop.kill('SIGTERM')).toBe(0);
    expect(desktop.stderr()).not.toMatch(/private|secret-token/);
    expect(read(home, 'select text, state from chat_requests')).toEqual([{ text: 'A very private message', state: 'queued' }]);
  });

  test.each([
    [['--backend-url', 'nonsense'], '--backend-url'],
    [['--host', 'electron'], 'electron'],
    [['--nonsense'], 'nonsense'],
  ])('%s is refused with a sentence and code 2', async (args, word) => {
    const desktop = startDesktop({ home: temporaryFolder(), args });
    expect(await desktop.ended).toBe(2);
    expect(desktop.stderr()).toContain(word);
  });

  test('a message goes out when a backend is there; its answer is told, also after a restart', async () => {
    const home = temporaryFolder();
    const backend = await backendOf();
    const start = () => startDesktop({ home, args: ['--backend-url', backend.url], env: { ADIUVA_ACCESS_TOKEN: 'a-token' } });
    const first = start();
    await first.event('ready');
    first.write({ chat: 'Hello' });
    await bindRun({ socket: await backend.connection(1), runId: 'run-1' });
    await expect.poll(() => read(home, 'select state from chat_requests')).toEqual([{ state: 'accepted' }]);
    await first.kill('SIGKILL');

    const again = start();
    const socket = await backend.connection(2);
    expect((await socket.frame({ type: 'device_hello' }))['resume']).toEqual({ 'run-1': 1 });
    socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'Hello yourself.', usage });
    expect(await again.event('answer')).toMatchObject({ run_id: 'run-1', status: 'success', text: 'Hello yourself.' });
    expect(await again.kill('SIGINT')).toBe(0);
  });
});

describe('kill -9', () => {
  test(
    'after a write and before its answer: the write is there once, also when the call is repeated',
    { timeout: 90_000 },
    async () => {
      const home = temporaryFolder();
      const backend = await backendOf();
      const start = () => startDesktop({ home, args: ['--backend-url', backend.url], env: { ADIUVA_ACCESS_TOKEN: 'a-token' } });
      let desktop = start();
      await desktop.event('ready');
      desktop.write({ chat: 'Create tasks' });
      let socket = await backend.connection(1);
      await bindRun({ socket, runId: 'run-1' });
      const call = (n: number) => ({
        id: `w-${n}`,
        run_id: 'run-1',
        action: 'insert',
        table: 'tasks',
        data: { title: `Task ${n}` },
      });
      for (let round = 1; round <= 3; round += 1) {
        // The backend never reads the answer: the process is gone as soon as the row is there.
        socket.socket.pause();
        socket.send({ type: 'tool_call', ...call(round) });
        await expect.poll(() => read(home, 'select id from tasks').length, { interval: 1, timeout: 20_000 }).toBe(round);
        await desktop.kill('SIGKILL');
        desktop = start();
        await desktop.event('ready');
        socket = await backend.connection(round + 1);
        await socket.frame({ type: 'device_hello' });
        const [row] = read(home, `select id from tasks where title = 'Task ${round}'`) as { id: string }[];
        expect(await socket.call(call(round))).toMatchObject({ row: { id: row?.id } });
        expect(await socket.call(call(round))).toMatchObject({ row: { id: row?.id } });
      }
      expect(read(home, 'select title from tasks order by title')).toEqual([
        { title: 'Task 1' },
        { title: 'Task 2' },
        { title: 'Task 3' },
      ]);
      expect(read(home, 'select count(*) as n from journal_changes')).toEqual([{ n: 3 }]);
      expect(read(home, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    },
  );

  test(
    'at any moment of many writes: what was answered is there, nothing is doubled, journal and rows agree',
    { timeout: 90_000 },
    async () => {
      const home = temporaryFolder();
      const backend = await backendOf();
      const start = () => startDesktop({ home, args: ['--backend-url', backend.url], env: { ADIUVA_ACCESS_TOKEN: 'a-token' } });
      const answered = new Set<string>();
      let connections = 0;
      for (const [round, delay] of [5, 20, 40].entries()) {
        const desktop = start();
        await desktop.event('ready');
        desktop.write({ chat: 'Create tasks' });
        connections += 1;
        const socket = await backend.connection(connections);
        await bindRun({ socket, runId: `run-${round}` });
        for (let n = 0; n < 50; n += 1) {
          const title = `${round}-${n}`;
          socket
            .call({ id: title, run_id: `run-${round}`, action: 'insert', table: 'tasks', data: { title } })
            .then((answer) => 'row' in answer && answered.add(title))
            .catch(() => undefined);
        }
        await new Promise((resolve) => setTimeout(resolve, delay));
        await desktop.kill('SIGKILL');
      }
      const titles = (read(home, 'select title from tasks') as { title: string }[]).map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
      for (const title of answered) expect(titles).toContain(title);
      expect(read(home, 'select count(*) as n from journal_changes')).toEqual([{ n: titles.length }]);
      expect(read(home, 'select count(*) as n from executed_calls')).toEqual([{ n: titles.length }]);
    },
  );
});
