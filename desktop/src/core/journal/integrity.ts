import { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import type { Logger } from '#core/ports/logger.ts';
import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import { workTables, type AllWorkRows, type DeviceDatabase, type SettingsRepository } from '#core/storage/index.ts';
import { createCheckRepository } from './check-repository.ts';
import { createJournalRepository } from './journal-repository.ts';
import { createRecorder } from './recorder.ts';
import { repairRows } from './repair.ts';
import { differencesOf, type RowDifference } from './row-check.ts';
import { createRowKeeper, type RowName } from './row-keeper.ts';
import { createSwitchRepository } from './switch-repository.ts';

/** What the last check found. */
export interface IntegrityReport {
  /** Whether a check of everything is under way. */
  checking: boolean;
  /** `recent`: what was written since the last clean stop. `full`: every row. */
  kind: 'recent' | 'full';
  checkedRows: number;
  /** The first 500. */
  differences: RowDifference[];
  differenceCount: number;
  /** Rows of whose journal an entry cannot be read. */
  unreadableRows: number;
  checkedAt: number | undefined;
  /** Whether it came to its end. */
  complete: boolean;
}

/** Sees to it that the rows stay equal to what the journal computes. */
export interface Integrity {
  /** Checks what was written since the last clean stop, at once; everything follows in the background. */
  start(): void;
  report(): IntegrityReport;
  /** Starts a check of everything in the background; one that is under way starts anew. */
  check(): void;
  /** The database is another one now, such as a restored one: what was found is forgotten, and all is checked anew. */
  replaced(): void;
  /**
   * Brings the rows in which the last check found a difference to what the journal says; `switchId` takes it back.
   * `rows`: how many rows that were.
   */
  repair(): { rows: number; switchId: string | undefined };
  /** Ends what is under way. After a clean stop the next start need not look at what this one has seen. */
  stop(): void;
}

const MARK = 'journal_checked_up_to';
const markSchema = z.object({ seq: z.number().int(), switch_seq: z.number().int() });

/** How many entries are looked at before the app starts, and for how long at most; the rest is left to the background. */
const RECENT_ENTRIES = 5_000;
const RECENT_MS = 100;

/** The background takes a sixth of one core at most, in slices that nobody notices. */
const FULL_AFTER_MS = 10_000;
const SLICE_MS = 8;
const PAUSE_MS = 40;
const ROWS_AT_ONCE = 50;
const KEYS_AT_ONCE = 1_000;
const ROWS_A_SLICE = 1_000;

const MAX_SHOWN = 500;

export function createIntegrity({
  database,
  rows,
  settings,
  clock,
  ids,
  logger,
  onWrite,
  onReport,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  settings: SettingsRepository;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  /** Told of every table that a repair may have written. */
  onWrite: (table: TableName) => void;
  /** Told when there is something new in the report. */
  onReport: () => void;
}): Integrity {
  const repository = createJournalRepository(database);
  const switches = createSwitchRepository(database);
  const keeper = createRowKeeper({ rows, repository, switches });
  const recorder = createRecorder({ database, rows, repository, clock, ids, onWrite });
  const checks = createCheckRepository(database);

  let found = emptyFindings();
  let status: Pick<IntegrityReport, 'kind' | 'complete' | 'checkedAt'> = {
    kind: 'recent',
    complete: false,
    checkedAt: undefined,
  };
  let cancel: (() => void) | undefined;
  /** Whether all that was there at the start has been seen, by either check. */
  let isSeen = false;

  function look(row: RowName, into: Findings): void {
    try {
      const differences = differencesOf({ row, rows, repository });
      if (differences.length > 0) into.rows.set(`${row.table.name} ${row.id}`, { row, differences });
    } catch (cause) {
      into.unreadable += 1;
      logger.error('an entry of the journal cannot be read', { table: row.table.name, row: row.id, fault: String(cause) });
    }
  }

  function checkRecent(): void {
    const started = clock.elapsed();
    const last = repository.lastSeq();
    const stored = markSchema.safeParse(settings.get(MARK)).data;
    // One that lies beyond the end is of another database.
    const isOurs = stored && stored.seq <= last && stored.switch_seq <= switches.lastSeq();
    const mark = isOurs ? stored : { seq: 0, switch_seq: 0 };
    const seq = Math.max(mark.seq, last - RECENT_ENTRIES);
    const { rows: names, isAll } = checks.rowsSince({ seq, switchSeq: mark.switch_seq, limit: RECENT_ENTRIES });
    let complete = seq === mark.seq && isAll;
    for (const row of names) {
      if (clock.elapsed() - started > RECENT_MS) {
        complete = false;
        break;
      }
      look(row, found);
      found.checked += 1;
    }
    status = { kind: 'recent', complete, checkedAt: clock.now() };
    isSeen = complete;
    tell();
  }

  function tell(): void {
    if (found.rows.size > 0)
      logger.error('rows differ from what the journal says', { rows: String(found.rows.size), check: status.kind });
    onReport();
  }

  /** Looks at everything, a piece at a time: each `next` is one. */
  function* everything(into: Findings): Generator<number> {
    let after: RowName | undefined;
    for (;;) {
      const names = checks.rowsAfter({ after, limit: ROWS_AT_ONCE });
      for (const row of names) look(row, into);
      into.checked += names.length;
      after = names.at(-1);
      if (!after) break;
      yield names.length;
    }
    for (const table of TABLE_NAMES.map((name) => workTables[name])) {
      for (const reference of table.references) {
        for (let from = 0, last = checks.lastKey(table); from < last; from += KEYS_AT_ONCE) {
          for (const row of checks.orphans({ reference, from, to: from + KEYS_AT_ONCE })) look(row, into);
          yield ROWS_AT_ONCE;
        }
      }
    }
  }

  function checkAll(): void {
    cancel?.();
    const into = emptyFindings();
    const pieces = everything(into);
    function slice(): void {
      try {
        advance();
      } catch (cause) {
        // The disk or the file: what was found until now stands, and the report says that it is not all.
        logger.error('the check of the journal could not go on', { fault: String(cause) });
        end({ complete: false });
      }
    }
    function advance(): void {
      const started = clock.elapsed();
      for (let seen = 0; seen < ROWS_A_SLICE && clock.elapsed() - started < SLICE_MS;) {
        const piece = pieces.next();
        if (piece.done) {
          isSeen = true;
          end({ complete: true });
          return;
        }
        seen += piece.value;
      }
      cancel = clock.after(PAUSE_MS, slice);
    }
    function end({ complete }: { complete: boolean }): void {
      cancel = undefined;
      found = into;
      status = { kind: 'full', complete, checkedAt: clock.now() };
      tell();
    }
    cancel = clock.after(0, slice);
    onReport();
  }

  return {
    start() {
      checkRecent();
      cancel = clock.after(FULL_AFTER_MS, checkAll);
    },
    report() {
      const differences = [...found.rows.values()].flatMap((each) => each.differences);
      return {
        ...status,
        checking: cancel !== undefined,
        checkedRows: found.checked,
        differences: differences.slice(0, MAX_SHOWN),
        differenceCount: differences.length,
        unreadableRows: found.unreadable,
      };
    },
    check: checkAll,
    replaced() {
      found = emptyFindings();
      status = { kind: 'full', complete: false, checkedAt: undefined };
      isSeen = false;
      checkAll();
    },
    repair() {
      const names = [...found.rows.values()].map(({ row }) => row);
      const switchId = repairRows({ names, database, rows, repository, switches, keeper, recorder, clock, ids });
      found.rows.clear();
      for (const row of names) look(row, found);
      const left = found.rows.size;
      if (names.length > 0) for (const table of TABLE_NAMES) onWrite(table);
      onReport();
      return { rows: names.length - left, switchId };
    },
    stop() {
      cancel?.();
      cancel = undefined;
      if (isSeen && found.rows.size === 0 && found.unreadable === 0)
        settings.set(MARK, { seq: repository.lastSeq(), switch_seq: switches.lastSeq() });
    },
  };
}

interface Findings {
  rows: Map<string, { row: RowName; differences: RowDifference[] }>;
  checked: number;
  unreadable: number;
}

function emptyFindings(): Findings {
  return { rows: new Map(), checked: 0, unreadable: 0 };
}
