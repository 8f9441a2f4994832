import { describe, expect, test } from 'vitest';
import { openCore } from '#core/test/open-core.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { by, human, openWork } from '#core/test/open-work.ts';
import Database from 'better-sqlite3';
import { join } from 'node:path';

/** A project with a client, a task, a comment, a note and a checkpoint, and one of each without a project. */
function openFilled(options: { file?: string } = {}) {
  const work = openWork(options);
  const { writer } = work;
  const client = writer.insert({ table: 'clients', data: { name: 'Client' }, actor: human });
  const project = writer.insert({ table: 'projects', data: { name: 'Project', clientId: client.id }, actor: by('r') });
  const task = writer.insert({ table: 'tasks', data: { title: 'Task', projectId: project.id }, actor: by('r') });
  const comment = writer.insert({ table: 'taskComments', data: { taskId: task.id, content: 'Comment' }, actor: human });
  const note = writer.insert({ table: 'notes', data: { title: 'Note', content: '', projectId: project.id }, actor: human });
  const day = Date.UTC(2026, 3, 1);
  const checkpoint = writer.insert({
    table: 'checkpoints',
    data: { title: 'Checkpoint', projectId: project.id, date: day },
    actor: human,
  });
  return { ...work, ids: { client, project, task, comment, note, checkpoint } };
}

const snapshot = ({ rows, ids }: ReturnType<typeof openFilled>) => [
  rows.clients.entity(ids.client.id),
  rows.projects.entity(ids.project.id),
  rows.tasks.entity(ids.task.id),
  rows.taskComments.entity(ids.comment.id),
  rows.notes.entity(ids.note.id),
  rows.checkpoints.entity(ids.checkpoint.id),
];
const withoutRevision = (all: ReturnType<typeof snapshot>) => all.map((row) => row && { ...row, revision: 0 });

describe('a full check', () => {
  test('finds nothing in what the app itself wrote, undid and redid', () => {
    const work = openFilled();
    const { project, task } = work.ids;
    work.writer.update({ table: 'tasks', id: task.id, updates: { status: 'done', dueDate: 5 }, actor: by('s') });
    work.writer.remove({ table: 'projects', id: project.id, actor: by('s') });
    work.undo('s');
    work.redo('s');
    work.undo('r');
    expect(work.checkAll()).toMatchObject({ complete: true, kind: 'full', checkedRows: 6, differences: [], differenceCount: 0 });
  });

  test('tells a field, a row that is gone, one that came back, and a reference that leads nowhere; a repair mends them', () => {
    const work = openFilled();
    const { client, project, task, comment, note } = work.ids;
    const gone = work.writer.insert({ table: 'tasks', data: { title: 'Gone' }, actor: human });
    const removed = work.rows.tasks.stored(gone.id);
    work.writer.remove({ table: 'tasks', id: gone.id, actor: human });
    const before = withoutRevision(snapshot(work));
    work.outside(
      `update tasks set title = 'Hacked', due_day = '2026-01-01' where id = '${task.id}'`,
      `delete from projects where id = '${project.id}'`,
      `update task_comments set task_id = 'nowhere' where id = '${comment.id}'`,
      `insert into tasks (id, title, created_at, updated_at, origin) values ('${gone.id}', 'Back', 1, 1, 'human')`,
      `insert into notes (id, title, project_id, created_at, updated_at, origin) values ('loose', 'Loose', 'nowhere', 1, 1, 'import')`,
    );
    expect(removed).toBeDefined();
    const { differences, differenceCount } = work.checkAll();
    expect(differenceCount).toBe(differences.length);
    const told = differences.map(({ table, rowId, column, rowValue, journalValue }) => [
      table,
      rowId,
      column,
      rowValue,
      journalValue,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['tasks', task.id, 'title', 'Hacked', 'Task'],
        ['tasks', task.id, 'due_day', '2026-01-01', null],
        ['tasks', task.id, 'project_id', project.id, null],
        ['notes', note.id, 'project_id', project.id, null],
        ['projects', project.id, null, null, 'Project'],
        ['taskComments', comment.id, 'task_id', 'nowhere', task.id],
        ['tasks', gone.id, null, 'Back', null],
        ['notes', 'loose', 'project_id', 'nowhere', null],
      ]),
    );

    const { switchId } = work.integrity.repair();
    expect(withoutRevision(snapshot(work))).toEqual(before);
    expect(work.rows.tasks.exists(gone.id)).toBe(false);
    expect(work.rows.notes.stored('loose')).toMatchObject({ project_id: null });
    expect(work.checkAll()).toMatchObject({ differenceCount: 0 });
    expect(work.database.db.$client.pragma('foreign_key_check')).toEqual([]);

    // It is in the journal like any undo, and taking it back gives what stood there outside of the app.
    expect(work.journal.switches({ offset: 0, limit: 1 }).items).toMatchObject([{ id: switchId, kind: 'undo', scope: 'repair' }]);
    work.journal.switch({ kind: 'undo', scope: { by: 'switch', switchId: switchId ?? '' } });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'Hacked', due_day: '2026-01-01', project_id: null });
    expect(work.rows.projects.exists(project.id)).toBe(false);
    expect(work.rows.tasks.stored(gone.id)).toMatchObject({ title: 'Back' });
    expect(work.rows.clients.exists(client.id)).toBe(true);
    expect(work.checkAll()).toMatchObject({ differenceCount: 0 });
    expect(work.database.db.$client.pragma('foreign_key_check')).toEqual([]);
  });

  test('leaves rows alone that no journal knows', () => {
    const work = openFilled();
    work.outside("insert into clients (id, name, created_at, updated_at, origin) values ('old', 'Old', 1, 1, 'import')");
    expect(work.checkAll()).toMatchObject({ differenceCount: 0 });
    expect(work.integrity.repair()).toEqual({ rows: 0, switchId: undefined });
  });

  test('goes on past an entry that cannot be read, and says how many there are', () => {
    const work = openFilled();
    work.outside(
      `update journal_changes set after = '{' where row_id = '${work.ids.note.id}'`,
      `update tasks set title = 'Hacked' where id = '${work.ids.task.id}'`,
    );
    expect(work.checkAll()).toMatchObject({ complete: true, unreadableRows: 1, differenceCount: 1 });
    work.integrity.repair();
    expect(work.rows.tasks.stored(work.ids.task.id)).toMatchObject({ title: 'Task' });
  });

  test('that the file does not let go on ends, says so, and keeps what it found', () => {
    const work = openFilled();
    work.outside(
      `update clients set name = 'Hacked' where id = '${work.ids.client.id}'`,
      'alter table task_comments rename to somewhere_else',
    );
    expect(work.checkAll()).toMatchObject({ checking: false, kind: 'full', complete: false });
    expect(work.integrity.report().differences).toMatchObject([{ table: 'clients', column: 'name', rowValue: 'Hacked' }]);
    work.outside('alter table somewhere_else rename to task_comments');
    expect(work.checkAll()).toMatchObject({ complete: true, differenceCount: 1 });
  });

  test('can be stopped between two slices, and writes may come in between', () => {
    const work = openFilled();
    work.database.write(() => {
      for (let n = 0; n < 1_200; n += 1) work.writer.insert({ table: 'tasks', data: { title: `Task ${n}` }, actor: by('many') });
    });
    work.integrity.check();
    work.clock.advance(1);
    expect(work.integrity.report().checking).toBe(true);
    work.undo('many');
    work.redo('many');
    while (work.integrity.report().checking) work.clock.advance(40);
    expect(work.integrity.report()).toMatchObject({ complete: true, checkedRows: 1_206, differenceCount: 0 });
    work.integrity.check();
    work.clock.advance(1);
    work.integrity.stop();
    expect([work.integrity.report().checking, work.clock.pending()]).toEqual([false, 0]);
  });
});

describe('at the start', () => {
  const edit = (file: string, id: string): void => {
    const sqlite = new Database(file);
    sqlite.prepare("update tasks set title = 'Hacked' where id = ?").run(id);
    sqlite.close();
  };

  test('what was written since the last clean stop is checked at once; a kill stores no mark', () => {
    const first = openFilled();
    first.integrity.start();
    first.integrity.stop();
    const later = first.writer.insert({ table: 'tasks', data: { title: 'Later' }, actor: human });
    // As a kill leaves it: nothing stops cleanly.
    first.database.close();
    edit(first.file, later.id);

    const second = openWork({ file: first.file });
    second.integrity.start();
    expect(second.integrity.report()).toMatchObject({
      kind: 'recent',
      complete: true,
      checkedRows: 1,
      differences: [{ rowId: later.id, column: 'title', rowValue: 'Hacked', journalValue: 'Later' }],
    });
    // A difference that nobody mended is looked for again.
    second.integrity.stop();
    second.database.close();
    const third = openWork({ file: first.file });
    third.integrity.start();
    expect(third.integrity.report()).toMatchObject({ checkedRows: 1, differenceCount: 1 });
    third.integrity.repair();
    third.integrity.stop();
    third.database.close();
    const fourth = openWork({ file: first.file });
    fourth.integrity.start();
    expect(fourth.integrity.report()).toMatchObject({ checkedRows: 0, differenceCount: 0, complete: true });
  });

  test('an undo since the last clean stop is looked at too', () => {
    const first = openFilled();
    const task = first.writer.insert({ table: 'tasks', data: { title: 'Alone' }, actor: by('alone') });
    first.integrity.start();
    first.integrity.stop();
    expect(first.undo('alone').changes).toBe(1);
    expect(first.rows.tasks.exists(task.id)).toBe(false);
    first.database.close();
    const second = openWork({ file: first.file });
    second.integrity.start();
    expect(second.integrity.report()).toMatchObject({ checkedRows: 1, differenceCount: 0, complete: true });
  });

  test('the page reads the report and repairs; everything is checked in the background', async () => {
    const clock = createFakeClock();
    const first = openCore({ clock });
    const task = await first.rpc.tasks.create({ title: 'Task', assignee: ['Anna'] });
    await first.close();
    const sqlite = new Database(join(first.device, 'adiuva.sqlite'));
    sqlite.prepare(`update tasks set assignee = '["Bob","Carl"]' where id = ?`).run(task.id);
    sqlite.close();

    const { rpc } = openCore({ clock, device: first.device });
    expect(await rpc.integrity.report()).toMatchObject({ kind: 'recent', difference_count: 0, complete: true, checking: true });
    clock.advance(11_000);
    const report = await rpc.integrity.report();
    expect(report).toMatchObject({
      kind: 'full',
      complete: true,
      checking: false,
      differences: [
        { table: 'tasks', row_id: task.id, label: 'Task', field: 'assignee', row_value: 'Bob, Carl', journal_value: 'Anna' },
      ],
    });
    const repaired = await rpc.integrity.repair();
    expect(repaired).toMatchObject({ rows: 1, report: { difference_count: 0 } });
    expect(await rpc.tasks.get({ id: task.id })).toMatchObject({ assignee: ['Anna'] });
    const { items } = await rpc.activity.switches({ offset: 0, limit: 10 });
    expect(items).toMatchObject([{ kind: 'undo', scope: { by: 'repair' }, changes: 1 }]);
    await rpc.activity.switch({ kind: 'undo', scope: { by: 'switch', switch_id: repaired.switch_id ?? '' } });
    expect(await rpc.tasks.get({ id: task.id })).toMatchObject({ assignee: ['Bob', 'Carl'] });
    expect(await rpc.integrity.check()).toMatchObject({ checking: true });
  });

  test('a restored database is checked anew', async () => {
    const clock = createFakeClock();
    const { rpc, device } = openCore({ clock });
    const task = await rpc.tasks.create({ title: 'Task' });
    const backup = await rpc.backups.create();
    edit(join(device, 'adiuva.sqlite'), task.id);
    await rpc.integrity.check();
    clock.advance(1_000);
    expect(await rpc.integrity.report()).toMatchObject({ checking: false, difference_count: 1 });
    await rpc.backups.restore({ backup_id: backup.backup_id });
    expect(await rpc.integrity.report()).toMatchObject({ checking: true, difference_count: 0, complete: false });
    clock.advance(1_000);
    expect(await rpc.integrity.report()).toMatchObject({ checking: false, difference_count: 0, complete: true });
    expect(await rpc.tasks.get({ id: task.id })).toMatchObject({ title: 'Task' });
  });
});
