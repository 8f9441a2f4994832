import Database from 'better-sqlite3';
import { join } from 'node:path';
import { connectRpc } from '#e2e/fixtures/rpc.ts';
import { DESKTOP, isReady, startNodeProcess } from '#e2e/fixtures/node-process.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { percentile, round, timeEach, type Figure } from './measure.ts';

const ENTRIES = 1_000_000;
const ENTRIES_A_ROW = 10;
const RUNS = 20;
const CHANGES_A_RUN = 1_000;
const STARTS = 5;
const WRITES = 300;

/** The desktop on a home, without a backend. `ms`: from its spawn until it said that it is ready. */
async function startDesktop(home: string) {
  const started = performance.now();
  const desktop = startNodeProcess({
    entry: DESKTOP,
    args: ['--home', home, '--port', '0', '--json', '--no-open', '--backend-url', 'http://127.0.0.1:1'],
  });
  const appUrl = String((await desktop.event(isReady))['app_url']);
  return { appUrl, ms: performance.now() - started, stop: (signal?: NodeJS.Signals) => desktop.stop(signal) };
}

async function timeStarts({ home, signal }: { home: string; signal: NodeJS.Signals }): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const desktop = await startDesktop(home);
    samples.push(desktop.ms);
    await desktop.stop(signal);
  }
  return samples;
}

function openFile(home: string): Database.Database {
  return new Database(join(home, 'device', 'adiuva.sqlite'));
}

/** Bytes that the journal's table and indexes take in the file, for each of its entries. */
function bytesAnEntry(home: string): number {
  const sqlite = openFile(home);
  const [bytes, entries] = [
    "select sum(pgsize) from dbstat where name like '%journal_changes%'",
    'select count(*) from journal_changes',
  ].map((query) => Number(sqlite.prepare(query).pluck().get()));
  sqlite.close();
  return (bytes ?? 0) / Math.max(entries ?? 0, 1);
}

const longId = (kind: string, n: number): string => `019a0000-0000-7000-${kind.padEnd(4, '0')}-${String(n).padStart(12, '0')}`;

/**
 * Fills the database as years of use would: tasks with a journal of their own, entries as the app writes them. The last
 * runs each insert and change 500 tasks.
 */
function seed({
  home,
  from,
  rows,
  entriesARow,
  runs,
}: {
  home: string;
  from: number;
  rows: number;
  entriesARow: number;
  runs: number;
}): void {
  const sqlite = openFile(home);
  const keys = sqlite.prepare('select coalesce(max(row_key), 0) from tasks').pluck().get() as number;
  const task = sqlite.prepare(
    "insert into tasks (row_key, id, title, created_at, updated_at, revision, origin, position) values (?, ?, ?, 1, ?, ?, 'run', ?)",
  );
  const change = sqlite.prepare(
    "insert into journal_changes (id, table_name, row_id, kind, after, before, actor, run_id, call_id, at) values (?, 'tasks', ?, ?, ?, ?, 'run', ?, ?, ?)",
  );
  const run = sqlite.prepare(
    "insert into runs (run_id, kind, status, started_at, ended_at, announced) values (?, 'chat', 'success', 1, 2, 1)",
  );
  sqlite.transaction(() => {
    for (let n = 0; n < runs; n += 1) run.run(`seeded-${from}-${n}`);
    for (let n = 0; n < rows; n += 1) {
      const id = longId('1', from + n);
      const title = (entry: number): string => `Task ${n}, as it was called at its change number ${entry}`;
      const rowKey = keys + n + 1;
      task.run(rowKey, id, title(entriesARow - 1), entriesARow, entriesARow, rowKey);
      const runId = `seeded-${from}-${n % runs}`;
      for (let entry = 0; entry < entriesARow; entry += 1) {
        const own = {
          row_key: rowKey,
          id,
          created_at: 1,
          origin: 'run',
          is_ai_suggested: 0,
          is_approved: 1,
          status: 'todo',
          priority: 'medium',
          assignee: '[]',
          owed_by: 'mine',
          position: rowKey,
          title: title(0),
        };
        const after = entry === 0 ? own : { title: title(entry) };
        const before = entry === 0 ? {} : { updated_at: entry, title: title(entry - 1) };
        change.run(
          longId('2', (from + n) * ENTRIES_A_ROW + entry),
          id,
          entry === 0 ? 'insert' : 'update',
          JSON.stringify(after),
          JSON.stringify(before),
          runId,
          `${runId}:1:0:${n}`,
          entry + 1,
        );
      }
    }
  })();
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
}

/** Undo, the start of the app under a long journal, and what a journalled change takes on the disk. */
export async function benchJournal(): Promise<Figure[]> {
  const { home, remove } = temporaryHome();
  try {
    const first = await startDesktop(home);
    const { rpc, close } = await connectRpc(first.appUrl);
    for (let n = 0; n < WRITES; n += 1) {
      const task = await rpc.tasks.create({ title: `Call client number ${n}`, description: 'About the offer of last week.' });
      await rpc.tasks.update({ id: task.id, updates: { status: 'done' } });
    }
    close();
    await first.stop();
    const bytes = bytesAnEntry(home);
    const emptyStarts = await timeStarts({ home, signal: 'SIGTERM' });

    const rows = ENTRIES / ENTRIES_A_ROW;
    seed({ home, from: 0, rows, entriesARow: ENTRIES_A_ROW, runs: 1_000 });
    seed({ home, from: rows, rows: (RUNS * CHANGES_A_RUN) / 2, entriesARow: 2, runs: RUNS });
    const killedStarts = await timeStarts({ home, signal: 'SIGKILL' });

    const desktop = await startDesktop(home);
    const page = await connectRpc(desktop.appUrl);
    const runs = Array.from({ length: RUNS }, (_, n) => `seeded-${rows}-${n}`);
    const all = async (kind: 'undo' | 'redo'): Promise<number[]> =>
      await timeEach({
        count: RUNS,
        call: async (index) => {
          const { changes } = await page.rpc.activity[kind]({ run_id: runs[index] ?? '' });
          if (changes !== CHANGES_A_RUN) throw new Error(`${kind} switched ${changes} changes`);
        },
      });
    const undos = await all('undo');
    const redos = await all('redo');
    const since = performance.now();
    const report = await page.rpc.integrity.check();
    for (let { checking } = report; checking; { checking } = await page.rpc.integrity.report())
      await new Promise((resolve) => setTimeout(resolve, 250));
    const full = performance.now() - since;
    const { differences, checked_rows: checked } = await page.rpc.integrity.report();
    if (differences.length > 0) throw new Error(`rows and journal differ: ${JSON.stringify(differences[0])}`);
    page.close();
    await desktop.stop();
    // Everything was checked before that stop, as in any session of some minutes.
    const cleanStarts = await timeStarts({ home, signal: 'SIGTERM' });

    const [empty, clean, killed] = [emptyStarts, cleanStarts, killedStarts].map((samples) => percentile(samples, 0.5));
    return [
      { name: 'undo of a run with 1,000 changes, p95', value: round(percentile(undos, 0.95), 0), unit: 'ms', aim: '<=300' },
      { name: 'redo of a run with 1,000 changes, p95', value: round(percentile(redos, 0.95), 0), unit: 'ms', aim: '' },
      { name: 'start with a journal of 1,000,000 entries, p50', value: round(clean ?? 0, 0), unit: 'ms', aim: '<=1000' },
      {
        name: 'the same after a kill that left everything unchecked, p50',
        value: round(killed ?? 0, 0),
        unit: 'ms',
        aim: '<=1000',
      },
      {
        name: 'start with a journal of 1,000,000 entries, against one of 600',
        value: round((clean ?? 0) / (empty ?? 1), 2),
        unit: 'x',
        aim: '<=1.5',
      },
      { name: 'full check in the background, rows a second', value: Math.round((checked / full) * 1_000), unit: '1/s', aim: '' },
      { name: 'database bytes a journalled change', value: Math.round(bytes), unit: 'B', aim: '' },
    ];
  } finally {
    remove();
  }
}
