import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeviceDatabase, SettingsRepository } from '#core/storage/index.ts';

/** The number of the last entry that is counted. */
const COUNTED = 'ledger_counted';

/** Entries that are counted at once: little enough that nobody waits long. */
const SLICE = 25_000;

const HOUR = 3_600_000;

export interface Sums {
  reads: number;
  rows: number;
  bytes: number;
}

export interface LedgerSums {
  /** Counts what came to the ledger since the last time; the first time everything, in slices. */
  catchUp(): Promise<void>;
  /** What is counted since an instant, taken to the beginning of its hour. */
  of(asked: { kind: 'table' | 'client' | 'destination'; since: number | undefined }): (Sums & { key: string })[];
  runs(since: number | undefined): number;
}

/**
 * Sums that are made from the ledger when somebody looks, and kept: an answer to a run costs nothing more by them, and a
 * look costs what came since the last one.
 */
export function createLedgerSums({ database, settings }: { database: DeviceDatabase; settings: SettingsRepository }): LedgerSums {
  const sqlite = database.db.$client;
  const last = sqlite.prepare<[], number>('select coalesce(max(seq), 0) from ledger').pluck();
  const slice = 'from ledger where ledger.seq > ? and ledger.seq <= ?';
  const onto = `on conflict do update set
    reads = reads + excluded.reads, rows = rows + excluded.rows, bytes = bytes + excluded.bytes`;
  const sums = 'count(*), sum(row_count), sum(bytes)';
  const columns = 'ledger_totals (hour, kind, key, reads, rows, bytes)';
  const counting = [
    `insert or ignore into ledger_clients (client_id, seq, rows)
      select each.key, ledger.seq, each.value from ledger, json_each(ledger.clients) as each
      where ledger.seq > ? and ledger.seq <= ? and ledger.clients is not null`,
    `insert into ${columns} select at / ${HOUR}, 'table', coalesce(table_name, ''), ${sums} ${slice} group by 1, 3 ${onto}`,
    `insert into ${columns} select at / ${HOUR}, 'run', run_id, ${sums} ${slice} group by 1, 3 ${onto}`,
    `insert into ${columns} select ledger.at / ${HOUR}, 'destination', coalesce(ledger.destination, runs.destination, ''), ${sums}
      from ledger left join runs on runs.run_id = ledger.run_id
      where ledger.seq > ? and ledger.seq <= ? group by 1, 3 ${onto}`,
    `insert into ${columns} select ledger.at / ${HOUR}, 'client', each.key, count(*), sum(each.value), 0
      from ledger, json_each(ledger.clients) as each
      where ledger.seq > ? and ledger.seq <= ? and ledger.clients is not null group by 1, 3 ${onto}`,
  ].map((text) => sqlite.prepare<[number, number]>(text));
  const summed = sqlite.prepare<[string, number], Sums & { key: string }>(
    `select key, sum(reads) as reads, sum(rows) as rows, sum(bytes) as bytes
      from ledger_totals where kind = ? and hour >= ? group by key order by 3 desc, 1`,
  );
  const runCount = sqlite
    .prepare<[number], number>("select count(distinct key) from ledger_totals where kind = 'run' and hour >= ?")
    .pluck();

  const hourOf = (since: number | undefined): number => (since === undefined ? 0 : Math.floor(since / HOUR));

  /** Answers whether there is more. */
  function countSlice(): boolean {
    const stored = settings.get(COUNTED);
    const from = typeof stored === 'number' ? stored : 0;
    const to = Math.min(last.get() ?? 0, from + SLICE);
    if (to <= from) return false;
    database.writeRelaxed(() => {
      for (const statement of counting) statement.run(from, to);
      settings.set(COUNTED, to);
    });
    return to < (last.get() ?? 0);
  }

  return {
    async catchUp() {
      while (countSlice()) await nextTurn();
    },
    of: ({ kind, since }) => summed.all(kind, hourOf(since)),
    runs: (since) => runCount.get(hourOf(since)) ?? 0,
  };
}
