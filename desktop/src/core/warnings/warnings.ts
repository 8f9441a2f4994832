import { warnings } from '@adiuva/drizzle/local';
import type { TableName } from '@adiuva/shared-protocol';
import { count, desc, isNull, sql } from 'drizzle-orm';
import type { Clock } from '#core/clock.ts';
import { isTableName, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import type { Warning } from '#rpc/trust.ts';

/** Something that the user should know of. Equal ones, by `topic`, are counted together. */
export interface NewWarning {
  kind: Warning['kind'];
  topic: string;
  sentence: string;
  runId?: string | undefined;
  code?: string | undefined;
  action?: string | undefined;
  row?: { table: TableName; id: string } | undefined;
}

/** One calm list of what was refused, of conflicts, and of trouble with the disk. */
export interface Warnings {
  /** Costs nothing much, however often: a flood becomes one entry with a count. */
  warn(warning: NewWarning): void;
  list(page: { offset: number; limit: number }): { items: Warning[]; total: number; open: number };
  openCount(): number;
  dismissAll(): void;
  /** The table was replaced. */
  reload(): void;
  dispose(): void;
}

/** How long warnings are gathered before they are written, in milliseconds. */
const GATHER_MS = 500;

/** How long they wait for a disk that takes no writes, in milliseconds. */
const RETRY_MS = 10_000;

/** Different ones that are gathered at most; further ones are dropped, for these say enough. */
const MAX_GATHERED = 200;

/** Different ones that are kept. */
const MAX_KEPT = 1_000;

export function createWarnings({
  database,
  rows,
  clock,
  onChange,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  clock: Clock;
  onChange: () => void;
}): Warnings {
  const { db } = database;
  const gathered = new Map<string, NewWarning & { count: number; firstAt: number; lastAt: number }>();
  let cancelTimer: (() => void) | undefined;
  let open: number | undefined;

  function write(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (gathered.size === 0) return;
    database.writeRelaxed(() => {
      for (const { row, ...warning } of gathered.values()) {
        db.insert(warnings)
          .values({ ...warning, tableName: row?.table ?? null, rowId: row?.id ?? null })
          .onConflictDoUpdate({
            target: warnings.topic,
            set: {
              count: sql`case when ${warnings.dismissedAt} is null then ${warnings.count} else 0 end + excluded.count`,
              firstAt: sql`case when ${warnings.dismissedAt} is null then ${warnings.firstAt} else excluded.first_at end`,
              lastAt: sql`excluded.last_at`,
              runId: sql`excluded.run_id`,
              sentence: sql`excluded.sentence`,
              dismissedAt: null,
            },
          })
          .run();
      }
      db.run(sql`delete from ${warnings} where id not in (select id from ${warnings} order by last_at desc limit ${MAX_KEPT})`);
    });
    gathered.clear();
    open = undefined;
    onChange();
  }

  /** What the disk does not take now is tried again later. */
  function writeOrWait(): void {
    try {
      write();
    } catch (cause) {
      if (!database.storageFault()) throw cause;
      cancelTimer = clock.after(RETRY_MS, writeOrWait);
    }
  }

  function shown({ id, kind, sentence, runId, code, action, tableName, rowId, ...times }: typeof warnings.$inferSelect): Warning {
    return {
      warning_id: id,
      kind,
      sentence,
      ...(runId === null ? {} : { run_id: runId }),
      ...(code === null ? {} : { code }),
      ...(action === null ? {} : { action }),
      ...(isTableName(tableName) && rowId !== null
        ? { row: { table: tableName, id: rowId, label: rows[tableName].label(rowId) ?? '' } }
        : {}),
      count: times.count,
      first_at: times.firstAt,
      last_at: times.lastAt,
      dismissed: times.dismissedAt !== null,
    };
  }

  /** A disk that takes no writes takes no warnings either: that one is not stored. */
  function ofStorage(): Warning[] {
    const fault = database.storageFault();
    if (!fault) return [];
    const at = clock.now();
    return [{ warning_id: 0, kind: 'storage', sentence: fault.sentence, count: 1, first_at: at, last_at: at, dismissed: false }];
  }

  function openCount(): number {
    open ??= db.select({ count: count() }).from(warnings).where(isNull(warnings.dismissedAt)).get()?.count ?? 0;
    return open;
  }

  return {
    warn(warning) {
      const at = clock.now();
      const known = gathered.get(warning.topic);
      if (known) {
        known.count += 1;
        known.lastAt = at;
        return;
      }
      if (gathered.size >= MAX_GATHERED) return;
      gathered.set(warning.topic, { ...warning, count: 1, firstAt: at, lastAt: at });
      cancelTimer ??= clock.after(GATHER_MS, writeOrWait);
    },
    list({ offset, limit }) {
      writeOrWait();
      const stored = db
        .select()
        .from(warnings)
        .orderBy(desc(warnings.lastAt), desc(warnings.id))
        .limit(limit)
        .offset(offset)
        .all();
      const storage = ofStorage();
      return {
        items: [...(offset === 0 ? storage : []), ...stored.map(shown)],
        total: (db.select({ count: count() }).from(warnings).get()?.count ?? 0) + storage.length,
        open: openCount() + storage.length,
      };
    },
    openCount() {
      return openCount() + gathered.size + ofStorage().length;
    },
    dismissAll() {
      write();
      db.update(warnings).set({ dismissedAt: clock.now() }).where(isNull(warnings.dismissedAt)).run();
      open = undefined;
      onChange();
    },
    reload() {
      open = undefined;
    },
    dispose() {
      writeOrWait();
      cancelTimer?.();
    },
  };
}
