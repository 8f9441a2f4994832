import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryLogger } from '#core/ports/logger.ts';
import {
  createAllWorkRows,
  createSettingsRepository,
  instantsOfDay,
  toDeviceDay,
  workTables,
  type StoredRow,
} from '#core/storage/index.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createWorkModel, type ModelSwitch, type ModelWrite } from '#core/test/work-model.ts';
import { createIntegrity, createJournal, type Actor, type Scope } from './index.ts';

const HOUR = 3_600_000;

/** One database for thousands of cases: each is taken back when it is over. */
function openJournal() {
  const database = openTestDatabase();
  const rows = createAllWorkRows(database);
  const clock = createFakeClock();
  let lastId = 0;
  const ids = { next: () => `id-${(lastId += 1)}`, peek: () => `id-${lastId + 1}`, fraction: () => 0 };
  const onWrite = (): void => undefined;
  const journal = createJournal({ database, rows, clock, ids, onWrite });
  const integrity = createIntegrity({
    database,
    rows,
    settings: createSettingsRepository(database),
    clock,
    ids,
    logger: createMemoryLogger(),
    onWrite,
    onReport: onWrite,
  });
  const everything = TABLE_NAMES.map((table) => ({
    table,
    statement: database.db
      .select(Object.fromEntries(workTables[table].columns))
      .from(workTables[table].table)
      .orderBy(sql`id`)
      .prepare(),
  }));
  const taken = new Error('taken back');
  return {
    database,
    rows,
    clock,
    ids,
    journal,
    integrity,
    everything,
    orphans: database.db.$client.prepare('pragma foreign_key_check'),
    /** Does something and takes it back. */
    attempt(work: () => void): void {
      try {
        database.writeRelaxed(() => {
          work();
          throw taken;
        });
      } catch (cause) {
        if (cause !== taken) throw cause;
      }
    },
  };
}
type Opened = ReturnType<typeof openJournal>;

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

const SCOPES = ['run', 'run', 'agent', 'day', 'since', 'change', 'change', 'switch', 'changes'] as const;

interface Step {
  kind: 'insert' | 'update' | 'move' | 'delete' | 'undo' | 'redo';
  table: TableName;
  who: number;
  pick: number;
  target: number;
  hours: number;
  scope: (typeof SCOPES)[number];
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'update', 'update', 'move', 'move', 'delete', 'undo', 'undo', 'redo'),
  table: fc.constantFrom(...TABLE_NAMES),
  who: fc.nat(3),
  pick: fc.nat(20),
  target: fc.nat(20),
  hours: fc.constantFrom(0, 0, 0, 5, 30),
  scope: fc.constantFrom(...SCOPES),
});

const labelOf = (table: TableName): string => workTables[table].label;
const at = <Item>(list: readonly Item[], index: number): Item | undefined => list[index % Math.max(list.length, 1)];
const agentOf = (who: number): string => (who % 2 === 0 ? 'even' : 'odd');

/** A case under way: the journal, the model, and the undos that both have made. */
interface Case {
  opened: Opened;
  model: ReturnType<typeof createWorkModel>;
  /** False where only runs write. */
  users: boolean;
  switches: (ModelSwitch & { id: string })[];
}

/** What a step's undo or redo is about: for the journal its scope, for the model which writes that means. */
function scopeOf({
  opened,
  model,
  users,
  switches,
  step,
}: Case & { step: Step }): { scope: Scope; chosen: (write: ModelWrite) => boolean; ofUndo?: boolean } | undefined {
  const now = opened.clock.now();
  const isRun = (write: ModelWrite): boolean => write.run !== undefined;
  switch (step.scope) {
    case 'run': {
      const runId = `run-${Math.max(step.who, 1)}`;
      return { scope: { by: 'run', runId }, chosen: (write) => write.run === runId };
    }
    case 'agent': {
      const agentId = agentOf(step.who);
      return { scope: { by: 'agent', agentId }, chosen: (write) => write.agent === agentId };
    }
    case 'day': {
      const { day } = toDeviceDay(now - (step.pick % 3) * 24 * HOUR);
      const instants = instantsOfDay(day);
      if (!instants) throw new Error(`${day} is no day`);
      return { scope: { by: 'day', day, ...instants }, chosen: (write) => isRun(write) && toDeviceDay(write.at).day === day };
    }
    case 'since': {
      const from = now - step.pick * HOUR;
      return { scope: { by: 'since', at: from }, chosen: (write) => isRun(write) && write.at >= from };
    }
    case 'change': {
      const write = at(
        model.writes.filter((each) => each.change !== undefined && (users || isRun(each))),
        step.target,
      );
      return write && { scope: { by: 'change', changeId: write.change ?? '' }, chosen: (each) => each === write };
    }
    case 'changes': {
      const named = model.writes.filter((each, index) => each.change !== undefined && (index + step.target) % 3 === 0);
      // In any order, and one twice: an act is a set.
      const changeIds = [...named.toReversed(), ...named.slice(0, 1)].flatMap(({ change }) => change ?? []);
      return changeIds.length === 0 ? undefined : { scope: { by: 'changes', changeIds }, chosen: (each) => named.includes(each) };
    }
    case 'switch': {
      const past = at(switches, step.target);
      return (
        past && { scope: { by: 'switch', switchId: past.id }, chosen: (each) => past.done.includes(each), ofUndo: !past.active }
      );
    }
    default:
      return step.scope satisfies never;
  }
}

/** Undoes or redoes with both, and compares what they say of it. */
function performSwitch(each: Case & { step: Step }): void {
  const { opened, model, switches, step } = each;
  const wish = scopeOf(each);
  if (!wish) return;
  const kind = step.kind === 'undo' ? 'undo' : 'redo';
  const outcome = opened.journal.switch({ kind, scope: wish.scope });
  // Undoing an undo is a redo.
  const expected = model.switch(wish.chosen, (kind === 'redo') !== (wish.ofUndo ?? false));
  expect(outcome.changes).toBe(expected.done.length);
  const stayed = outcome.kept
    .filter(({ reason }) => reason.endsWith('so it stays.'))
    .map(({ table, rowId }) => `${table} ${rowId}`);
  expect(stayed.sort()).toEqual(expected.stayed.sort());
  const names = outcome.conflicts.filter(({ table, field }) => field === labelOf(table));
  expect(names.map(({ table, rowId }) => `${table} ${rowId}`).sort()).toEqual(model.nameConflicts(expected).sort());
  for (const { table, rowId, kept, wouldBe } of outcome.conflicts) {
    expect(opened.rows[table].stored(rowId)).toMatchObject(kept);
    expect(wouldBe).not.toEqual(kept);
  }
  if (outcome.switchId !== undefined) switches.push({ ...expected, id: outcome.switchId });
}

/** Does one step with the journal and with the model. */
function perform(each: Case & { step: Step; count: number }): void {
  const { opened, model, users, step, count } = each;
  const { journal, clock, ids } = opened;
  clock.jump(1 + step.hours * HOUR);
  if (step.kind === 'undo' || step.kind === 'redo') {
    performSwitch(each);
    return;
  }
  const run = step.who === 0 && users ? undefined : `run-${step.who}`;
  const agentId = agentOf(step.who);
  const actor: Actor = run === undefined ? { kind: 'human' } : { kind: 'run', runId: run, callId: `call-${count}`, agentId };
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
  const note = (
    id: string,
    { kind, fields, change }: { kind: ModelWrite['kind']; fields: ModelWrite['fields']; change: string },
  ): void =>
    model.write({ table, id, kind, fields, change, at: clock.now(), ...(run === undefined ? {} : { run, agent: agentId }) });

  if (step.kind === 'insert') {
    const id = ids.next();
    const target = targetFor(id);
    if (reference?.required && target === null) return;
    const fields = { [labelOf(table)]: `name ${count}`, ...(reference ? { [reference.column]: target } : {}) };
    note(id, { kind: 'insert', fields, change: ids.peek() });
    journal.insert({ table, id, columns: { ...required[table], ...fields }, actor });
    return;
  }
  const id = at(model.present(table), step.pick);
  if (id === undefined) return;
  if (step.kind === 'delete') {
    note(id, { kind: 'delete', fields: {}, change: ids.peek() });
    journal.remove({ table, id, actor });
    return;
  }
  const target = targetFor(id);
  if (step.kind === 'move' && (!reference || (reference.required && target === null))) return;
  const patch =
    step.kind === 'move' && reference ? { [reference.column]: target } : { [labelOf(table)]: `name ${step.target % 5}` };
  note(id, { kind: 'update', fields: patch, change: ids.peek() });
  journal.update({ table, id, patch, actor });
}

function expectModel({ opened, model }: Case): void {
  const expected = model.rows();
  const stored = allRows(opened);
  expect(stored.map((row) => `${String(row['table_name'])} ${String(row['id'])}`).sort()).toEqual(Object.keys(expected).sort());
  for (const row of stored) {
    const wanted = expected[`${String(row['table_name'])} ${String(row['id'])}`];
    for (const [field, value] of Object.entries(wanted?.fields ?? {})) expect([field, row[field]]).toEqual([field, value]);
    if (wanted?.updatedAt !== undefined) expect(row['updated_at']).toBe(wanted.updatedAt);
  }
  expect(opened.orphans.all()).toEqual([]);
}

/** A full check, run to its end. */
function expectIntegrity({ integrity, clock }: Opened): void {
  integrity.check();
  while (integrity.report().checking) clock.advance(40);
  expect(integrity.report()).toMatchObject({ complete: true, differences: [], unreadableRows: 0 });
}

function expectIndexes({ database }: Opened): void {
  for (const table of TABLE_NAMES) {
    const index = `${workTables[table].sqlName}_fts`;
    database.db.run(sql.raw(`insert into ${index}(${index}, rank) values ('integrity-check', 1)`));
  }
}

/** A base that no journal knows, as a restored or imported database has. */
const base: [TableName, string, Record<string, string | null>][] = [
  ['clients', 'b--1', { name: 'Client', parent_id: null }],
  ['projects', 'b--2', { name: 'Project', client_id: 'b--1' }],
  ['tasks', 'b--3', { title: 'Task', project_id: 'b--2' }],
  ['taskComments', 'b--4', { content: 'Comment', task_id: 'b--3' }],
  ['checkpoints', 'b--5', { title: 'Checkpoint', project_id: 'b--2' }],
  ['notes', 'b--6', { title: 'Note', project_id: 'b--2' }],
];

function insertBase({ opened, model }: Case): void {
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
}

describe('any interleaving of writes, deletes, undos and redos by every scope', () => {
  test('leaves the rows that a plain reading of the rules gives, and no orphan', { timeout: 240_000 }, () => {
    const opened = openJournal();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) =>
        opened.attempt(() => {
          const each: Case = { opened, model: createWorkModel(), users: true, switches: [] };
          for (const [count, one] of steps.entries()) perform({ ...each, step: one, count });
          expectModel(each);
          expectIntegrity(opened);
        }),
      ),
      { numRuns: 9_000 },
    );
  });

  test('revisions only grow, and full text follows', { timeout: 240_000 }, () => {
    const opened = openJournal();
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 25 }), (steps) =>
        opened.attempt(() => {
          const each: Case = { opened, model: createWorkModel(), users: true, switches: [] };
          insertBase(each);
          const revisions = new Map<string, number>();
          for (const [count, one] of steps.entries()) {
            perform({ ...each, step: one, count });
            for (const row of allRows(opened)) {
              const name = String(row['id']);
              expect(Number(row['revision'])).toBeGreaterThanOrEqual(revisions.get(name) ?? 1);
              revisions.set(name, Number(row['revision']));
            }
          }
          expectModel(each);
          expectIndexes(opened);
        }),
      ),
      { numRuns: 100 },
    );
  });

  test('undo of everything that runs did restores the base exactly', { timeout: 240_000 }, () => {
    const opened = openJournal();
    const plain = (): StoredRow[] => allRows(opened).map((row) => ({ ...row, revision: null }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.constantFrom('since', 'runs', 'agents'), (steps, how) =>
        opened.attempt(() => {
          const each: Case = { opened, model: createWorkModel(), users: false, switches: [] };
          insertBase(each);
          const before = plain();
          for (const [count, one] of steps.entries()) perform({ ...each, step: one, count });
          expectModel(each);
          const undo = (scope: Scope): unknown => opened.journal.switch({ kind: 'undo', scope });
          if (how === 'since') undo({ by: 'since', at: 0 });
          else if (how === 'agents') for (const agentId of ['even', 'odd', 'even', 'odd']) undo({ by: 'agent', agentId });
          // What is kept for something that another run hung on it goes once that is undone too.
          else for (let round = 0; round < 16; round += 1) undo({ by: 'run', runId: `run-${round % 4}` });
          expect(plain()).toEqual(before);
          expectIntegrity(opened);
        }),
      ),
      { numRuns: 900 },
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
