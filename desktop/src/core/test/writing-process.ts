/**
 * A process that writes the user's work until it is killed: `writing-process.ts FILE ROUND COUNT`. It says each write on
 * stdout once it is on the disk, one JSON object a line, and ends by itself after COUNT of them.
 */
import { writeSync } from 'node:fs';
import type { TableName } from '@adiuva/shared-protocol';
import { systemClock } from '#core/clock.ts';
import { createIds } from '#core/ids.ts';
import { createJournal, type Actor } from '#core/journal/index.ts';
import { createAllWorkRows, openDatabase } from '#core/storage/index.ts';
import { createWorkWriter } from '#core/work/index.ts';

const [, , file = '', round = '0', count = '0'] = process.argv;

/** What was written: a change of a row, or an undo or redo. `title` is what the user set, and nobody else touches. */
export interface SaidWrite {
  change?: string;
  switch?: string;
  call?: string;
  id?: string;
  title?: string | null;
}

function say(write: SaidWrite): void {
  writeSync(1, `${JSON.stringify(write)}\n`);
}

const database = openDatabase({
  file,
  onFault: (cause) => {
    throw cause;
  },
});
const rows = createAllWorkRows(database);
const clock = systemClock();
const ids = createIds(clock);
const journal = createJournal({ database, rows, clock, ids, onWrite: () => undefined });
const writer = createWorkWriter({ database, rows, journal, clock, ids });

const mine: string[] = [];
const theirs: { table: TableName; id: string }[] = [];
const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(ids.fraction() * list.length)];
const changeOf = (table: TableName, id: string): string =>
  journal.changesOfRow({ table, id }).findLast(({ causeId }) => causeId === null)?.id ?? '';

/** The user's own tasks, which no run touches. */
function writeMine(n: number): void {
  const actor: Actor = { kind: 'human' };
  const title = `mine ${round} ${n}`;
  const id = pick(mine);
  const chance = ids.fraction();
  if (id === undefined || chance < 0.5) {
    const row = writer.insert({ table: 'tasks', data: { title }, actor });
    mine.push(row.id);
    say({ change: changeOf('tasks', row.id), id: row.id, title });
  } else if (chance < 0.85) {
    writer.update({ table: 'tasks', id, updates: { title }, actor });
    say({ change: changeOf('tasks', id), id, title });
  } else {
    writer.remove({ table: 'tasks', id, actor });
    mine.splice(mine.indexOf(id), 1);
    say({ change: changeOf('tasks', id), id, title: null });
  }
}

/** Projects with what hangs on them, written, deleted, undone and redone. */
function writeTheirs(n: number): void {
  const runId = `run ${round} ${n % 5}`;
  const actor: Actor = { kind: 'run', runId, callId: `call ${round} ${n}` };
  const chance = ids.fraction();
  if (chance < 0.2) {
    const kind = chance < 0.13 ? 'undo' : 'redo';
    const { switchId } = journal.switch({ kind, scope: { by: 'run', runId } });
    say(switchId === undefined ? {} : { switch: switchId });
    return;
  }
  const there = theirs.filter(({ table, id }) => rows[table].exists(id));
  const target = pick(there);
  const project = pick(there.filter(({ table }) => table === 'projects'));
  if (target && chance < 0.3) {
    writer.remove({ ...target, actor });
    say({ change: changeOf(target.table, target.id), call: actor.callId });
  } else if (target && chance < 0.5) {
    const updates = { [target.table === 'projects' ? 'name' : 'title']: `theirs ${n}` };
    writer.update({ ...target, updates, actor });
    say({ change: changeOf(target.table, target.id), call: actor.callId });
  } else {
    const table = project ? (pick(['tasks', 'notes', 'checkpoints', 'projects'] as const) ?? 'tasks') : 'projects';
    const within = { title: `theirs ${n}`, projectId: project?.id };
    const data = {
      tasks: within,
      notes: { ...within, content: '' },
      checkpoints: { ...within, date: 0 },
      projects: { name: 'p' },
    };
    const row = writer.insert({ table, data: data[table], actor });
    theirs.push({ table, id: row.id });
    say({ change: changeOf(table, row.id), call: actor.callId });
  }
}

for (let n = 0; n < Number(count); n += 1) {
  if (n % 2 === 0) writeMine(n);
  else writeTheirs(n);
}
database.close();
