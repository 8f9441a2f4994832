import { journalChanges } from '@adiuva/drizzle/local';
import { and, asc, eq, gt, isNull, max, sql } from 'drizzle-orm';
import { rawStatement, steadyPlaceholder, type DeviceDatabase } from '#core/storage/index.ts';

/** Tells which changes an act of the user made. */
export interface OwnChanges {
  /**
   * Does the act, which must be over when it returns, and answers the user's own changes with it, oldest first; what
   * followed from them is left out, because it is undone with them.
   */
  during<Result>(act: () => Result): { result: Result; changeIds: string[] };
}

/** One process writes, and one act at a time: what the journal grew by is the act's. */
export function createOwnChanges(database: DeviceDatabase): OwnChanges {
  const { db } = database;
  const last = rawStatement(database, db.select({ seq: max(journalChanges.seq) }).from(journalChanges));
  const since = db
    .select({ id: journalChanges.id })
    .from(journalChanges)
    .where(
      and(
        gt(journalChanges.seq, sql`${steadyPlaceholder('seq')}`),
        eq(journalChanges.actor, 'human'),
        isNull(journalChanges.causeId),
      ),
    )
    .orderBy(asc(journalChanges.seq))
    .prepare();
  return {
    during(act) {
      const seq = Number(last.first({})?.[0] ?? 0);
      const result = act();
      return { result, changeIds: since.all({ seq }).map(({ id }) => id) };
    },
  };
}
