import type { TableName } from '@adiuva/shared-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { instantsOfDay } from '#core/storage/index.ts';
import { createOwnChanges } from './own-changes.ts';
import { connectCore, startRun } from '#core/test/open-core.ts';
import { by, human, openWork } from '#core/test/open-work.ts';

type Work = ReturnType<typeof openWork>;

const insert = (work: Work, table: TableName, data: object, actor = human) => work.writer.insert({ table, data, actor });
const update = (work: Work, table: TableName, id: string, updates: object, actor = human) =>
  work.writer.update({ table, id, updates, actor });
const remove = (work: Work, table: TableName, id: string, actor = human): void => work.writer.remove({ table, id, actor });
const titleOf = (work: Work, id: string) => work.rows.tasks.stored(id)?.['title'];
const lastChange = (work: Work, table: TableName, id: string) => work.journal.changesOfRow({ table, id }).at(-1)?.id ?? '';
const nothing = { kept: [], conflicts: [] };

describe('scopes', () => {
  test('one change: the run’s others stay, and the user’s own can be taken back too', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'One' });
    update(work, 'tasks', task.id, { title: 'Two' }, by('r'));
    const [title] = [lastChange(work, 'tasks', task.id)];
    update(work, 'tasks', task.id, { priority: 'high' }, by('r'));
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: title } })).toMatchObject({
      changes: 1,
      ...nothing,
    });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'One', priority: 'high' });
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: title } })).toMatchObject({ changes: 0 });
    expect(work.journal.switch({ kind: 'redo', scope: { by: 'change', changeId: title } })).toMatchObject({ changes: 1 });
    expect(titleOf(work, task.id)).toBe('Two');

    update(work, 'tasks', task.id, { title: 'Mine' });
    const mine = lastChange(work, 'tasks', task.id);
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: mine } })).toMatchObject({
      changes: 1,
      ...nothing,
    });
    expect(titleOf(work, task.id)).toBe('Two');
    expect(() => work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: 'none' } })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  test('a change that followed from another is undone with that one alone', () => {
    const work = openWork();
    const project = insert(work, 'projects', { name: 'Website' });
    const task = insert(work, 'tasks', { title: 'Task', projectId: project.id });
    remove(work, 'projects', project.id);
    const cut = lastChange(work, 'tasks', task.id);
    expect(() => work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: cut } })).toThrow(
      expect.objectContaining({ code: 'constraint', message: expect.stringContaining('“Website”') }),
    );
    const deleted = lastChange(work, 'projects', project.id);
    work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: deleted } });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ project_id: project.id });
  });

  test('what one act did: all of it in one undo, and again in one redo, which the list of undos tells', () => {
    const work = openWork();
    const own = createOwnChanges(work.database);
    const project = insert(work, 'projects', { name: 'Website' });
    const [one, two] = ['One', 'Two'].map((title) => insert(work, 'tasks', { title, projectId: project.id }).id);
    if (one === undefined || two === undefined) throw new Error('two tasks were made');
    const { changeIds } = own.during(() => {
      update(work, 'tasks', one, { priority: 'high' });
      // What follows from the deletion is not named: it goes and comes with it.
      remove(work, 'projects', project.id);
      remove(work, 'tasks', two);
    });
    expect(changeIds).toHaveLength(3);
    expect(own.during(() => 'nothing')).toEqual({ result: 'nothing', changeIds: [] });
    const undone = work.journal.switch({ kind: 'undo', scope: { by: 'changes', changeIds: changeIds.toReversed() } });
    expect(undone).toMatchObject({ changes: 3, ...nothing });
    expect(work.rows.tasks.stored(one)).toMatchObject({ priority: 'medium', project_id: project.id });
    expect(titleOf(work, two)).toBe('Two');
    expect(work.journal.switches({ offset: 0, limit: 1 }).items).toMatchObject([{ scope: 'changes', scopeId: null, changes: 3 }]);
    work.journal.switch({ kind: 'redo', scope: { by: 'changes', changeIds } });
    expect(work.rows.tasks.stored(one)).toMatchObject({ priority: 'high', project_id: null });
    expect(titleOf(work, two)).toBeUndefined();
    const wrong = { by: 'changes' as const, changeIds: [...changeIds, 'none'] };
    expect(() => work.journal.switch({ kind: 'undo', scope: wrong })).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(titleOf(work, two)).toBeUndefined();
    expect(work.checkAll()).toMatchObject({ complete: true, differences: [] });
  });

  test('an agent: all its runs, and nobody else’s', () => {
    const work = openWork();
    const [a, b, c] = [
      insert(work, 'tasks', { title: 'A' }, by('r1', 'mail')),
      insert(work, 'tasks', { title: 'B' }, by('r2', 'mail')),
      insert(work, 'tasks', { title: 'C' }, by('r3', 'files')),
    ];
    const d = insert(work, 'tasks', { title: 'D' }, by('r4'));
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'agent', agentId: 'mail' } })).toMatchObject({ changes: 2 });
    expect([a, b, c, d].map(({ id }) => work.rows.tasks.exists(id))).toEqual([false, false, true, true]);
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'agent', agentId: 'nobody' } })).toMatchObject({ changes: 0 });
  });

  test('since a moment, that moment included: what runs did, never what the user did', () => {
    const work = openWork();
    const early = insert(work, 'tasks', { title: 'Early' }, by('r'));
    work.clock.advance(1_000);
    const at = work.clock.now();
    const late = insert(work, 'tasks', { title: 'Late' }, by('r'));
    const mine = insert(work, 'tasks', { title: 'Mine' });
    update(work, 'tasks', early.id, { title: 'Early, changed' }, by('s'));
    expect(work.journal.runsOf({ kind: 'undo', scope: { by: 'since', at } })).toEqual(['r', 's']);
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'since', at } })).toMatchObject({ changes: 2, ...nothing });
    expect([titleOf(work, early.id), titleOf(work, late.id), titleOf(work, mine.id)]).toEqual(['Early', undefined, 'Mine']);
    expect(work.journal.switch({ kind: 'redo', scope: { by: 'since', at } })).toMatchObject({ changes: 2 });
    expect([titleOf(work, early.id), titleOf(work, late.id)]).toEqual(['Early, changed', 'Late']);
  });

  describe('a day', () => {
    const zone = process.env['TZ'];
    afterEach(() => {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    });

    test.each([
      ['Europe/Berlin', '2026-03-29', 23],
      ['Europe/Berlin', '2026-10-25', 25],
      ['America/Sao_Paulo', '2018-11-04', 23],
      ['Pacific/Apia', '2011-12-30', 0],
      ['Asia/Kathmandu', '2026-02-28', 24],
    ])('in %s, %s has %i hours, from its first instant to its last', (name, day, hours) => {
      process.env['TZ'] = name;
      const instants = instantsOfDay(day);
      expect(instants && (instants.to - instants.from) / 3_600_000).toBe(hours);
      if (!instants || hours === 0) return;
      const work = openWork();
      const { from, to } = instants;
      const writeAt = (at: number) => {
        work.clock.jump(at - work.clock.now());
        return insert(work, 'tasks', { title: 'T' }, by(`r${at}`)).id;
      };
      const [before, first, last, after] = [from - 1, from, to - 1, to].map(writeAt);
      expect(work.journal.switch({ kind: 'undo', scope: { by: 'day', day, from, to } })).toMatchObject({ changes: 2 });
      expect([before, first, last, after].map((id) => work.rows.tasks.exists(id ?? ''))).toEqual([true, false, false, true]);
      expect(work.journal.switches({ offset: 0, limit: 1 }).items).toMatchObject([{ scope: 'day', scopeId: day }]);
    });

    test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'today', ''])('“%s” is no day', (text) => {
      expect(instantsOfDay(text)).toBeUndefined();
    });
  });

  test('an undo itself: undoing it does its changes again, and only its own', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'One' });
    update(work, 'tasks', task.id, { title: 'Two' }, by('r'));
    const first = work.undo('r');
    update(work, 'tasks', task.id, { priority: 'high' }, by('r'));
    const undone = work.journal.switch({ kind: 'undo', scope: { by: 'switch', switchId: first.switchId ?? '' } });
    expect(undone).toMatchObject({ changes: 1, ...nothing });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'Two', priority: 'high' });
    // And the undo of that is an undo again.
    work.journal.switch({ kind: 'undo', scope: { by: 'switch', switchId: undone.switchId ?? '' } });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'One', priority: 'high' });
    work.journal.switch({ kind: 'redo', scope: { by: 'switch', switchId: undone.switchId ?? '' } });
    expect(titleOf(work, task.id)).toBe('Two');
    expect(
      work.journal.switches({ offset: 0, limit: 9 }).items.map(({ kind, scope, changes }) => [kind, scope, changes]),
    ).toEqual([
      ['redo', 'switch', 1],
      ['undo', 'switch', 1],
      ['redo', 'switch', 1],
      ['undo', 'run', 1],
    ]);
    expect(() => work.journal.switch({ kind: 'undo', scope: { by: 'switch', switchId: 'none' } })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('conflicts are shown', () => {
  test('undo under a later change: the field keeps it, whoever made it', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'Base' });
    update(work, 'tasks', task.id, { title: 'By the run', priority: 'high' }, by('r'));
    update(work, 'tasks', task.id, { title: 'By me' });
    expect(work.undo('r')).toMatchObject({
      changes: 1,
      kept: [],
      conflicts: [
        {
          table: 'tasks',
          rowId: task.id,
          label: 'By me',
          field: 'title',
          kept: { title: 'By me' },
          wouldBe: { title: 'Base' },
          by: 'human',
        },
      ],
    });
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'By me', priority: 'medium' });
    update(work, 'tasks', task.id, { title: 'By another' }, by('s'));
    expect(work.redo('r').conflicts).toMatchObject([
      { field: 'title', kept: { title: 'By another' }, wouldBe: { title: 'By the run' }, by: 'run', runId: 's' },
    ]);
    expect(work.rows.tasks.stored(task.id)).toMatchObject({ title: 'By another', priority: 'high' });
  });

  test('none where both say the same, and none under changes of the same undo', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'Base' });
    const at = work.clock.now();
    update(work, 'tasks', task.id, { title: 'One' }, by('r'));
    update(work, 'tasks', task.id, { title: 'Two' }, by('s'));
    expect(work.journal.switch({ kind: 'undo', scope: { by: 'since', at } })).toMatchObject({ changes: 2, ...nothing });
    work.redo('r');
    update(work, 'tasks', task.id, { title: 'Base' });
    expect(work.undo('r')).toMatchObject({ changes: 1, ...nothing });
  });

  test('a day and its time are one field', () => {
    const work = openWork();
    const on = (hour: number) => new Date(2026, 4, 5, hour).getTime();
    const task = insert(work, 'tasks', { title: 'T', dueDate: on(9) });
    update(work, 'tasks', task.id, { dueDate: on(10) }, by('r'));
    update(work, 'tasks', task.id, { dueDate: on(11) });
    expect(work.undo('r').conflicts).toMatchObject([
      {
        field: 'dueDate',
        kept: { due_day: '2026-05-05', due_time: '11:00' },
        wouldBe: { due_day: '2026-05-05', due_time: '09:00' },
      },
    ]);
  });

  test('a reference whose row is gone stays empty, and the result says what it would be', () => {
    const work = openWork();
    const [p, q] = [insert(work, 'projects', { name: 'P' }), insert(work, 'projects', { name: 'Q' })];
    const task = insert(work, 'tasks', { title: 'T', projectId: p.id });
    update(work, 'tasks', task.id, { projectId: q.id }, by('r'));
    remove(work, 'projects', p.id);
    expect(work.undo('r').conflicts).toMatchObject([
      { field: 'projectId', kept: { project_id: null }, wouldBe: { project_id: p.id }, by: 'human' },
    ]);
    remove(work, 'projects', q.id, by('s'));
    expect(work.redo('r').conflicts).toMatchObject([
      { kept: { project_id: null }, wouldBe: { project_id: q.id }, by: 'run', runId: 's' },
    ]);
  });

  test('a circle of clients is not closed, and the result says so', () => {
    const work = openWork();
    const [a, b] = [insert(work, 'clients', { name: 'A' }), insert(work, 'clients', { name: 'B' })];
    update(work, 'clients', a.id, { parentId: b.id }, by('r'));
    work.undo('r');
    update(work, 'clients', b.id, { parentId: a.id });
    expect(work.redo('r')).toMatchObject({
      changes: 1,
      conflicts: [{ rowId: a.id, field: 'parentId', kept: { parent_id: null }, wouldBe: { parent_id: b.id }, by: 'human' }],
    });
  });
});

describe('rows that stay as they are', () => {
  test('undoing an insert under the user’s change or under what they hung on it', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'T' }, by('r'));
    const comment = insert(work, 'taskComments', { taskId: task.id, content: 'Mine' });
    expect(work.undo('r')).toMatchObject({ changes: 0, kept: [{ rowId: task.id, reason: expect.stringContaining('“Mine”') }] });
    remove(work, 'taskComments', comment.id);
    expect(work.undo('r')).toMatchObject({ changes: 1, ...nothing });
  });

  test('an undo that itself takes back what hung there leaves nothing behind in one go', () => {
    const work = openWork();
    const mine = insert(work, 'tasks', { title: 'Mine' });
    const comment = insert(work, 'taskComments', { taskId: mine.id, content: 'Mine too' });
    const its = insert(work, 'tasks', { title: 'Its' }, by('r'));
    update(work, 'taskComments', comment.id, { content: 'Its words' }, by('r'));
    work.journal.update({ table: 'taskComments', id: comment.id, patch: { task_id: its.id }, actor: by('r') });
    expect(work.undo('r')).toMatchObject({ changes: 3, ...nothing });
    expect(work.rows.tasks.exists(its.id)).toBe(false);
    expect(work.rows.taskComments.stored(comment.id)).toMatchObject({ task_id: mine.id, content: 'Mine too' });
  });

  test('a run’s insert and deletion of a row that the user changed in between: it comes back', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'T' }, by('r'));
    update(work, 'tasks', task.id, { title: 'Mine' });
    remove(work, 'tasks', task.id, by('r'));
    expect(work.undo('r')).toMatchObject({ changes: 1, kept: [{ rowId: task.id, label: 'Mine' }] });
    expect(titleOf(work, task.id)).toBe('Mine');
  });

  test('redoing a deletion over what the user did since', () => {
    const work = openWork();
    const [changed, hung, plain] = ['A', 'B', 'C'].map((title) => insert(work, 'tasks', { title }));
    if (!changed || !hung || !plain) throw new Error('three tasks');
    insert(work, 'taskComments', { taskId: plain.id, content: 'Older than the deletion' });
    for (const { id } of [changed, hung, plain]) remove(work, 'tasks', id, by('r'));
    expect(work.undo('r')).toMatchObject({ changes: 3, ...nothing });
    update(work, 'tasks', changed.id, { title: 'Mine' });
    insert(work, 'taskComments', { taskId: hung.id, content: 'Since' });
    expect(work.redo('r')).toMatchObject({
      changes: 1,
      kept: [
        { rowId: changed.id, reason: 'You changed it since, so it stays.' },
        { rowId: hung.id, reason: 'You put “Since” on it since, so it stays.' },
      ],
    });
    expect([changed, hung, plain].map(({ id }) => work.rows.tasks.exists(id))).toEqual([true, true, false]);
  });

  test('a row whose parent is gone, one that was deleted since, and one whose making is undone', () => {
    const work = openWork();
    const task = insert(work, 'tasks', { title: 'Parent' });
    const comment = insert(work, 'taskComments', { taskId: task.id, content: 'C' });
    remove(work, 'taskComments', comment.id, by('r'));
    remove(work, 'tasks', task.id);
    expect(work.undo('r')).toMatchObject({
      changes: 1,
      kept: [{ table: 'taskComments', label: 'C', reason: expect.stringContaining('“Parent”') }],
    });
    expect(work.rows.taskComments.exists(comment.id)).toBe(false);
    // Once its parent is back, so is it.
    work.journal.switch({ kind: 'undo', scope: { by: 'change', changeId: lastChange(work, 'tasks', task.id) } });
    expect(work.rows.taskComments.exists(comment.id)).toBe(true);

    const other = insert(work, 'tasks', { title: 'Other' });
    update(work, 'tasks', other.id, { title: 'Changed' }, by('s'));
    remove(work, 'tasks', other.id);
    expect(work.undo('s')).toMatchObject({
      changes: 1,
      kept: [{ rowId: other.id, reason: expect.stringContaining('You deleted it') }],
    });

    const its = insert(work, 'tasks', { title: 'Its' }, by('t'));
    update(work, 'tasks', its.id, { title: 'Changed' }, by('u'));
    work.undo('t');
    expect(work.undo('u')).toMatchObject({ changes: 1, kept: [{ rowId: its.id, reason: expect.stringContaining('undone') }] });
  });
});

describe('deletes bring back what hung on them', () => {
  test('a project: its checkpoints, and its tasks and notes unless they were put elsewhere since', () => {
    const work = openWork();
    const [p, q] = [insert(work, 'projects', { name: 'P' }), insert(work, 'projects', { name: 'Q' })];
    const checkpoint = insert(work, 'checkpoints', { title: 'C', projectId: p.id, date: 0 });
    const [stays, moved] = [
      insert(work, 'tasks', { title: 'A', projectId: p.id }),
      insert(work, 'tasks', { title: 'B', projectId: p.id }),
    ];
    const note = insert(work, 'notes', { title: 'N', content: '', projectId: p.id });
    remove(work, 'projects', p.id, by('r'));
    update(work, 'tasks', moved.id, { projectId: q.id });
    expect(work.undo('r')).toMatchObject({
      changes: 1,
      kept: [],
      conflicts: [
        { rowId: moved.id, field: 'projectId', kept: { project_id: q.id }, wouldBe: { project_id: p.id }, by: 'human' },
      ],
    });
    expect(work.rows.checkpoints.entity(checkpoint.id)).toMatchObject({ title: 'C', projectId: p.id });
    expect(work.rows.tasks.stored(stays.id)).toMatchObject({ project_id: p.id });
    expect(work.rows.tasks.stored(moved.id)).toMatchObject({ project_id: q.id });
    expect(work.rows.notes.stored(note.id)).toMatchObject({ project_id: p.id });
  });
});

describe('by the page', () => {
  test('every scope, with the history of a row and the list of undos', async () => {
    const core = await connectCore();
    const { rpc, socket, clock } = core;
    await startRun(core);
    const task = await rpc.tasks.create({ title: 'Base' });
    const wide = { action: 'update', table: 'tasks', run_id: 'run-1' };
    clock.advance(1_000);
    await socket.call({ id: 'c-1', ...wide, data: { id: task.id, updates: { title: 'By the run', assignee: ['Anna'] } } });
    await rpc.tasks.update({ id: task.id, updates: { title: 'By me' } });
    const today = new Date(clock.now());
    const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-${String(today.getDate()).padStart(2, '0')}`;
    const result = await rpc.activity.switch({ kind: 'undo', scope: { by: 'day', day } });
    expect(result).toEqual({
      changes: 1,
      kept: [],
      conflicts: [
        { table: 'tasks', row_id: task.id, label: 'By me', field: 'title', kept: 'By me', would_be: 'Base', by: 'human' },
      ],
      switch_id: expect.any(String),
    });
    // The run was open: it is cancelled before anything is taken back.
    await socket.frame({ type: 'run_cancel' });
    expect(await socket.call({ id: 'c-2', ...wide, data: { id: task.id, updates: { title: 'Late' } } })).toMatchObject({
      code: 'run_closed',
    });

    const history = await rpc.activity.rowHistory({ table: 'tasks', row_id: task.id });
    expect(history.items.map(({ kind, actor, active, run_id }) => [kind, actor, active, run_id])).toEqual([
      ['update', 'human', true, undefined],
      ['update', 'run', false, 'run-1'],
      ['insert', 'human', true, undefined],
    ]);
    expect(history.items[1]?.fields).toEqual(
      expect.arrayContaining([
        { field: 'title', before: 'Base', after: 'By the run' },
        { field: 'assignee', before: null, after: 'Anna' },
      ]),
    );
    expect(await rpc.activity.rowHistory({ table: 'tasks', row_id: task.id, offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      items: [{ actor: 'run' }],
    });

    await rpc.activity.switch({ kind: 'undo', scope: { by: 'switch', switch_id: result.switch_id ?? '' } });
    expect(await rpc.tasks.get({ id: task.id })).toMatchObject({ assignee: ['Anna'] });
    await rpc.activity.switch({ kind: 'undo', scope: { by: 'since', at: clock.now() - 1 } });
    expect(await rpc.tasks.get({ id: task.id })).toMatchObject({ assignee: [] });
    expect((await rpc.activity.switches({ offset: 0, limit: 10 })).items).toMatchObject([
      { kind: 'undo', scope: { by: 'since', at: clock.now() - 1 }, changes: 1 },
      { kind: 'redo', scope: { by: 'switch', switch_id: result.switch_id }, changes: 1 },
      { kind: 'undo', scope: { by: 'day', day }, changes: 1, switch_id: result.switch_id },
    ]);
    const undo = (scope: Parameters<typeof rpc.activity.switch>[0]['scope']) => rpc.activity.switch({ kind: 'undo', scope });
    await expect(undo({ by: 'day', day: '2026-02-31' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(undo({ by: 'change', change_id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(undo({ by: 'run', run_id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await undo({ by: 'agent', agent_id: 'none' })).toEqual({ changes: 0, kept: [], conflicts: [] });
  });
});
