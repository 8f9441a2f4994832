import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAllWorkRows, workTables, type DeviceDatabase, type StoredRow } from '#core/storage/index.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createWorkModel } from '#core/test/work-model.ts';
import { createJournal, type Actor } from './index.ts';

/** A journal on a database that is emptied rather than opened anew: a thousand times. */
function openJournal() {
  const database = openTestDatabase();
  const rows = createAllWorkRows(database);
  const clock = createFakeClock();
  let lastId = 0;
  const ids = { next: () => `id-${(lastId += 1)}`, fraction: () => 0 };
  const journal = createJournal({ database, rows, clock, ids, onWrite: () => undefined });
  const everything = TABLE_NAMES.map((table) => ({
    table,
    statement: database.db
      .select(Object.fromEntries(workTables[table].columns))
      .from(workTables[table].table)
      .orderBy(sql`id`)
      .prepare(),
  }));
  return { database, rows, clock, ids, journal, everything };
}
type Opened = ReturnType<typeof openJournal>;

function emptyAll(database: DeviceDatabase): void {
  database.writeRelaxed(() => {
    const work = ['task_comments', 'checkpoints', 'tasks', 'notes', 'projects', 'clients'];
    for (const table of [...work, 'journal_changes', 'journal_switches', 'journal_switch_changes'])
      database.db.run(sql.raw(`delete from ${table}`));
  });
}

function allRows({ everything }: Opened): StoredRow[] {
  return everything.flatMap(({ table, statement }) =>
    statement.all().map((row) => ({ ...(row as StoredRow), table_name: table })),
  );
}

const required: Record<TableName, StoredRow> = {
  clients: { parent_id: null, name: '', industry: null },
  projects: { client_id: null, name: '', status: 'active', ai_summary: null, is_ai_suggested: 0, is_approved: 1 },
  tasks: {
    project_id: null,
    title: '',
    description: null,
    status: 'todo',
    priority: 'medium',
    assignee: '[]',
    owed_by: 'mine',
    due_day: null,
    due_time: null,
    completed_at: null,
    position: 1,
    is_ai_suggested: 0,
    is_approved: 1,
  },
  checkpoints: { project_id: '', title: '', day: '2026-01-01', time: null, is_ai_suggested: 0, is_approved: 1 },
  notes: { project_id: null, title: '', content: '', is_ai_suggested: 0, is_approved: 1 },
  taskComments: { task_id: '', author: 'me', content: '' },
};

interface Step {
  kind: 'insert' | 'update' | 'move' | 'delete' | 'undo' | 'redo';
  table: TableName;
  who: number;
  pick: number;
  target: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'update', 'update', 'move', 'move', 'delete', 'undo', 'undo', 'redo'),
  table: fc.constantFrom(...TABLE_NAMES),
  who: fc.nat(3),
  pick: fc.nat(20),
  target: fc.nat(20),
});

const labelOf = (table: TableName): string => workTables[table].label;
const at = <Item>(list: readonly Item[], index: number): Item | undefined => list[index % Math.max(list.length, 1)];

/** Does one step with the journal and with the model. `users` is false where only runs write. */
function perform({
  opened,
  model,
  step,
  users,
  count,
}: {
  opened: Opened;
  model: ReturnType<typeof createWorkModel>;
  step: Step;
  users: boolean;
  count: number;
}) {
  const { journal, clock, ids } = opened;
  clock.advance(1);
  const run = step.who === 0 && users ? undefined : `run-${step.who}`;
  const actor: Actor = run === undefined ? { kind: 'human' } : { kind: 'run', runId: run, callId: `call-${count}` };
  const { table } = step;
  const reference = workTables[table].references[0];
  /** Clients point at older ones only: circles have their own test. */
  const targetFor = (id: string): string | null => {
    if (!reference) return null;
    const all = model
      .present(reference.to)
      .filter((other) => reference.to !== table || Number(other.slice(3)) < Number(id.slice(3)));
    return step.target % 4 === 0 && !reference.required ? null : (at(all, step.target) ?? null);
  };
  const note = (id: string, kind: 'insert' | 'update' | 'delete', fields: Record<string, string | null>): void =>
    model.write({ table, id, kind, fields, at: clock.now(), ...(run === undefined ? {} : { run }) });

  if (step.kind === 'undo' || step.kind === 'redo') {
    const name = `run-${Math.max(step.who, 1)}`;
    const { changes } = journal.switch({ kind: step.kind, scope: { by: 'run', runId: name } });
    expect(changes).toBe(model.switchRun(name, step.kind === 'redo'));
    return;
  }
  if (step.kind === 'insert') {
    const id = ids.next();
    const target = targetFor(id);
    if (reference?.required && target === null) return;
    const fields = { [labelOf(table)]: `name ${count}`, ...(reference ? { [reference.column]: target } : {}) };
    journal.insert({ table, id, columns: { ...required[table], ...fields }, actor });
    note(id, 'insert', fields);
    return;
  }
  const id = at(model.present(table), step.pick);
  if (id === undefined) return;
  if (step.kind === 'delete') {
    journal.remove({ table, id, actor });
    note(id, 'delete', {});
    return;
  }
  const target = targetFor(id);
  if (step.kind === 'move' && (!reference || (reference.required && target === null))) return;
  const patch = step.kind === 'move' && reference ? { [reference.column]: target } : { [labelOf(table)]: `name ${count}` };
  journal.update({ table, id, patch, actor });
  note(id, 'update', patch);
}

function expectModel({ opened, model }: { opened: Opened; model: ReturnType<typeof createWorkModel> }): void {
  const expected = model.rows();
  const stored = allRows(opened);
  expect(stored.map((row) => `${String(row['table_name'])} ${String(row['id'])}`).sort()).toEqual(Object.keys(expected).sort());
  for (const row of stored) {
    const wanted = expected[`${String(row['table_name'])} ${String(row['id'])}`];
    for (const [field, value] of Object.entries(wanted?.fields ?? {})) expect([field, row[field]]).toEqual([field, value]);
    if (wanted?.updatedAt !== undefined) expect(row['updated_at']).toBe(wanted.updatedAt);
  }
  expect(opened.database.db.all(sql`pragma foreign_key_check`)).toEqual([]);
}

describe('any interleaving of writes, deletes, undos and redos', () => {
  test('leaves the rows that a plain reading of the rules gives; revisions only grow', { timeout: 120_000 }, () => {
    const opened = openJournal();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        emptyAll(opened.database);
        const model = createWorkModel();
        const revisions = new Map<string, number>();
        opened.database.writeRelaxed(() => {
          for (const [count, each] of steps.entries()) {
            perform({ opened, model, step: each, users: true, count });
            for (const row of allRows(opened)) {
              const name = String(row['id']);
              expect(Number(row['revision'])).toBeGreaterThanOrEqual(revisions.get(name) ?? 1);
              revisions.set(name, Number(row['revision']));
            }
          }
          expectModel({ opened, model });
        });
      }),
      { numRuns: 1_000 },
    );
    for (const table of TABLE_NAMES) {
      const index = `${workTables[table].sqlName}_fts`;
      opened.database.db.run(sql.raw(`insert into ${index}(${index}, rank) values ('integrity-check', 1)`));
    }
  });

  test('undo of everything that runs did restores the base exactly', { timeout: 120_000 }, () => {
    const opened = openJournal();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        emptyAll(opened.database);
        const { db } = opened.database;
        const model = createWorkModel();
        // A base that no journal knows, as a restored or imported database has.
        const base: [TableName, string, Record<string, string | null>][] = [
          ['clients', 'b--1', { name: 'Client', parent_id: null }],
          ['projects', 'b--2', { name: 'Project', client_id: 'b--1' }],
          ['tasks', 'b--3', { title: 'Task', project_id: 'b--2' }],
          ['taskComments', 'b--4', { content: 'Comment', task_id: 'b--3' }],
          ['checkpoints', 'b--5', { title: 'Checkpoint', project_id: 'b--2' }],
        ];
        for (const [table, id, fields] of base) {
          opened.rows[table].insert({
            ...required[table],
            ...fields,
            id,
            created_at: 5,
            updated_at: 7,
            revision: 3,
            origin: 'import',
            external_id: null,
          });
          model.write({ table, id, kind: 'insert', fields, at: 7 });
        }
        const before = allRows(opened).map((row) => ({ ...row, revision: null }));
        opened.database.writeRelaxed(() => {
          for (const [count, each] of steps.entries()) perform({ opened, model, step: each, users: false, count });
          expectModel({ opened, model });
          // What is kept for something that another run hung on it goes once that is undone too.
          for (let round = 0; round < 4; round += 1)
            for (const run of ['run-0', 'run-1', 'run-2', 'run-3'])
              opened.journal.switch({ kind: 'undo', scope: { by: 'run', runId: run } });
        });
        expect(allRows(opened).map((row) => ({ ...row, revision: null }))).toEqual(before);
        expect(db.all(sql`pragma foreign_key_check`)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('undo of a run', () => {
  const run = (runId: string): Actor => ({ kind: 'run', runId, callId: `${runId}-call` });
  const human: Actor = { kind: 'human' };

  test('keeps a row that the user changed since, and says so; a second undo does nothing more', () => {
    const { journal, rows } = openJournal();
    journal.insert({ table: 'tasks', id: 'id-1', columns: { ...required.tasks, title: 'By the run' }, actor: run('r') });
    journal.update({ table: 'tasks', id: 'id-1', patch: { priority: 'high' }, actor: run('r') });
    journal.update({ table: 'tasks', id: 'id-1', patch: { title: 'By the user' }, actor: human });
    const first = journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } });
    expect(first).toMatchObject({ changes: 1, kept: [{ table: 'tasks', rowId: 'id-1', label: 'By the user' }] });
    expect(first.kept[0]?.reason).toMatch(/you changed it/i);
    expect(rows.tasks.stored('id-1')).toMatchObject({ title: 'By the user', priority: 'medium' });
    expect(journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } }).changes).toBe(0);
  });

  test('keeps a project that the user put a task into, and detaches what another run put there', () => {
    const { journal, rows } = openJournal();
    journal.insert({ table: 'projects', id: 'p-1', columns: { ...required.projects, name: 'Kept' }, actor: run('r') });
    journal.insert({ table: 'projects', id: 'p-2', columns: { ...required.projects, name: 'Gone' }, actor: run('r') });
    journal.insert({ table: 'tasks', id: 't-1', columns: { ...required.tasks, title: 'Mine', project_id: 'p-1' }, actor: human });
    journal.insert({
      table: 'tasks',
      id: 't-2',
      columns: { ...required.tasks, title: 'Its', project_id: 'p-2' },
      actor: run('s'),
    });
    journal.insert({ table: 'checkpoints', id: 'c-1', columns: { ...required.checkpoints, project_id: 'p-2' }, actor: run('s') });
    expect(journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } })).toMatchObject({
      changes: 1,
      kept: [{ rowId: 'p-1' }],
    });
    expect(rows.tasks.stored('t-2')).toMatchObject({ project_id: null });
    expect(rows.checkpoints.exists('c-1')).toBe(false);
    expect(journal.switch({ kind: 'redo', scope: { by: 'run', runId: 'r' } })).toMatchObject({ changes: 1, kept: [] });
    expect(rows.tasks.stored('t-2')).toMatchObject({ project_id: 'p-2' });
    expect(rows.checkpoints.exists('c-1')).toBe(true);
  });

  test('never closes a circle of clients, whatever is switched on again', () => {
    const { journal, rows } = openJournal();
    for (const id of ['c-1', 'c-2'])
      journal.insert({ table: 'clients', id, columns: { ...required.clients, name: id }, actor: human });
    journal.update({ table: 'clients', id: 'c-1', patch: { parent_id: 'c-2' }, actor: run('r') });
    journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } });
    journal.update({ table: 'clients', id: 'c-2', patch: { parent_id: 'c-1' }, actor: human });
    journal.switch({ kind: 'redo', scope: { by: 'run', runId: 'r' } });
    expect([rows.clients.stored('c-1')?.['parent_id'], rows.clients.stored('c-2')?.['parent_id']]).toEqual([null, 'c-1']);
    journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'r' } });
    expect([rows.clients.stored('c-1')?.['parent_id'], rows.clients.stored('c-2')?.['parent_id']]).toEqual([null, 'c-1']);
  });

  test('of nothing is nothing', () => {
    const { journal } = openJournal();
    expect(journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'nobody' } })).toEqual({
      changes: 0,
      kept: [],
      conflicts: [],
    });
  });
});
