import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localMigrations } from '../src/migrations.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adiuva-migrations-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Migrates a file with the first `count` migrations only, as an older release would have. */
function migrateFirst({ file, count }: { file: string; count: number }): void {
  const partial = join(folder, `first-${count}`);
  cpSync(localMigrations, partial, { recursive: true });
  const journal = join(partial, 'meta', '_journal.json');
  const parsed = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...parsed, entries: parsed.entries.slice(0, count) }));
  const sqlite = new Database(file);
  migrate(drizzle(sqlite), { migrationsFolder: partial });
  sqlite.close();
}

function insertTask(sqlite: Database.Database, { id, title }: { id: string; title: string }): void {
  sqlite.prepare("insert into tasks (id, title, created_at, updated_at, origin) values (?, ?, 1, 1, 'human')").run(id, title);
}

function found(sqlite: Database.Database, words: string): unknown[] {
  return sqlite
    .prepare('select t.id from tasks_fts f join tasks t on t.row_key = f.rowid where tasks_fts match ? order by t.id')
    .pluck()
    .all(words);
}

test('0000 makes the six tables of the user’s work, with defaults that a row can live on', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 1 });
  const sqlite = new Database(file);
  insertTask(sqlite, { id: 'a', title: 'Invoice' });
  const row = sqlite
    .prepare('select status, priority, assignee, owed_by, revision, is_ai_suggested, is_approved from tasks')
    .get();
  expect(row).toEqual({
    status: 'todo',
    priority: 'medium',
    assignee: '[]',
    owed_by: 'mine',
    revision: 1,
    is_ai_suggested: 0,
    is_approved: 1,
  });
  expect(() =>
    sqlite
      .prepare(
        "insert into tasks (id, title, project_id, created_at, updated_at, origin) values ('b', 'x', 'nowhere', 1, 1, 'human')",
      )
      .run(),
  ).toThrow(/FOREIGN KEY/);
  sqlite.close();
});

test('0001 indexes the rows that were there before it, and follows inserts, updates and deletes after it', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 1 });
  const before = new Database(file);
  insertTask(before, { id: 'old', title: 'Caffè con Müller' });
  before.close();

  migrateFirst({ file, count: 2 });
  const after = new Database(file);
  expect(found(after, '"caffe"')).toEqual(['old']);
  insertTask(after, { id: 'new', title: 'Muller invoice' });
  expect(found(after, '"muller"')).toEqual(['new', 'old']);
  after.prepare("update tasks set title = 'Paid' where id = 'old'").run();
  expect(found(after, '"muller"')).toEqual(['new']);
  after.prepare("delete from tasks where id = 'new'").run();
  expect(found(after, '"muller"')).toEqual([]);
  after.prepare("insert into tasks_fts(tasks_fts, rank) values ('integrity-check', 1)").run();
  after.close();
});

test('0002 names a call within its run: what was there stays, and another run’s call of the same id is another row', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 2 });
  const before = new Database(file);
  before
    .prepare(
      "insert into run_calls (call_id, run_id, action, row_ids, row_count, outcome, at) values ('c', 'r1', 'select', '[]', 0, 'ok', 1)",
    )
    .run();
  before.close();

  migrateFirst({ file, count: 3 });
  const after = new Database(file);
  after
    .prepare(
      "insert into run_calls (call_id, run_id, action, row_ids, row_count, outcome, at) values ('c', 'r2', 'get', '[]', 0, 'ok', 2)",
    )
    .run();
  expect(after.prepare('select run_id, action, payload_sha256 from run_calls order by run_id').all()).toEqual([
    { run_id: 'r1', action: 'select', payload_sha256: '' },
    { run_id: 'r2', action: 'get', payload_sha256: '' },
  ]);
  after.close();
});

test('0003 keeps every call and its answer, and finds a cascade by its cause through the smaller index', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 3 });
  const before = new Database(file);
  before
    .prepare(
      "insert into run_calls (call_id, run_id, action, row_ids, row_count, outcome, payload_sha256, at) values ('c', 'r1', 'select', '[]', 0, 'ok', 'x', 1)",
    )
    .run();
  before
    .prepare("insert into executed_calls (call_id, run_id, payload_sha256, result, at) values ('w', 'r1', 'y', '{}', 2)")
    .run();
  const calls = before.prepare('select * from run_calls').all();
  const executed = before.prepare('select * from executed_calls').all();
  before.close();

  migrateFirst({ file, count: 4 });
  const after = new Database(file);
  expect(after.prepare('select * from run_calls').all()).toEqual(calls);
  expect(after.prepare('select * from executed_calls').all()).toEqual(executed);
  const plan = after.prepare("explain query plan select * from journal_changes where cause_id = 'x'").all();
  expect(JSON.stringify(plan)).toContain('journal_changes_cause');
  after.close();
});

test('0004 keeps the tasks, and reads a list in its order from the index', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 4 });
  const before = new Database(file);
  insertTask(before, { id: 'kept', title: 'Kept' });
  before.close();

  migrateFirst({ file, count: 5 });
  const after = new Database(file);
  const list = "from tasks where status = 'todo' order by position, row_key";
  expect(after.prepare(`select id ${list}`).pluck().all()).toEqual(['kept']);
  const plan = JSON.stringify(after.prepare(`explain query plan select * ${list}`).all());
  expect(plan).toContain('tasks_status');
  expect(plan).not.toContain('TEMP B-TREE');
  after.close();
});

test('0005 keeps every call as a row of the ledger, and finds imported rows by their mark', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 5 });
  const before = new Database(file);
  insertTask(before, { id: 'mine', title: 'Mine' });
  before
    .prepare("insert into tasks (id, title, created_at, updated_at, origin) values ('theirs', 'Theirs', 1, 1, 'import')")
    .run();
  before
    .prepare(
      "insert into run_calls (call_id, run_id, action, table_name, row_ids, row_count, outcome, payload_sha256, at) values ('c', 'r1', 'select', 'tasks', '[\"mine\"]', 1, 'ok', 'x', 7)",
    )
    .run();
  before
    .prepare(
      "insert into journal_changes (id, table_name, row_id, kind, after, before, actor, at) values ('j1', 'tasks', 'gone', 'delete', '{}', '{}', 'human', 1)",
    )
    .run();
  before.close();

  migrateFirst({ file, count: 6 });
  const after = new Database(file);
  const tainted = "select id from tasks where coalesce(tainted, origin = 'import')";
  expect(after.prepare(tainted).pluck().all()).toEqual(['theirs']);
  expect(JSON.stringify(after.prepare(`explain query plan ${tainted}`).all())).toContain('tasks_tainted');
  const [call] = after.prepare('select * from ledger').all();
  expect(call).toMatchObject({
    run_id: 'r1',
    call_id: 'c',
    row_ids: '["mine"]',
    row_count: 1,
    counted: 0,
    journal_seq: 1,
    at: 7,
  });
  after.close();
});

test('0006 keeps the ledger, and finds a table’s and a client’s entries without reading all', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 6 });
  const before = new Database(file);
  before
    .prepare(
      "insert into ledger (run_id, call_id, action, table_name, row_ids, row_count, bytes, clients, payload_sha256, journal_seq, at) values ('r1', 'c', 'select', 'tasks', '[\"t\"]', 1, 80, '{\"acme\":1}', 'x', 1, 7)",
    )
    .run();
  const kept = before.prepare('select * from ledger').all();
  before.close();

  migrateFirst({ file, count: 7 });
  const after = new Database(file);
  expect(after.prepare('select * from ledger').all()).toEqual(kept);
  const ofTable = "select seq from ledger where table_name = 'tasks' order by seq desc limit 50";
  expect(JSON.stringify(after.prepare(`explain query plan ${ofTable}`).all())).toContain('ledger_table');
  expect(after.prepare('select count(*) from ledger_clients').pluck().get()).toBe(0);
  expect(after.prepare('select count(*) from ledger_totals').pluck().get()).toBe(0);
  after.close();
});

test('0007 keeps conversations and runs, finds what goes on without reading all, and takes a command line once', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 7 });
  const before = new Database(file);
  before.prepare("insert into chat_sessions (id, title, created_at, last_activity_at) values ('s', 'Said before', 1, 2)").run();
  const run = before.prepare(
    "insert into runs (run_id, request_id, session_id, kind, status, last_seq, started_at, ended_at) values (?, ?, 's', 'chat', ?, 4, 1, ?)",
  );
  run.run('over', 'q1', 'success', 3);
  run.run('going-on', 'q2', 'running', null);
  const runs = before.prepare('select * from runs order by run_id').all();
  before.close();

  migrateFirst({ file, count: 8 });
  const after = new Database(file);
  expect(after.prepare('select * from runs order by run_id').all()).toEqual(runs);
  expect(after.prepare('select * from chat_sessions').all()).toEqual([
    { id: 's', title: 'Said before', created_at: 1, last_activity_at: 2, forgotten_at: null },
  ]);
  const open = 'select run_id from runs where ended_at is null';
  expect(after.prepare(open).pluck().all()).toEqual(['going-on']);
  const newest = 'select run_id from runs where ended_at is not null order by ended_at desc limit 50';
  for (const query of [open, newest]) {
    const plan = JSON.stringify(after.prepare(`explain query plan ${query}`).all());
    expect(plan).toContain('runs_ended');
    expect(plan).not.toContain('TEMP B-TREE');
  }
  const line = after.prepare("insert into command_lines (id, answer, at) values ('l', '{}', 1)");
  line.run();
  expect(() => line.run()).toThrow(/UNIQUE/);
  after.close();
});

test('0008 keeps what was there, and counts and lists what runs showed without reading all', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 8 });
  const before = new Database(file);
  insertTask(before, { id: 'kept', title: 'Kept' });
  before.close();

  migrateFirst({ file, count: 9 });
  const after = new Database(file);
  expect(after.prepare('select id from tasks').pluck().all()).toEqual(['kept']);
  const add = after.prepare("insert into app_notices (run_id, call_id, kind, state, at) values ('r', ?, 'text', ?, 1)");
  for (const state of ['new', 'open', 'closed']) add.run(state, state);
  const unclosed = "select call_id from app_notices where state <> 'closed' order by id desc";
  expect(after.prepare(unclosed).pluck().all()).toEqual(['open', 'new']);
  const plans = {
    [unclosed]: 'app_notices_unclosed',
    "select count(*) from app_notices where run_id = 'r'": 'app_notices_run',
    'select count(*) from app_notices where at > 0': 'app_notices_at',
  };
  for (const [query, index] of Object.entries(plans))
    expect(JSON.stringify(after.prepare(`explain query plan ${query}`).all())).toContain(index);
  after.close();
});

test('0009 keeps notes and the ledger, lets every note wait for its embedding, and follows what is written from then on', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 9 });
  const before = new Database(file);
  const insert = "insert into notes (id, title, content, created_at, updated_at, origin) values (?, ?, ?, 1, 1, 'human')";
  before.prepare(insert).run('old', 'Hosting', 'Moves in January');
  before
    .prepare(
      "insert into ledger (run_id, call_id, action, row_ids, row_count, bytes, payload_sha256, journal_seq, at) values ('r1', 'c', 'select', '[]', 0, 0, 'x', 1, 7)",
    )
    .run();
  const notes = before.prepare('select * from notes').all();
  const kept = before.prepare('select * from ledger').get() as object;
  before.close();

  migrateFirst({ file, count: 10 });
  const after = new Database(file);
  expect(after.prepare('select * from notes').all()).toEqual(notes);
  expect(after.prepare('select * from ledger').all()).toEqual([{ ...kept, destination: null, model: null }]);
  const texts = (): unknown[] => after.prepare('select note_id, content_sha256, state from note_texts order by 1').all();
  const waiting = (id: string) => ({ note_id: id, content_sha256: null, state: 'waiting' });
  expect(texts()).toEqual([waiting('old')]);

  after.prepare(insert).run('new', 'Invoice', '');
  const embed = after.prepare("update note_texts set state = 'embedded', content_sha256 = 'hash'");
  embed.run();
  after.exec("update notes set updated_at = 2, content = content, project_id = null where id = 'new'");
  expect(texts()).toEqual([
    { note_id: 'new', content_sha256: 'hash', state: 'embedded' },
    { note_id: 'old', content_sha256: 'hash', state: 'embedded' },
  ]);
  after.exec("update notes set content = 'Paid' where id = 'new'");
  expect(texts()[0]).toEqual(waiting('new'));
  embed.run();
  after.exec("update notes set title = 'Bill' where id = 'new'");
  expect(texts()[0]).toEqual(waiting('new'));
  after.exec("delete from notes where id = 'old'");
  expect(texts()).toEqual([waiting('new')]);
  const vector = after.prepare(
    "insert into note_embeddings (note_id, content_sha256, model, vector) values ('new', 'hash', ?, zeroblob(6144))",
  );
  vector.run('offline:rules');
  vector.run('openai:text-embedding-3-small');
  expect(() => vector.run('offline:rules')).toThrow(/UNIQUE/);
  after.close();
});

test('0010 keeps every task, and lists, counts and Today are answered without the wide rows', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 10 });
  const before = new Database(file);
  insertTask(before, { id: 'a', title: 'Invoice' });
  before.exec(
    "update tasks set status = 'done', completed_at = 7, due_day = '2026-11-28', assignee = '[\"Anna\"]' where id = 'a'",
  );
  insertTask(before, { id: 'b', title: 'Call' });
  const tasks = before.prepare('select * from tasks order by id').all();
  before.close();

  migrateFirst({ file, count: 11 });
  const after = new Database(file);
  expect(after.prepare('select * from tasks order by id').all()).toEqual(tasks);
  const open = "status in ('todo', 'in_progress')";
  const plans: Record<string, string> = {
    [`select row_key from tasks where ${open} order by due_day asc nulls last, due_time, row_key limit 9`]:
      'COVERING INDEX tasks_lists',
    [`select row_key from tasks where ${open} and owed_by = 'theirs' order by title limit 9`]: 'COVERING INDEX tasks_lists',
    [`select count(*) from tasks where ${open} and priority = 'high'`]: 'COVERING INDEX tasks_lists',
    'select row_key from tasks where completed_at >= 5': 'tasks_completed',
  };
  for (const [query, index] of Object.entries(plans))
    expect(JSON.stringify(after.prepare(`explain query plan ${query}`).all())).toContain(index);
  after.close();
});

test('0011 keeps conversations and what was said, and keeps the files of a message in their order', () => {
  const file = join(folder, 'adiuva.sqlite');
  migrateFirst({ file, count: 11 });
  const before = new Database(file);
  before.exec("insert into chat_sessions (id, title, created_at, last_activity_at) values ('s', 'Said before', 1, 2)");
  before.exec(
    "insert into chat_requests (request_id, session_id, position, text, frame, state, created_at) values ('r', 's', 1, 'Hi', '{}', 'queued', 1)",
  );
  const requests = before.prepare('select * from chat_requests').all();
  before.close();

  migrateFirst({ file, count: 12 });
  const after = new Database(file);
  after.pragma('foreign_keys = on');
  expect(after.prepare('select * from chat_requests').all()).toEqual(requests);
  expect(after.prepare('select * from chat_sessions').all()).toEqual([
    { id: 's', title: 'Said before', created_at: 1, last_activity_at: 2, forgotten_at: null, model: null },
  ]);
  const add = after.prepare(
    "insert into chat_attachments (id, request_id, ordinal, name, content_type, bytes, sha256, created_at) values (?, ?, ?, ?, 'image/png', 3, 'abc', 1)",
  );
  add.run('b', 'r', 1, 'second.png');
  add.run('a', 'r', 0, 'first.png');
  add.run('waiting', null, 0, 'not sent.png');
  expect(() => add.run('c', 'nowhere', 0, 'x')).toThrow(/FOREIGN KEY/);
  const ofMessage = "select name from chat_attachments where request_id = 'r' order by ordinal";
  expect(after.prepare(ofMessage).pluck().all()).toEqual(['first.png', 'second.png']);
  const plan = JSON.stringify(after.prepare(`explain query plan ${ofMessage}`).all());
  expect(plan).toContain('chat_attachments_request');
  expect(plan).not.toContain('TEMP B-TREE');
  after.close();
});
