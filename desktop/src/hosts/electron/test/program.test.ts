import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { securityHeaders } from '#hosts/security-headers.ts';
import { buildProgram, runProgram, type RunningProgram } from './run-program.ts';

interface SeenWindow {
  bounds: object;
  visible: boolean;
  focused: boolean;
  maximised: boolean;
  preferences: Record<string, unknown>;
  url: string;
  complaints: string[];
}
interface Seen {
  opened: string[];
  errors: string[];
  notifications: { title: string; body: string }[];
  trays: { image: string }[];
  sandboxed: boolean;
  pickedTitles: string[];
}

beforeAll(buildProgram, 120_000);

// Each starts a Chromium of its own.
vi.setConfig({ testTimeout: 120_000 });
const slow = { timeout: 60_000 };
const textOf = (program: RunningProgram): Promise<string> => program.page('document.body.innerText');
const windowOf = async (program: RunningProgram): Promise<SeenWindow | undefined> =>
  (await program.ask<SeenWindow[]>('windows'))[0];
/** Whether a process runs; one that ended and that nobody has buried yet does not. */
const isAlive = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
};

/** A desktop that shows trays: what the program asks for it answers yes. */
function withTrays(): { path: string } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'busctl'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(folder, 'busctl'), 0o755);
  return { path: `${folder}:${process.env['PATH']}` };
}

/** A program whose window shows the page, with the core's data in it. */
async function open(options: Partial<Parameters<typeof runProgram>[0]> = {}): Promise<RunningProgram & { home: string }> {
  const home = options.home ?? temporaryFolder();
  const program = runProgram({ home, ...options });
  await expect.poll(() => program.events.length > 0 || program.stderr(), slow).toBe(true);
  await expect.poll(() => textOf(program), slow).toContain(join(home, 'device', 'adiuva.sqlite'));
  return { ...program, home };
}

/** The tasks that are on the disk. */
function titlesIn(home: string): string[] {
  const database = new Database(join(home, 'device', 'adiuva.sqlite'), { readonly: true });
  try {
    return database.prepare<[], string>('select title from tasks').pluck().all();
  } finally {
    database.close();
  }
}

async function addTask({ program, title }: { program: RunningProgram & { home: string }; title: string }): Promise<void> {
  await program.ask('menu', ['File', 'New task']);
  await expect.poll(() => program.page('document.activeElement?.tagName'), slow).toBe('INPUT');
  await program.ask('keys', [`type ${title}`, 'Enter']);
  await expect.poll(() => titlesIn(program.home), slow).toContain(title);
  await expect.poll(() => textOf(program), slow).toContain(title);
}

test('opens its own page, isolated, with the data of the core, under the same headers as in a browser', async () => {
  const program = await open();
  expect(program.events).toEqual([{ event: 'ready', app_url: 'app://adiuva/' }]);
  const window = await windowOf(program);
  expect(window).toMatchObject({ visible: true, url: expect.stringMatching(/^app:\/\/adiuva\//), complaints: [] });
  expect(window?.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect((await program.ask<Seen>('seen')).sandboxed).toBe(true);
  expect(await program.page('[typeof require, typeof process, typeof module, Object.keys(adiuvaProgram)]')).toEqual([
    'undefined',
    'undefined',
    'undefined',
    ['askForPort'],
  ]);
  const headers = await program.page<[string, string][]>(`fetch('./').then((answer) => [...answer.headers])`);
  expect(Object.fromEntries(headers)).toMatchObject(securityHeaders({ sockets: [] }));
  // What the policy forbids does not run.
  expect(
    await program.page(`(document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">'), 1)`),
  ).toBe(1);
  expect(await program.page(`new Promise((done) => setTimeout(() => done(window.ran ?? 'not'), 300))`)).toBe('not');
  expect(await program.page(`fetch('https://outside.example/').then(() => 'went', () => 'refused')`)).toBe('refused');
});

test('stays on its page: no other address, no second window, no permission; a link opens in the browser', async () => {
  const program = await open();
  await program.page(`void (location.href = 'https://outside.example/')`);
  await program.page(`void window.open('https://outside.example/page')`);
  await program.page(`void window.open('file:///etc/passwd')`);
  await program.page(`void window.open('ms-msdt:/id')`);
  await expect.poll(async () => (await program.ask<Seen>('seen')).opened).toEqual(['https://outside.example/page']);
  // The stand-in's Chromium opens what was not allowed, and closes it at once.
  await expect.poll(() => program.ask('pages'), slow).toBe(1);
  expect((await windowOf(program))?.url).toMatch(/^app:\/\/adiuva\//);
  expect(await program.ask('permission', 'media')).toEqual([false, false]);
  expect(await program.ask('permission', 'notifications')).toEqual([false, false]);
  expect(await program.ask('permission', 'clipboard-sanitized-write')).toEqual([true, true]);
  expect(await textOf(program)).toContain('adiuva.sqlite');
});

test('is there once a home: a second start brings the window up; a killed one is in nobody’s way', async () => {
  const program = await open();
  await program.ask('window', 'hide');
  const second = runProgram({ home: program.home });
  expect(await second.ended).toBe(0);
  expect(second.stderr()).toContain('open already');
  await expect.poll(async () => (await windowOf(program))?.visible).toBe(true);
  const pids = await program.ask<Record<string, number>>('pids');
  program.kill('SIGKILL');
  await program.ended;
  // What main started goes with it, and gives the home free.
  await expect.poll(() => Object.values(pids).some(isAlive)).toBe(false);
  await open({ home: program.home });
});

test('its window opens where it was left, and in the middle when that display is gone', async () => {
  const displays = [
    { x: 0, y: 0, width: 1280, height: 800 },
    { x: 1280, y: 0, width: 1920, height: 1080 },
  ];
  const bounds = { x: 1500, y: 100, width: 1000, height: 700 };
  const first = await open({ machine: { displays } });
  expect((await windowOf(first))?.bounds).toEqual({ x: 40, y: 0, width: 1200, height: 800 });
  await first.ask('place', bounds);
  await first.ask('window', 'maximize');
  await first.ask('quit');
  expect(await first.ended).toBe(0);
  const second = await open({ home: first.home, machine: { displays } });
  expect(await windowOf(second)).toMatchObject({ bounds, maximised: true });
  await second.ask('quit');
  await second.ended;
  const third = await open({ home: first.home, machine: { displays: displays.slice(0, 1) } });
  expect((await windowOf(third))?.bounds).toEqual({ x: 140, y: 50, width: 1000, height: 700 });
});

test('menu and tray lead to the page’s own commands; closed, the window waits in the tray', async () => {
  const program = await open({ env: { PATH: withTrays().path } });
  await program.ask('menu', ['View', 'Activity']);
  await expect.poll(async () => (await windowOf(program))?.url).toBe('app://adiuva/#/activity');
  await addTask({ program, title: 'Call the bank' });
  await program.ask('menu', ['help', 'Show your data’s folder']);
  const seen = await program.ask<Seen>('seen');
  expect(seen.opened).toEqual([join(program.home, 'device')]);
  expect(existsSync(seen.trays[0]?.image ?? '')).toBe(true);
  await program.ask('window', 'close');
  expect(await windowOf(program)).toMatchObject({ visible: false });
  await program.ask('tray', ['New task']);
  expect(await windowOf(program)).toMatchObject({ visible: true, focused: true });
  await program.ask('tray', ['Quit']);
  expect(await program.ended).toBe(0);
});

test('where no tray is shown, closing the window ends the program', async () => {
  const program = await open({ env: { PATH: temporaryFolder() } });
  expect((await program.ask<Seen>('seen')).trays).toEqual([]);
  await program.ask('window', 'close');
  expect(await program.ended).toBe(0);
});

test('the core’s process is killed: it is started again, and the page goes on by a new port', async () => {
  const program = await open();
  await addTask({ program, title: 'Before' });
  await program.ask('kill', 'Adiuva core');
  await expect.poll(() => program.events.length, slow).toBe(2);
  await expect.poll(() => textOf(program), slow).not.toContain('own process ended');
  await addTask({ program, title: 'After' });
  await program.page("location.hash = '#/tasks'");
  const both = /Before[\s\S]*After|After[\s\S]*Before/;
  await expect.poll(() => textOf(program), slow).toMatch(both);
  await program.ask('reload');
  await expect.poll(() => textOf(program), slow).toMatch(both);
  expect((await windowOf(program))?.complaints).toEqual([]);
});

test('secrets are sealed with a key that the system keeps; where it keeps none, that is said', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'device'), { recursive: true });
  const first = await open({ home });
  const file = join(home, 'device', 'secrets.key');
  const wrapped = readFileSync(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await first.ask('quit');
  await first.ended;
  await open({ home }).then((again) => again.ask('quit'));
  expect(readFileSync(file)).toEqual(wrapped);
  const bare = await open({ machine: { keyring: false } });
  expect(bare.stderr()).toContain('this system keeps no secrets for programs');
  expect(existsSync(join(bare.home, 'device', 'secrets.key'))).toBe(false);
});

test('data that another process holds is refused with a sentence, and nothing stays behind', async () => {
  const program = await open();
  const home = temporaryFolder();
  // The same data under another name of the home is another program, and one lock.
  mkdirSync(home, { recursive: true });
  symlinkSync(join(program.home, 'device'), join(home, 'device'));
  const second = runProgram({ home });
  expect(await second.ended).toBe(1);
  expect(second.events).toEqual([{ event: 'refused', message: expect.stringContaining('in use by process') }]);
});

test('installed, it runs everything itself: a chat is answered, and a hidden window’s approval is notified and found', async () => {
  const program = await open({ args: ['--json'], token: '' });
  const answer = () => program.events.filter(({ event }) => event === 'answer');
  await addTask({ program, title: 'Buy milk' });
  program.write({ chat: 'How many tasks are open?' });
  await expect.poll(answer, { timeout: 60_000 }).toMatchObject([{ status: 'success', text: expect.stringContaining('1') }]);
  expect((await program.ask<Seen>('seen')).notifications).toEqual([]);
  await program.ask('window', 'hide');
  program.write({ chat: 'Delete the task Buy milk' });
  const told = async () => (await program.ask<Seen>('seen')).notifications;
  await expect
    .poll(told, slow)
    .toMatchObject([{ title: 'Adiuva asks for your word', body: expect.stringContaining('Buy milk') }]);
  await program.ask('notification', 0);
  expect(await windowOf(program)).toMatchObject({ visible: true, focused: true });
  await expect.poll(() => program.page(`document.querySelector('[role=dialog]')?.innerText ?? ''`), slow).toContain('Buy milk');
  const pids = await program.ask<Record<string, number>>('pids');
  expect(Object.keys(pids).sort()).toEqual(['Adiuva backend', 'Adiuva core']);
  // Nothing that a bundle left behind was missed: a thread, a folder, a package.
  expect(program.stderr()).not.toContain('"level":50');
  await program.ask('quit');
  expect(await program.ended).toBe(0);
  expect(Object.values(pids).some(isAlive)).toBe(false);
  expect(existsSync(join(program.home, 'backend/postgres/data/postmaster.pid'))).toBe(false);
}, 150_000);
