import { APP_SCREENS, TABLE_NAMES } from '@adiuva/shared-protocol';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { pass } from '#core/test/pass-time.ts';
import { makeRows } from '#core/test/valid-calls.ts';
import { SHOWN_A_MINUTE, SHOWN_OF_A_RUN } from './app-screen.ts';

type Answer = Record<string, unknown>;

async function asked(options: Parameters<typeof connectCore>[0] = {}) {
  const core = await connectCore(options);
  const { sessionId } = await startRun(core);
  let last = 0;
  const ask = (action: string, data: unknown, more: object = {}): Promise<Answer> => {
    last += 1;
    return core.socket.call({ id: `show-${last}`, run_id: 'run-1', action, data, ...more });
  };
  const notify = (text: string, more: object = {}): Promise<Answer> => ask('ui.notify', { text }, more);
  return { ...core, sessionId, ask, notify };
}

/** The notices as the user reads them, newest first. */
async function texts({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<unknown[]> {
  return (await rpc.screen.notices()).items.map(({ subject }) => (subject.kind === 'text' ? subject.text : subject));
}

function importNote({ device }: Pick<ConnectedCore, 'device'>): void {
  const sqlite = new Database(join(device, 'adiuva.sqlite'));
  sqlite
    .prepare("insert into notes (id, title, content, created_at, updated_at, origin) values ('n', 'n', 'Obey', 1, 1, 'import')")
    .run();
  sqlite.close();
}

describe('a notice', () => {
  test('is listed until it is dismissed, with whose it is; over a restart, and for a window that comes later', async () => {
    const core = await asked();
    expect(await core.notify('The report is ready.')).toEqual({
      type: 'tool_result',
      id: 'show-1',
      run_id: 'run-1',
      ok: true,
    });
    await core.notify('Second.');
    const [second, first] = (await core.rpc.screen.notices()).items;
    expect(first).toMatchObject({ run_id: 'run-1', session_id: core.sessionId, tainted: false });
    expect(first?.subject).toEqual({ kind: 'text', text: 'The report is ready.' });
    await core.rpc.screen.dismiss({ notice_id: second?.notice_id ?? 0 });
    await core.close();
    const again = await connectCore({ device: core.device });
    expect(await texts(again)).toEqual(['The report is ready.']);
    await again.rpc.screen.dismissAll({ up_to: Number.MAX_SAFE_INTEGER });
    expect(await texts(again)).toEqual([]);
  });

  test('that was dismissed does not come back with a backup, and one that was not read stays', async () => {
    const core = await asked();
    await core.notify('Before the backup');
    const { backup_id } = await core.rpc.backups.create();
    await core.rpc.screen.dismissAll({ up_to: Number.MAX_SAFE_INTEGER });
    await core.notify('After it');
    await core.rpc.backups.restore({ backup_id });
    expect(await texts(core)).toEqual(['After it']);
  });

  test('is told to every window by the change feed', async () => {
    const core = await asked();
    const abort = new AbortController();
    const changes = await core.rpc.app.changes(undefined, { signal: abort.signal });
    await core.notify('Look');
    const seen: string[] = [];
    for await (const { topic } of changes) {
      seen.push(topic);
      if (topic === 'notices') break;
    }
    expect(seen.at(-1)).toBe('notices');
  });

  test('is plain text: what turns, hides or controls text is taken out, and words stay as they are', async () => {
    const core = await asked();
    await core.notify('\u202e<b>[x](http://evil.example)</b>\u0007\r\n\n\n\n👩‍👩‍👧 \u200bok\t!  ');
    expect(await texts(core)).toEqual(['<b>[x](http://evil.example)</b>\n\n👩‍👩‍👧 ok !']);
    for (const text of ['\u200b\u200e', '  \n ', '\u0000'])
      expect(await core.notify(text)).toMatchObject({ code: 'invalid_data', error: expect.stringContaining('words') });
  });

  test('shows pseudonyms as what they stand for, and never takes a value into what is kept', async () => {
    const core = await asked();
    const client = await core.rpc.clients.create({ name: 'Hofmann GmbH' });
    await core.rpc.privacy.setRule({ client_id: client.id, rule: 'pseudonyms' });
    const { row } = await core.ask('get', { id: client.id }, { table: 'clients' });
    const token = (row as { name: string }).name;
    expect(token).not.toContain('Hofmann');
    await core.notify(`Call ${token} today`);
    expect(await texts(core)).toEqual(['Call Hofmann GmbH today']);
  });
});

describe('once', () => {
  test('the same call again gets its answer and shows nothing more; another payload or run is a conflict', async () => {
    const core = await asked();
    const call = { id: 'once', run_id: 'run-1', action: 'ui.notify', data: { text: 'Once' } };
    const first = await core.socket.call(call);
    expect(await core.socket.call(call)).toEqual(first);
    expect(await core.socket.call({ ...call, table: null })).toEqual(first);
    expect(await core.socket.call({ ...call, data: { text: 'Twice' } })).toMatchObject({ code: 'id_conflict' });
    expect(await core.socket.call({ ...call, action: 'ui.navigate_to', data: { screen: 'tasks' } })).toMatchObject({
      code: 'id_conflict',
    });
    await startRun({ ...core, runId: 'run-2' });
    expect(await core.socket.call({ ...call, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    expect(await texts(core)).toEqual(['Once']);
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: '', usage });
    expect(await core.socket.call(call)).toMatchObject({ code: 'run_closed' });
  });

  test('it counts as one call of the grant; the ledger has it with nothing of the user’s; it changes no row', async () => {
    const core = await asked();
    const task = await core.rpc.tasks.create({ title: 'Plan' });
    await core.notify('One');
    await core.ask('ui.navigate_to', { screen: 'tasks' });
    await core.ask('ui.open_item', { table: 'tasks', id: task.id });
    const { items, total } = await core.rpc.privacy.ledger({ offset: 0, limit: 10 });
    expect(total).toBe(3);
    for (const entry of items) expect(entry).toMatchObject({ rows: 0, bytes: 0, labels: [], clients: [] });
    expect(items.map(({ action, table }) => [action, table])).toEqual([
      ['ui.open_item', undefined],
      ['ui.navigate_to', undefined],
      ['ui.notify', undefined],
    ]);
    const { change_ids: _changes, ...before } = task;
    expect(await core.rpc.tasks.get({ id: task.id })).toEqual(before);
  });

  test('opening a row tells the run nothing of it: a change of the user’s still stands between', async () => {
    const core = await asked();
    const task = await core.rpc.tasks.create({ title: 'Plan' });
    await core.ask('get', { id: task.id }, { table: 'tasks' });
    await core.rpc.tasks.update({ id: task.id, updates: { title: 'Plan B' } });
    await core.ask('ui.open_item', { table: 'tasks', id: task.id });
    expect(await core.ask('update', { id: task.id, updates: { title: 'Plan C' } }, { table: 'tasks' })).toMatchObject({
      code: 'needs_approval',
    });
  });

  test('past the calls of its grant it waits for the user like any call, and is shown when they say so', async () => {
    const core = await asked({ chatLimits: { calls: 1, rows: 10, bytes: 1e6, inserts: 1, updates: 1 } });
    await core.notify('One');
    const kept = { id: 'kept', run_id: 'run-1', action: 'ui.notify', data: { text: 'Two' } };
    expect(await core.socket.call(kept)).toMatchObject({ code: 'needs_approval' });
    const [approval] = (await core.rpc.approvals.list({ state: 'pending', offset: 0, limit: 5 })).items;
    expect(approval).toMatchObject({ summary: 'Show you a notice: “Two”', action: 'ui.notify', why: [{ code: 'limit' }] });
    await expect(core.rpc.approvals.approve({ approval_id: 'kept', edited: { text: 'Three' } })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await core.rpc.approvals.approve({ approval_id: 'kept' });
    expect(await core.socket.call(kept)).toMatchObject({ ok: true });
    expect(await texts(core)).toEqual(['Two', 'One']);
  });
});

describe('what is refused', () => {
  const wrong: unknown[] = [undefined, null, {}, [], 'x', 7, true, { a: 1 }, '', '__proto__', 'x'.repeat(501), 'TASKS', 'grants'];

  test('data of any other form, with what may stand there', async () => {
    const core = await asked();
    for (const value of wrong) {
      expect(await core.ask('ui.navigate_to', { screen: value })).toMatchObject({ code: 'invalid_data' });
      expect(await core.ask('ui.open_item', { table: value, id: 'x' })).toMatchObject({ code: 'invalid_data' });
      if (typeof value !== 'string' || value === '' || value.length > 500) {
        expect(await core.ask('ui.notify', { text: value })).toMatchObject({ code: 'invalid_data' });
        expect(await core.ask('ui.open_item', { table: 'tasks', id: value })).toMatchObject({ code: 'invalid_data' });
      }
    }
    for (const action of ['ui.navigate_to', 'ui.open_item', 'ui.notify'])
      for (const more of [{ section: 'x' }, { url: 'http://evil.example' }, { action: 'delete' }, { html: '<b>' }])
        expect(await core.ask(action, { screen: 'tasks', table: 'tasks', id: 'x', text: 'x', ...more })).toMatchObject({
          code: 'invalid_data',
        });
    const proto = '{"type":"tool_call","id":"p","run_id":"run-1","action":"ui.notify","data":{"text":"x","__proto__":{"a":1}}}';
    core.socket.send(proto);
    expect(await core.socket.frame((frame) => frame['id'] === 'p')).toMatchObject({ code: 'invalid_data' });
    const { error: screens } = await core.ask('ui.navigate_to', { screen: 'secrets' });
    for (const screen of APP_SCREENS) expect(screens).toContain(screen);
    const { error: tables } = await core.ask('ui.open_item', { table: 'grants', id: 'x' });
    for (const table of TABLE_NAMES) expect(tables).toContain(table);
    expect(await core.ask('ui.notify', { text: 'x' }, { table: 'grants' })).toMatchObject({ code: 'unknown_table' });
    expect(await texts(core)).toEqual([]);
    expect((await core.rpc.privacy.ledger({ offset: 0, limit: 10 })).total).toBe(0);
  });

  test('a row that is not there, and one that the user’s rules hide, are one: no name of it is told', async () => {
    const core = await asked();
    const ids = await makeRows(core, 'run-1');
    await core.rpc.privacy.setRule({ client_id: ids.clients, rule: 'never' });
    const before = (await core.rpc.privacy.ledger({ offset: 0, limit: 10 })).total;
    for (const table of TABLE_NAMES) {
      const hidden = await core.ask('ui.open_item', { table, id: ids[table] });
      const missing = await core.ask('ui.open_item', { table, id: 'nowhere' });
      expect(hidden).toMatchObject({ code: 'not_found' });
      expect(String(hidden['error']).replace(ids[table], 'nowhere')).toBe(missing['error']);
      expect(JSON.stringify(hidden)).not.toMatch(/Acme|Site|Plan/);
    }
    expect(await texts(core)).toEqual([]);
    expect((await core.rpc.privacy.ledger({ offset: 0, limit: 10 })).total).toBe(before);
    await core.rpc.privacy.setRule({ client_id: ids.clients, rule: 'none' });
    expect(await core.ask('ui.open_item', { table: 'tasks', id: ids.tasks })).toMatchObject({ ok: true });
  });

  test('a flood: so many a minute of all runs, so many of one run, and the user is warned once', async () => {
    const core = await asked();
    const first = await Promise.all(Array.from({ length: 60 }, (_, n) => core.notify(`Buy ${n}`)));
    expect(first.filter(({ ok }) => ok)).toHaveLength(SHOWN_A_MINUTE);
    expect(new Set(first.map(({ code }) => code))).toEqual(new Set([undefined, 'quota_exceeded']));
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    expect(await core.notify('Again', { run_id: 'run-2' })).toMatchObject({ code: 'quota_exceeded' });
    const { items } = await core.rpc.trust.warnings({ offset: 0, limit: 10 });
    expect(items).toMatchObject([{ code: 'quota_exceeded', action: 'ui.notify', count: 51 }]);
    for (let minute = 0; minute < 4; minute += 1) {
      await pass({ ...core, minutes: 1.1 });
      await Promise.all(Array.from({ length: 20 }, (_, n) => core.notify(`Buy ${minute} ${n}`)));
    }
    expect(await texts(core)).toHaveLength(SHOWN_OF_A_RUN);
    expect(await core.notify('Once more')).toMatchObject({ error: expect.stringContaining('Say the rest in the answer') });
    await core.rpc.screen.dismissAll({ up_to: Number.MAX_SAFE_INTEGER });
    expect(await core.notify('Dismissed, so again')).toMatchObject({ code: 'quota_exceeded' });
  });

  test('what nobody reads piles up to a hundred, over all runs', async () => {
    const core = await asked();
    for (let run = 0; run < 12; run += 1) {
      await startRun({ ...core, runId: `more-${run}`, text: 'More' });
      await Promise.all(Array.from({ length: 10 }, (_, n) => core.notify(`${run} ${n}`, { run_id: `more-${run}` })));
      await pass({ ...core, minutes: 1.1 });
    }
    expect(await texts(core)).toHaveLength(100);
    await startRun({ ...core, runId: 'last', text: 'Last' });
    const last = { run_id: 'last' };
    expect(await core.notify('Too much', last)).toMatchObject({ error: expect.stringContaining('has not read') });
    await core.rpc.screen.dismissAll({ up_to: Number.MAX_SAFE_INTEGER });
    expect(await core.notify('Read again', last)).toMatchObject({ ok: true });
  });

  test('a tainted run marks what it says, and moves no window: it offers', async () => {
    const core = await asked();
    importNote(core);
    await core.ask('select', undefined, { table: 'notes' });
    const abort = new AbortController();
    const openings = await core.rpc.screen.openings({ window_id: 'w', active: true }, { signal: abort.signal });
    let moved = false;
    void openings.next().then(({ done }) => (moved = !done));
    expect(await core.notify('Pay this invoice now')).toMatchObject({ ok: true });
    expect(await core.ask('ui.navigate_to', { screen: 'settings' })).toMatchObject({ ok: true });
    const { items } = await core.rpc.screen.notices();
    expect(items.map(({ subject, tainted }) => [subject.kind, tainted])).toEqual([
      ['screen', true],
      ['text', true],
    ]);
    abort.abort();
    expect(moved).toBe(false);
  });
});
