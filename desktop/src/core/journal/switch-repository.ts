import { journalChanges, journalSwitchChanges, journalSwitches } from '@adiuva/drizzle/local';
import { and, asc, count, desc, eq, isNull, max, sql } from 'drizzle-orm';
import { steadyPlaceholder, type DeviceDatabase } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import { readChange } from './journal-repository.ts';
import type { Scope } from './scope.ts';

/** One undo or redo, as it was asked for. `undo`: its changes were switched off. A repair is an undo of its own kind. */
export interface JournalSwitch {
  id: string;
  kind: 'undo' | 'redo';
  scope: Scope['by'] | 'repair';
  /** What names the scope; null for a repair, and where its changes alone do. */
  scopeId: string | null;
  at: number;
}

/** What was undone and done again, and by which wish. */
export interface SwitchRepository {
  add(record: JournalSwitch): void;
  get(switchId: string): JournalSwitch | undefined;
  /** Switches one change, as a part of one undo or redo. */
  switchChange(record: { switchId: string; changeId: string; active: boolean }): void;
  /** The changes that an undo or redo was about, cascades left out, oldest first. */
  changesOf(switchId: string): JournalChange[];
  /** Whether an undo or redo ever switched this change. */
  namesChange(changeId: string): boolean;
  /** How often changes of this row were switched. */
  countOfRow(row: { tableName: string; rowId: string }): number;
  /** Newest first, with how many changes each switched, cascades left out. */
  page(page: { offset: number; limit: number }): { items: (JournalSwitch & { changes: number })[]; total: number };
  /** The number of the newest; 0 before the first. */
  lastSeq(): number;
}

export function createSwitchRepository({ db }: DeviceDatabase): SwitchRepository {
  const { placeholder } = sql;
  const add = db
    .insert(journalSwitches)
    .values({
      id: placeholder('id'),
      kind: placeholder('kind'),
      scope: placeholder('scope'),
      scopeId: placeholder('scopeId'),
      at: placeholder('at'),
    })
    .prepare();
  const get = db
    .select()
    .from(journalSwitches)
    .where(eq(journalSwitches.id, placeholder('switchId')))
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
  const countOfRow = db
    .select({ count: count() })
    .from(journalSwitchChanges)
    .innerJoin(journalChanges, eq(journalChanges.id, journalSwitchChanges.changeId))
    .where(
      and(eq(journalChanges.tableName, steadyPlaceholder('tableName')), eq(journalChanges.rowId, steadyPlaceholder('rowId'))),
    )
    .prepare();
  const naming = db
    .select({ switchId: journalSwitchChanges.switchId })
    .from(journalSwitchChanges)
    .where(eq(journalSwitchChanges.changeId, placeholder('changeId')))
    .prepare();
  const last = db
    .select({ seq: max(journalSwitches.seq) })
    .from(journalSwitches)
    .prepare();
  const isOwn = and(eq(journalSwitchChanges.switchId, placeholder('switchId')), isNull(journalChanges.causeId));
  const isSwitched = eq(journalChanges.id, journalSwitchChanges.changeId);
  const changesOf = db
    .select({ change: journalChanges })
    .from(journalSwitchChanges)
    .innerJoin(journalChanges, isSwitched)
    .where(isOwn)
    .orderBy(asc(journalChanges.seq))
    .prepare();
  const countOf = db
    .select({ count: count() })
    .from(journalSwitchChanges)
    .innerJoin(journalChanges, isSwitched)
    .where(isOwn)
    .prepare();

  /** `add` alone writes the scopes. */
  function read({ scope, ...record }: typeof journalSwitches.$inferSelect): JournalSwitch {
    return { ...record, scope: scope as JournalSwitch['scope'] };
  }

  return {
    add(record) {
      add.run({ ...record });
    },
    get(switchId) {
      const found = get.get({ switchId });
      return found && read(found);
    },
    switchChange({ switchId, changeId, active }) {
      setActive.run({ changeId, active: active ? 1 : 0 });
      addSwitched.run({ switchId, changeId });
    },
    changesOf: (switchId) => changesOf.all({ switchId }).map(({ change }) => readChange(change)),
    namesChange: (changeId) => naming.get({ changeId }) !== undefined,
    countOfRow: (row) => countOfRow.get(row)?.count ?? 0,
    page({ offset, limit }) {
      const found = db.select().from(journalSwitches).orderBy(desc(journalSwitches.seq)).limit(limit).offset(offset).all();
      const items = found.map((record) => ({ ...read(record), changes: countOf.get({ switchId: record.id })?.count ?? 0 }));
      return { items, total: db.select({ count: count() }).from(journalSwitches).get()?.count ?? 0 };
    },
    lastSeq: () => last.get()?.seq ?? 0,
  };
}
