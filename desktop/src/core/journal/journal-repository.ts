import { journalChanges } from '@adiuva/drizzle/local';
import { and, asc, count, desc, eq, isNotNull, isNull, max, sql, type SQL } from 'drizzle-orm';
import { rawStatement, steadyPlaceholder, type DeviceDatabase, type StoredRow } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import type { Scope } from './scope.ts';

/** A scope that is read from the changes themselves. */
export type ChangeScope = Exclude<Scope, { by: 'switch' | 'changes' }>;

export interface JournalRepository {
  /** `active`: whether it counts from the start; what a repair found outside of the journal does not. */
  add(change: Omit<JournalChange, 'seq'> & { callId: string | null }): void;
  get(changeId: string): JournalChange | undefined;
  /** Every change of one row, oldest first. */
  ofRow(row: { tableName: string; rowId: string }): JournalChange[];
  /** A run's own changes, cascades left out, oldest first. */
  ofRun(run: { runId: string; offset?: number; limit?: number }): JournalChange[];
  /** The changes that a scope is about, cascades left out, oldest first. */
  ofScope(scope: ChangeScope): JournalChange[];
  /** The newest change of one row. */
  lastOfRow(row: { tableName: string; rowId: string }): JournalChange | undefined;
  /** What a change set and what stood there, set anew. */
  amend(change: { id: string; after: StoredRow; before: StoredRow }): void;
  causedBy(changeId: string): JournalChange[];
  /** How many changes a run made, and how many of them are active. */
  countOfRun(runId: string): { all: number; active: number };
  /** The number of the newest change; 0 before the first. */
  lastSeq(): number;
}

type Stored = typeof journalChanges.$inferSelect;

/** A change as it lies in the table. */
export function readChange({ after, before, active, ...rest }: Stored): JournalChange {
  // Both texts are written by `add` alone.
  return { ...rest, after: JSON.parse(after) as StoredRow, before: JSON.parse(before) as StoredRow, active: active === 1 };
}

export function createJournalRepository(database: DeviceDatabase): JournalRepository {
  const { db } = database;
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
      agentId: placeholder('agentId'),
      callId: placeholder('callId'),
      causeId: placeholder('causeId'),
      active: placeholder('active'),
      at: placeholder('at'),
    })
    .prepare();
  const get = db
    .select()
    .from(journalChanges)
    .where(eq(journalChanges.id, placeholder('changeId')))
    .prepare();
  const isRow = and(
    eq(journalChanges.tableName, steadyPlaceholder('tableName')),
    eq(journalChanges.rowId, steadyPlaceholder('rowId')),
  );
  const ofRow = db.select().from(journalChanges).where(isRow).orderBy(asc(journalChanges.seq)).prepare();
  const lastOfRow = db
    .select()
    .from(journalChanges)
    .where(isRow)
    .orderBy(desc(journalChanges.seq))
    .limit(sql.placeholder('one'))
    .prepare();
  const amend = db
    .update(journalChanges)
    .set({ after: sql`${placeholder('after')}`, before: sql`${placeholder('before')}` })
    .where(eq(journalChanges.id, placeholder('id')))
    .prepare();
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
  const isByRun = and(isNotNull(journalChanges.runId), isNull(journalChanges.causeId));
  const scoped = (condition: SQL) =>
    db.select().from(journalChanges).where(and(condition, isByRun)).orderBy(asc(journalChanges.seq)).prepare();
  const ofAgent = scoped(eq(journalChanges.agentId, steadyPlaceholder('agentId')));
  const ofTime = scoped(
    sql`${journalChanges.at} >= ${steadyPlaceholder('from')} and ${journalChanges.at} < ${steadyPlaceholder('to')}`,
  );

  function storedOf(scope: ChangeScope): Stored[] {
    switch (scope.by) {
      case 'change':
        return get.all({ changeId: scope.changeId });
      case 'run':
        return ofRun.all({ runId: scope.runId, offset: 0, limit: -1 });
      case 'agent':
        return ofAgent.all({ agentId: scope.agentId });
      case 'day':
        return ofTime.all({ from: scope.from, to: scope.to });
      case 'since':
        return ofTime.all({ from: scope.at, to: Number.MAX_SAFE_INTEGER });
      default:
        return scope satisfies never;
    }
  }

  const last = rawStatement(database, db.select({ seq: max(journalChanges.seq) }).from(journalChanges));

  return {
    add(change) {
      add.run({
        ...change,
        after: JSON.stringify(change.after),
        before: JSON.stringify(change.before),
        active: change.active ? 1 : 0,
      });
    },
    get(changeId) {
      const found = get.get({ changeId });
      return found && readChange(found);
    },
    ofRow: (row) => ofRow.all(row).map(readChange),
    lastOfRow(row) {
      const found = lastOfRow.get({ ...row, one: 1 });
      return found && readChange(found);
    },
    amend({ id, after, before }) {
      amend.run({ id, after: JSON.stringify(after), before: JSON.stringify(before) });
    },
    ofRun: ({ runId, offset = 0, limit = -1 }) => ofRun.all({ runId, offset, limit }).map(readChange),
    ofScope: (scope) => storedOf(scope).map(readChange),
    causedBy: (causeId) => causedBy.all({ causeId }).map(readChange),
    countOfRun: (runId) => countOfRun.get({ runId }) ?? { all: 0, active: 0 },
    lastSeq: () => Number(last.first({})?.[0] ?? 0),
  };
}
