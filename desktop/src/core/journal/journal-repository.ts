import { journalChanges, journalSwitchChanges, journalSwitches } from '@adiuva/drizzle/local';
import { and, asc, count, eq, isNull, max, sql } from 'drizzle-orm';
import { steadyPlaceholder, type DeviceDatabase, type StoredRow } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';

export interface JournalRepository {
  add(change: Omit<JournalChange, 'seq' | 'active'> & { callId: string | null }): void;
  /** Every change of one row, oldest first. */
  ofRow(row: { tableName: string; rowId: string }): JournalChange[];
  /** A run's own changes, cascades left out, oldest first. */
  ofRun(run: { runId: string; offset?: number; limit?: number }): JournalChange[];
  causedBy(changeId: string): JournalChange[];
  /** How many changes a run made, and how many of them are active. */
  countOfRun(runId: string): { all: number; active: number };
  addSwitch(record: { id: string; kind: 'undo' | 'redo'; scope: string; scopeId: string; at: number }): void;
  switchChange(record: { switchId: string; changeId: string; active: boolean }): void;
  /** The number of the newest change; 0 before the first. */
  lastSeq(): number;
  /** How often changes of this row were switched. */
  countSwitches(row: { tableName: string; rowId: string }): number;
}

type Stored = typeof journalChanges.$inferSelect;

function read({ after, before, active, ...rest }: Stored): JournalChange {
  // Both texts are written by `add` alone.
  return { ...rest, after: JSON.parse(after) as StoredRow, before: JSON.parse(before) as StoredRow, active: active === 1 };
}

export function createJournalRepository({ db }: DeviceDatabase): JournalRepository {
  const { placeholder } = sql;
  const add = db
    .insert(journalChanges)
    .values({
      id: placeholder('id'),
      tableName: placeholder('tableName'),
      rowId: placeholder('rowId'),
      kind: placeholder('kind'),
      after: placeholder('after'),
      before: placeholder('before'),
      actor: placeholder('actor'),
      runId: placeholder('runId'),
      callId: placeholder('callId'),
      causeId: placeholder('causeId'),
      at: placeholder('at'),
    })
    .prepare();
  const isRow = and(
    eq(journalChanges.tableName, steadyPlaceholder('tableName')),
    eq(journalChanges.rowId, steadyPlaceholder('rowId')),
  );
  const ofRow = db.select().from(journalChanges).where(isRow).orderBy(asc(journalChanges.seq)).prepare();
  const isOfRun = and(eq(journalChanges.runId, steadyPlaceholder('runId')), isNull(journalChanges.causeId));
  const ofRun = db
    .select()
    .from(journalChanges)
    .where(isOfRun)
    .orderBy(asc(journalChanges.seq))
    .limit(placeholder('limit'))
    .offset(placeholder('offset'))
    .prepare();
  const causedBy = db
    .select()
    .from(journalChanges)
    .where(eq(journalChanges.causeId, steadyPlaceholder('causeId')))
    .orderBy(asc(journalChanges.seq))
    .prepare();
  const countOfRun = db
    .select({ all: count(), active: sql<number>`coalesce(sum(${journalChanges.active}), 0)` })
    .from(journalChanges)
    .where(isOfRun)
    .prepare();
  const setActive = db
    .update(journalChanges)
    .set({ active: sql`${placeholder('active')}` })
    .where(eq(journalChanges.id, placeholder('changeId')))
    .prepare();
  const addSwitched = db
    .insert(journalSwitchChanges)
    .values({ switchId: placeholder('switchId'), changeId: placeholder('changeId') })
    .onConflictDoNothing()
    .prepare();
  const countSwitches = db
    .select({ count: count() })
    .from(journalSwitchChanges)
    .innerJoin(journalChanges, eq(journalChanges.id, journalSwitchChanges.changeId))
    .where(isRow)
    .prepare();

  const last = db
    .select({ seq: max(journalChanges.seq) })
    .from(journalChanges)
    .prepare();

  return {
    add(change) {
      add.run({ ...change, after: JSON.stringify(change.after), before: JSON.stringify(change.before) });
    },
    ofRow: (row) => ofRow.all(row).map(read),
    ofRun: ({ runId, offset = 0, limit = -1 }) => ofRun.all({ runId, offset, limit }).map(read),
    causedBy: (causeId) => causedBy.all({ causeId }).map(read),
    countOfRun: (runId) => countOfRun.get({ runId }) ?? { all: 0, active: 0 },
    addSwitch(record) {
      db.insert(journalSwitches).values(record).run();
    },
    switchChange({ switchId, changeId, active }) {
      setActive.run({ changeId, active: active ? 1 : 0 });
      addSwitched.run({ switchId, changeId });
    },
    lastSeq: () => last.get()?.seq ?? 0,
    countSwitches: (row) => countSwitches.get(row)?.count ?? 0,
  };
}
