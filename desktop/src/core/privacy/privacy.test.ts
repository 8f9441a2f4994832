import { describe, expect, test } from 'vitest';
import { createIds } from '#core/ids.ts';
import { createJournal } from '#core/journal/index.ts';
import { createAllWorkRows, createWorkReader } from '#core/storage/index.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createWorkWriter } from '#core/work/index.ts';
import { createPrivacy } from './create-privacy.ts';

const human = { kind: 'human' } as const;

function open() {
  const database = openTestDatabase();
  const clock = createFakeClock();
  const ids = createIds(clock);
  const rows = createAllWorkRows(database);
  const reader = createWorkReader({ database, rows });
  const journal = createJournal({ database, rows, clock, ids, onWrite: () => undefined });
  const writer = createWorkWriter({ database, rows, journal, clock, ids });
  const privacy = createPrivacy({ database, rows, reader, backendIsOwn: () => false, fraction: () => ids.fraction(), clock });
  const add = (table: 'clients' | 'projects' | 'tasks', data: object): string => writer.insert({ table, data, actor: human }).id;
  const rule = (clientId: string, set: 'never' | 'local' | 'pseudonyms' | undefined): void =>
    privacy.rules.set({ clientId, rule: set, at: 1 });
  const sees = (table: 'clients' | 'projects' | 'tasks', id: string): boolean =>
    privacy.viewOf({ model: null }).sees({ table, id });
  return { database, journal, reader, writer, privacy, add, rule, sees };
}

describe('what a run sees', () => {
  test('is everything, and costs nothing, while no rule is set', () => {
    const { privacy, add } = open();
    add('clients', { name: 'Acme' });
    expect(privacy.viewOf({ model: null }).isOpen).toBe(true);
  });

  test('follows the user’s own moves at once, in a transaction too, and after it was rolled back', () => {
    const { database, writer, add, rule, sees } = open();
    const [never, open_] = [add('clients', { name: 'Never' }), add('clients', { name: 'Open' })];
    const project = add('projects', { name: 'P', clientId: open_ });
    const task = add('tasks', { title: 'T', projectId: project });
    rule(never, 'never');
    const move = (clientId: string | null): void =>
      void writer.update({ table: 'projects', id: project, updates: { clientId }, actor: human });
    expect(sees('tasks', task)).toBe(true);
    move(never);
    expect([sees('projects', project), sees('tasks', task)]).toEqual([false, false]);
    move(open_);
    expect(sees('tasks', task)).toBe(true);
    const under = (parentId: string | null): void =>
      void writer.update({ table: 'clients', id: open_, updates: { parentId }, actor: human });
    expect(() =>
      database.write(() => {
        under(never);
        expect(sees('tasks', task)).toBe(false);
        throw new Error('back');
      }),
    ).toThrow('back');
    expect(sees('tasks', task)).toBe(true);
    under(never);
    expect(sees('tasks', task)).toBe(false);
    rule(never, undefined);
    expect(sees('tasks', task)).toBe(true);
  });

  test('follows undo and redo', () => {
    const { journal, writer, add, rule, sees } = open();
    const [never, free] = [add('clients', { name: 'Never' }), add('clients', { name: 'Free' })];
    rule(never, 'never');
    const actor = { kind: 'run', runId: 'r', callId: 'c' } as const;
    writer.update({ table: 'clients', id: free, updates: { parentId: never }, actor });
    expect(sees('clients', free)).toBe(false);
    journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } });
    expect(sees('clients', free)).toBe(true);
    journal.switch({ kind: 'redo', scope: { by: 'run', runId: 'r' } });
    expect(sees('clients', free)).toBe(false);
    // Deleted, its rule waits for it.
    writer.remove({ table: 'clients', id: free, actor: { ...actor, runId: 'r2' } });
    rule(free, 'never');
    journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r2' } });
    expect(sees('clients', free)).toBe(false);
  });

  test('names values in a transaction that is rolled back, and names them again after it', () => {
    const { database, privacy, add, rule } = open();
    rule(add('clients', { name: 'Globex' }), 'pseudonyms');
    expect(() =>
      database.write(() => {
        expect(privacy.outgoingText('Globex')).toMatch(/^Client_/);
        throw new Error('back');
      }),
    ).toThrow('back');
    const out = privacy.outgoingText('Globex');
    expect(out).toMatch(/^Client_/);
    expect(privacy.shownText(out)).toBe('Globex');
  });

  test('of a hundred thousand tasks does not hold a read up', { timeout: 120_000 }, () => {
    const { database, reader, privacy, add, rule } = open();
    const hidden = add('clients', { name: 'Hidden' });
    const projects = Array.from({ length: 200 }, (_, n) => add('projects', { name: `P${n}`, clientId: n % 2 ? hidden : null }));
    const insert = database.db.$client.prepare(
      "insert into tasks (id, project_id, title, created_at, updated_at, origin, position) values (?, ?, ?, 1, 1, 'human', ?)",
    );
    database.write(() => {
      for (let n = 0; n < 100_000; n += 1) insert.run(`t${n}`, projects[n % 200] ?? null, `Task ${n}`, n);
    });
    rule(hidden, 'never');
    const view = privacy.viewOf({ model: null });
    const { rows, total } = reader.select({ table: 'tasks', conditions: view.conditions('tasks'), limit: 100 });
    expect([rows.length, total]).toEqual([100, 50_000]);
    expect(view.withheld({ table: 'tasks', conditions: [] })).toBe(50_000);
  });
});

describe('the rules, as the user sets them', () => {
  test('are listed by name, found, inherited, and taken away', async () => {
    const { rpc } = openCore({});
    const { id: group } = await rpc.clients.create({ name: 'Group' });
    const { id: firm } = await rpc.clients.create({ name: 'Firm', parentId: group });
    const { id: branch } = await rpc.clients.create({ name: 'Branch', parentId: firm });
    await rpc.clients.create({ name: 'Alone' });
    await rpc.privacy.setRule({ client_id: firm, rule: 'pseudonyms' });
    expect(await rpc.privacy.setRule({ client_id: group, rule: 'local' })).toEqual({
      client_id: group,
      name: 'Group',
      rule: 'local',
    });
    const page = { offset: 0, limit: 10 };
    expect(await rpc.privacy.rules(page)).toEqual({
      total: 4,
      items: [
        { client_id: expect.any(String), name: 'Alone', rule: 'none' },
        { client_id: branch, name: 'Branch', rule: 'none', inherited: { rule: 'local', from: 'Group' } },
        { client_id: firm, name: 'Firm', rule: 'pseudonyms', inherited: { rule: 'local', from: 'Group' } },
        { client_id: group, name: 'Group', rule: 'local' },
      ],
    });
    await rpc.privacy.setRule({ client_id: branch, rule: 'never' });
    await rpc.privacy.setRule({ client_id: group, rule: 'none' });
    expect((await rpc.privacy.rules({ ...page, search: 'bran' })).items).toEqual([
      { client_id: branch, name: 'Branch', rule: 'never' },
    ]);
    expect((await rpc.privacy.rules({ offset: 2, limit: 1 })).items).toMatchObject([{ name: 'Firm', rule: 'pseudonyms' }]);
    await expect(rpc.privacy.setRule({ client_id: 'nobody', rule: 'never' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
