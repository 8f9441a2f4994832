import Database from 'better-sqlite3';
import fc from 'fast-check';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectCore, isReady, openCore, startRun } from '#core/test/open-core.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { dumpOf } from '#core/test/dump-database.ts';

const titles = async ({ rpc }: Pick<ReturnType<typeof openCore>, 'rpc'>): Promise<string[]> =>
  (await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 100 })).items.map(({ title }) => title);

/** Everything but the store's own id, which each restore makes anew. */
function contentOf(device: string): Record<string, unknown[]> {
  const dump = dumpOf(device);
  return { ...dump, settings: (dump['settings'] ?? []).filter((row) => (row as { key: string }).key !== 'store_id') };
}

describe('a backup', () => {
  test('is whole, checked, for its owner alone, and found in the list', async () => {
    const core = openCore({});
    await core.rpc.tasks.create({ title: 'Kept' });
    const made = await core.rpc.backups.create();
    expect(made).toMatchObject({ kind: 'manual', verified: true, bytes: expect.any(Number) });
    const { items, folder, ...more } = await core.rpc.backups.list();
    expect({ items, folder, more }).toEqual({ items: [made], folder: join(core.device, 'backups'), more: {} });
    expect(readdirSync(folder)).toEqual([made.backup_id]);
    const file = join(folder, made.backup_id);
    expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777, statSync(file).size]).toEqual([0o700, 0o600, made.bytes]);
    const sqlite = new Database(file, { readonly: true });
    expect(sqlite.prepare('select title from tasks').pluck().all()).toEqual(['Kept']);
    sqlite.close();
    expect(readdirSync(folder)).toEqual([made.backup_id]);
  });

  test('is taken while the app goes on writing', async () => {
    const core = openCore({});
    for (let n = 0; n < 500; n += 1) await core.rpc.tasks.create({ title: `T${n}`, description: 'x'.repeat(3_000) });
    const making = core.rpc.backups.create();
    let during = 0;
    const state = { done: false };
    void making.finally(() => {
      state.done = true;
    });
    while (!state.done) {
      await core.rpc.tasks.create({ title: `D${during}`, description: 'y'.repeat(3_000) });
      during += 1;
      await new Promise(setImmediate);
    }
    expect(during).toBeGreaterThan(3);
    const { backup_id } = await making;
    const sqlite = new Database(join(core.device, 'backups', backup_id), { readonly: true });
    const found = sqlite.prepare('select count(*) from tasks').pluck().get();
    expect(found).toBeGreaterThanOrEqual(500);
    expect(sqlite.prepare('select count(*) from journal_changes').pluck().get()).toBe(found);
    sqlite.close();
  });
});

describe('a restore', () => {
  test('brings back what was, and can itself be taken back to the last byte', async () => {
    const core = openCore({});
    const { rpc } = core;
    const client = await rpc.clients.create({ name: 'Müller GmbH' });
    const project = await rpc.projects.create({ name: 'Website', clientId: client.id });
    await rpc.tasks.create({ title: 'First', projectId: project.id, description: 'alpha' });
    const early = await rpc.backups.create();
    const atFirst = contentOf(core.device);
    await rpc.tasks.create({ title: 'Second', description: 'beta' });
    const [first] = (await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 1 })).items;
    await rpc.tasks.update({ id: first?.id ?? '', updates: { title: 'First, changed', description: null } });
    const later = contentOf(core.device);

    const { restored, undo } = await rpc.backups.restore({ backup_id: early.backup_id });
    expect([restored, undo.kind]).toEqual([early, 'restore']);
    expect(await titles(core)).toEqual(['First']);
    expect(contentOf(core.device)).toEqual(atFirst);
    expect((await rpc.tasks.list({ filter: { search: 'alpha' }, order: 'position', offset: 0, limit: 9 })).total).toBe(1);
    expect((await rpc.tasks.list({ filter: { search: 'beta' }, order: 'position', offset: 0, limit: 9 })).total).toBe(0);

    await rpc.backups.restore({ backup_id: undo.backup_id });
    expect(contentOf(core.device)).toEqual(later);
    expect((await rpc.tasks.list({ filter: { search: 'beta' }, order: 'position', offset: 0, limit: 9 })).total).toBe(1);
    await rpc.tasks.create({ title: 'Third' });
    expect((await titles(core)).toSorted()).toEqual(['First, changed', 'Second', 'Third']);
  });

  test('is another store to the backend: what was open ends, nothing old is sent again, the device stays', async () => {
    const core = await connectCore();
    const { requestId } = await startRun(core);
    const waiting = await core.rpc.chat.send({ text: 'Not answered yet' });
    const hello = core.socket.frames.find(({ type }) => type === 'device_hello');
    const { backup_id } = await core.rpc.backups.create();
    const insert = { id: 'w-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'By the run' } };
    expect(await core.socket.call(insert)).toMatchObject({ row: { title: 'By the run' } });

    await core.rpc.backups.restore({ backup_id });
    expect(await titles(core)).toEqual([]);
    await expect
      .poll(() => {
        core.clock.advance(1_000);
        return core.backend.connections.length;
      })
      .toBe(2);
    const socket = await core.backend.connection(2);
    const again = await socket.frame({ type: 'device_hello' });
    await isReady(core);
    expect(again).toMatchObject({ device_id: hello?.['device_id'], resume: {} });
    expect(again['store_id']).not.toBe(hello?.['store_id']);
    expect(await socket.call({ ...insert, id: 'w-2' })).toMatchObject({ code: 'run_closed' });
    expect(socket.frames.filter(({ type }) => type === 'chat_request')).toEqual([]);
    const { turns } = await core.rpc.chat.transcript({ session_id: waiting.session_id, limit: 10 });
    expect(turns).toMatchObject([{ request_id: waiting.request_id, delivery: 'failed' }]);
    const { items } = await core.rpc.activity.runs({ offset: 0, limit: 10, with_changes: false });
    expect(items).toMatchObject([{ run_id: 'run-1', status: 'cancelled' }]);
    expect(requestId).not.toBe(waiting.request_id);

    await core.rpc.chat.send({ text: 'And now?' });
    await socket.frame({ type: 'chat_request', message: 'And now?' });
  });

  test('keeps what left the device since, in the ledger and with its run', async () => {
    const core = await connectCore();
    const { backup_id } = await core.rpc.backups.create();
    await startRun(core);
    await core.socket.call({ id: 'r-1', run_id: 'run-1', action: 'select', table: 'tasks' });
    const before = dumpOf(core.device);
    await core.rpc.backups.restore({ backup_id });
    const after = dumpOf(core.device);
    expect(after['ledger']).toEqual(before['ledger']);
    expect(after['ledger']).toHaveLength(1);
    expect(after['runs']).toMatchObject([{ run_id: 'run-1', status: 'cancelled', code: 'device_reset' }]);
    expect(after['chat_requests']).toEqual([]);
  });

  test('and the restore of its undo change nothing, whatever was written before, between and since', async () => {
    const { rpc, device } = openCore({});
    const ids: string[] = [];
    const write = fc.record({ what: fc.constantFrom('create', 'update', 'remove', 'client', 'project'), n: fc.nat(50) });
    async function perform({ what, n }: { what: string; n: number }): Promise<void> {
      const id = ids[n % Math.max(1, ids.length)];
      const isThere =
        id !== undefined &&
        (await rpc.tasks.get({ id }).then(
          () => true,
          () => false,
        ));
      if (what === 'client') await rpc.clients.create({ name: `Client ${n}` });
      else if (what === 'project') await rpc.projects.create({ name: `Project ${n}` });
      else if (what === 'update' && isThere) await rpc.tasks.update({ id, updates: { title: `Changed ${n}` } });
      else if (what === 'remove' && isThere) await rpc.tasks.remove({ id });
      else ids.push((await rpc.tasks.create({ title: `Task ${n}` })).id);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 6 }), fc.array(write, { maxLength: 6 }), async (before, since) => {
        for (const each of before) await perform(each);
        const { backup_id } = await rpc.backups.create();
        const then = contentOf(device);
        for (const each of since) await perform(each);
        const now = contentOf(device);
        const { undo } = await rpc.backups.restore({ backup_id });
        expect(contentOf(device)).toEqual(then);
        await rpc.backups.restore({ backup_id: undo.backup_id });
        expect(contentOf(device)).toEqual(now);
      }),
      { numRuns: 12 },
    );
  }, 90_000);

  test('leaves the user’s newest word on what may leave, and the names that others know', async () => {
    const clock = createFakeClock();
    const { rpc, device } = openCore({ clock });
    const [first, second] = [await rpc.clients.create({ name: 'First' }), await rpc.clients.create({ name: 'Second' })];
    await rpc.privacy.setRule({ client_id: first.id, rule: 'pseudonyms' });
    clock.advance(2_000);
    const { backup_id } = await rpc.backups.create();
    clock.advance(2_000);
    await rpc.privacy.setRule({ client_id: first.id, rule: 'never' });
    await rpc.privacy.setRule({ client_id: second.id, rule: 'local' });
    const later = dumpOf(device);
    clock.advance(2_000);
    const { undo } = await rpc.backups.restore({ backup_id });
    const { items } = await rpc.privacy.rules({ offset: 0, limit: 10 });
    expect(Object.fromEntries(items.map(({ name, rule }) => [name, rule]))).toEqual({ First: 'never', Second: 'local' });
    expect(dumpOf(device)['pseudonyms']).toEqual(later['pseudonyms']);
    await rpc.backups.restore({ backup_id: undo.backup_id });
    expect(dumpOf(device)['client_rules']).toEqual(later['client_rules']);
    expect(dumpOf(device)['pseudonyms']).toEqual(later['pseudonyms']);
  });

  test('of what is not there, or is damaged, changes nothing and says so', async () => {
    const core = openCore({});
    await core.rpc.tasks.create({ title: 'Here' });
    await expect(core.rpc.backups.restore({ backup_id: '../adiuva.sqlite' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
