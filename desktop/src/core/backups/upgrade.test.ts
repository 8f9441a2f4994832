import { describe, expect, test } from 'vitest';
import { dumpOf } from '#core/test/dump-database.ts';
import { earlierCommits, earlierDatabase } from '#core/test/earlier-database.ts';
import { connectCore } from '#core/test/open-core.ts';

/**
 * Databases that the core of each earlier commit with another schema wrote, named by the commit: two runs that ended
 * (the second taken back), a third that goes on, a message that was sent and one that waits, rows in every table.
 */
type Rows = Record<string, Record<string, unknown>[]>;

const listed = { filter: {}, order: 'position', offset: 0, limit: 100 } as const;

describe.each(earlierCommits)('a database written by %s', (commit) => {
  test('opens with every row, every field and the whole journal', async () => {
    const device = earlierDatabase(commit);
    const before = dumpOf(device) as Rows;
    const core = await connectCore({ device });
    await core.socket.frame({ type: 'chat_request', message: 'Queued' });
    const after = dumpOf(device) as Rows;

    expect(before['journal_changes']).toHaveLength(16);
    for (const [table, rows] of Object.entries(before)) {
      // What calls were answered stands in the ledger since.
      if (['run_calls', '__drizzle_migrations', 'sqlite_sequence'].includes(table)) continue;
      const isSent = table === 'chat_requests' || table === 'grants';
      const expected = isSent ? rows.map(({ state: _state, first_sent_at: _first, expires_at: _expires, ...row }) => row) : rows;
      expect(after[table], table).toMatchObject(expected);
      expect(after[table], table).toHaveLength(rows.length);
    }
    for (const call of before['run_calls'] ?? [])
      expect(after['ledger']).toContainEqual(
        expect.objectContaining({ run_id: call['run_id'], call_id: call['call_id'], row_ids: call['row_ids'], at: call['at'] }),
      );
  });

  test('is used on: search, the open run, what was not answered, undo and redo', async () => {
    const device = earlierDatabase(commit);
    const { rpc, socket } = await connectCore({ device });
    const titles = async (): Promise<string[]> => (await rpc.tasks.list(listed)).items.map(({ title }) => title).toSorted();
    const all = ['By run 1', 'By run 3', 'Untouched ✓ 日本', 'Write the offer (v2)'];
    expect(await titles()).toEqual(all);
    expect((await rpc.clients.list({ search: 'caffe', offset: 0, limit: 9 })).items).toMatchObject([{ name: 'Caffè Müller' }]);

    const hello = socket.frames.find(({ type }) => type === 'device_hello');
    expect(hello?.['resume']).toEqual({ 'run-3': 1 });
    expect(await socket.call({ id: 'e-3', run_id: 'run-3', action: 'select', table: 'taskComments' })).toMatchObject({
      rows: [{ content: 'A comment about espresso' }],
    });
    // The answer that was kept, and no second row.
    const repeated = { id: 'e-1', run_id: 'run-3', action: 'insert', table: 'tasks', data: { title: 'By run 3' } };
    expect(await socket.call(repeated)).toMatchObject({ row: { title: 'By run 3' } });
    expect(await titles()).toEqual(all);
    await socket.frame({ type: 'chat_request', message: 'Sent, not answered' });
    await socket.frame({ type: 'chat_request', message: 'Queued' });

    const undone = await rpc.activity.undo({ run_id: 'run-1' });
    expect([undone.changes, undone.kept.map(({ label }) => label)]).toEqual([6, ['By run 1']]);
    expect(await titles()).toEqual(['By run 1', 'By run 3', 'Untouched ✓ 日本', 'Write the offer']);
    await rpc.activity.redo({ run_id: 'run-1' });
    await rpc.activity.redo({ run_id: 'run-2' });
    expect(await titles()).toEqual(['By run 1', 'By run 3', 'Taken back', 'Untouched ✓ 日本', 'Write the offer (v2)']);
    expect((await rpc.projects.list({ offset: 0, limit: 9 })).items.map(({ name }) => name)).toContain('Renamed');
  });

  test('leaves a backup of itself, from before the update, that can be restored', async () => {
    const device = earlierDatabase(commit);
    const { rpc } = await connectCore({ device });
    const { items } = await rpc.backups.list();
    const isUpdated = readMigrations(device) > readMigrations(earlierDatabase(commit));
    expect(items.map(({ kind }) => kind)).toEqual(isUpdated ? ['migration'] : []);
    if (!items[0]) return;
    await rpc.tasks.create({ title: 'After the update' });
    await rpc.backups.restore({ backup_id: items[0].backup_id });
    expect((await rpc.tasks.list(listed)).items).toHaveLength(4);
    expect((await rpc.activity.undo({ run_id: 'run-1' })).changes).toBe(6);
  });
});

function readMigrations(device: string): number {
  return (dumpOf(device)['__drizzle_migrations'] ?? []).length;
}
